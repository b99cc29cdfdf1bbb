package io.grapevine.acceptance.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.grapevine.acceptance.client.Api;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first hour in a real browser: what a newcomer does by curl is seen on the start page, and the advocate's mail at /mail. */
@ExtendWith(AssembledSystem.class)
@NullUnmarked
class StartPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double PATIENCE_MS = PATIENCE.toMillis();
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private Chromium browser;

    @BeforeEach
    void openABrowser() {
        browser = Chromium.open();
    }

    @AfterEach
    void closeIt() {
        if (browser != null) browser.close();
    }

    @Test
    void whatHappensIsSeenWhileItHappensAndTheAdvocateGetsMail(RunningSystem system) throws Exception {
        // Given
        var origin = system.origin();
        var api = new Api(origin, "gv_sk_demo", PATIENCE);
        var run = Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
        enrol(api, "browser-" + run);
        var page = browser.page();
        page.navigate(origin.url() + "/");
        assertThat(page.locator("#funnel-state")).hasText("Live", within());
        var before = figures(page);
        // When: a person and a bot follow the link, the person shares it on, signs up and buys
        follow(system, "BROWSER-" + run, BROWSER);
        follow(system, "BROWSER-" + run, "Googlebot/2.1");
        send(api, "share", run, event().put("referralCode", "BROWSER-" + run).put("channel", "x"));
        send(api, "signup", run, event().put("customerId", "friend-" + run).put("referralCode", "BROWSER-" + run));
        send(
                api,
                "purchase",
                run,
                event().put("customerId", "friend-" + run)
                        .put("orderId", "order-" + run)
                        .put("amount", 12_345)
                        .put("currency", "EUR"));
        // Then: each step one more, the bot in none
        for (var step : before.keySet())
            assertThat(figure(page, step)).hasText(String.valueOf(before.get(step) + 1), within());
        assertThat(page.locator("[data-note=rewards]")).containsText("released", containedWithin());
        assertThat(page.locator("#funnel-hint")).isHidden();
        Chromium.screenshots(page, "start");
        seeTheMail(page, origin.url(), "browser-" + run + "@people.example");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void withoutTheStreamTheLastFiguresStayAndThePageSaysSo(RunningSystem system) {
        // Given
        var page = browser.page();
        page.navigate(system.origin().url() + "/");
        assertThat(page.locator("#funnel-state")).hasText("Live", within());
        var before = figures(page);
        // When
        page.route("**/stream", route -> route.abort());
        page.reload();
        // Then
        assertThat(page.locator("#funnel-state")).containsText("Connection lost; last figures of", containedWithin());
        assertThat(figures(page)).isEqualTo(before);
    }

    private void seeTheMail(Page page, String origin, String address) throws IOException {
        // She is told that a friend joined, too.
        var row = page.locator("tr", new Page.LocatorOptions().setHasText(address))
                .filter(new Locator.FilterOptions().setHasText("You have earned"));
        var giveUpAt = Instant.now().plus(PATIENCE);
        do {
            page.navigate(origin + "/mail");
        } while (row.count() == 0 && Instant.now().isBefore(giveUpAt));
        Chromium.screenshots(page, "mails");
        row.locator("a").click();
        assertThat(page.locator("h1")).hasText("You have earned €12.35");
        assertThat(page.frameLocator("iframe").locator("body")).containsText("Hello Ada <b>Lovelace</b>,");
        assertThat(page.locator("pre")).containsText("€12.35");
        Chromium.screenshots(page, "mail");
    }

    private static Map<String, Integer> figures(Page page) {
        var figures = new java.util.LinkedHashMap<String, Integer>();
        for (var step : List.of("shares", "clicks", "signups", "purchases", "rewards"))
            figures.put(step, Integer.valueOf(figure(page, step).textContent().replace(",", "")));
        return figures;
    }

    private static Locator figure(Page page, String step) {
        return page.locator("[data-figure=" + step + "]");
    }

    private static void enrol(Api api, String person) {
        var body = event().put("externalId", person)
                .put("referralCode", person.replaceFirst("browser", "BROWSER"))
                .put("name", "Ada <b>Lovelace</b>")
                .put("email", person + "@people.example");
        assertThat(api.post("/v1/programs/demo/participants", body).status()).isEqualTo(201);
    }

    private static void follow(RunningSystem system, String code, String userAgent) throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(system.origin().resolve("/r/" + code))
                    .header("User-Agent", userAgent)
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(302);
        }
    }

    private static void send(Api api, String type, String run, ObjectNode data) {
        var body = event();
        body.putArray("events")
                .addObject()
                .put("type", type)
                .put("id", type + "-" + run)
                .put("time", Instant.now().toString())
                .set("data", data);
        assertThat(api.post("/v1/events", body).json().path("accepted").asInt()).isEqualTo(1);
    }

    private static ObjectNode event() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static HasTextOptions within() {
        return new HasTextOptions().setTimeout(PATIENCE_MS);
    }

    private static ContainsTextOptions containedWithin() {
        return new ContainsTextOptions().setTimeout(PATIENCE_MS);
    }
}
