package io.grapevine.acceptance.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.grapevine.acceptance.client.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Experiments, goals and the graph in a real browser: from what is said by the API, over the whole system, to what a person sees. */
@ExtendWith(AssembledSystem.class)
@NullUnmarked
class FigurePagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ADVOCATES = 60;

    private final String run = Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
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
    void whatIsTriedAndWhatIsWantedAreSeenWithWhatCameOfIt(RunningSystem system) throws Exception {
        // Given: an experiment, and two goals, one of which cannot be met
        var api = new Api(system.origin(), "gv_sk_demo", PATIENCE);
        var key = "words-" + run;
        var warm = "warm <b>" + run + "</b>";
        var plain = "plain-" + run;
        var definition = object().put("programKey", "demo")
                .put("name", "Warmer <i>words</i>")
                .put("kind", "copy")
                .put("metric", "share_to_signup")
                .put("tau", 0.3)
                .put("minimumSample", 5);
        definition.putArray("variants").add(object().put("name", plain)).add(object().put("name", warm));
        assertThat(api.put("/v1/experiments/" + key, definition).status()).isEqualTo(200);
        assertThat(api.post("/v1/experiments/" + key + "/start", object()).status())
                .isEqualTo(200);
        assertThat(goal(api, "referrals", 1, "at_least")).isEqualTo(200);
        assertThat(goal(api, "click_to_signup", 999, "at_least")).isEqualTo(200);
        // When: each advocate shares what was assigned; of the warm ones four in five bring a friend, of the others one
        // in five
        var shared = new HashMap<String, Integer>();
        var events = JsonNodeFactory.instance.arrayNode();
        for (var i = 0; i < ADVOCATES; i++) {
            var person = "try-" + i + "-" + run;
            assertThat(api.post(
                                    "/v1/programs/demo/participants",
                                    object().put("externalId", person).put("referralCode", person))
                            .status())
                    .isEqualTo(201);
            var assigned = api.get("/v1/experiments/" + key + "/assignment?unit=" + person)
                    .json()
                    .path("variant")
                    .asText();
            var nth = shared.merge(assigned, 1, Integer::sum);
            event(
                    events,
                    "share",
                    person,
                    object().put("referralCode", person).put("channel", "x").put("variant", assigned));
            if (assigned.equals(warm) ? nth % 5 != 0 : nth % 5 == 0)
                event(
                        events,
                        "signup",
                        person,
                        object().put("customerId", "f-" + person).put("referralCode", person));
        }
        assertThat(api.post("/v1/events", (ObjectNode) object().set("events", events))
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(events.size());
        // Then
        var page = browser.page();
        page.navigate(system.origin().url() + "/");
        page.locator("a[href='/experiments']").click();
        var card = page.locator("[data-experiment='" + key + "']");
        assertThat(card.locator("h2")).hasText("Warmer <i>words</i>", within());
        converted(card, plain, shared.get(plain) / 5);
        converted(card, warm, shared.get(warm) - shared.get(warm) / 5);
        assertThat(card.locator("svg.interval")).hasCount(2);
        assertThat(card.locator(".advice")).containsText(warm + " is better than " + plain, containedWithin());
        Chromium.screenshots(page, "experiments");
        page.locator("a[href='/goals']").click();
        assertThat(page.locator("[data-kpi=referrals]")).containsText("met", containedWithin());
        assertThat(page.locator("[data-kpi=click_to_signup]")).containsText("at least 99900.0 %", containedWithin());
        assertThat(page.locator("svg.bullet")).hasCount(2);
        Chromium.screenshots(page, "goals");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whoBroughtOneAnotherOnOneDeviceIsSeenAsARing(RunningSystem system) throws Exception {
        // Given: who brings two on her own device, and they pay as one
        var api = new Api(system.origin(), "gv_sk_demo", PATIENCE);
        var first = "a-<i>ring</i>-" + run;
        var code = "ring-" + run;
        var device = "tablet-" + run;
        assertThat(api.post(
                                "/v1/programs/demo/participants",
                                object().put("externalId", first).put("referralCode", code))
                        .status())
                .isEqualTo(201);
        // When
        var events = JsonNodeFactory.instance.arrayNode();
        event(
                events,
                "identify",
                first,
                object().put("visitorId", "v-" + run).put("customerId", first).put("deviceKey", device));
        for (var friend : List.of("b-ring-" + run, "c-ring-" + run)) {
            event(
                    events,
                    "signup",
                    friend,
                    object().put("customerId", friend).put("referralCode", code).put("deviceKey", device));
            event(
                    events,
                    "purchase",
                    friend,
                    object().put("orderId", "o-" + friend)
                            .put("customerId", friend)
                            .put("amount", 2_000)
                            .put("currency", "EUR")
                            .put("paymentFingerprint", "card-" + run));
        }
        assertThat(api.post("/v1/events", (ObjectNode) object().set("events", events))
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(events.size());
        // Then
        var page = browser.page();
        page.navigate(system.origin().url() + "/");
        page.locator("a[href='/graph']").click();
        var ring = page.locator("[data-ring='" + first + "']");
        assertThat(ring.locator("h2")).hasText(first + " and 2 others", within());
        assertThat(ring).containsText("2 came by the link or code of another of them", containedWithin());
        assertThat(ring.locator(".facts"))
                .containsText("1 means of payment, among 2 of them1 device, among 3 of them", containedWithin());
        ring.locator("summary").click();
        assertThat(ring.locator("tbody tr")).hasCount(3);
        // What waits for a review is no edge of the graph yet, so how much the others say depends on what ran before.
        assertThat(page.locator("#cascades > *")).not().hasCount(0);
        assertThat(page.locator("#spreaders > *")).not().hasCount(0);
        Chromium.screenshots(page, "graph");
        // When: one of them is chosen
        ring.locator("button.name").last().click();
        // Then: her tree is drawn, as an image, and the address is one to pass on
        var tree = page.locator("#tree img");
        assertThat(tree)
                .hasAttribute(
                        "data-root",
                        Pattern.compile("[abc]-.*ring.*" + run),
                        new HasAttributeOptions().setTimeout(PATIENCE.toMillis()));
        assertThat((int) tree.evaluate("image => image.decode().then(() => image.naturalHeight)"))
                .isPositive();
        assertThat(page.url()).contains("person=");
        Chromium.screenshots(page, "tree");
        // And where there is none
        page.route(
                "**/rings?*",
                asked -> asked.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"programKey\": \"demo\", \"people\": 0, \"count\": 0, \"rings\": []}")));
        page.reload();
        assertThat(page.locator("#rings")).containsText("No ring is seen", containedWithin());
        assertThat(browser.complaints()).isEmpty();
    }

    private static void converted(Locator card, String variant, int number) {
        // Variant, share, exposures, conversions.
        assertThat(card.locator("tbody tr")
                        .filter(new Locator.FilterOptions().setHasText(variant))
                        .locator("td")
                        .nth(2))
                .hasText(String.valueOf(number), within());
    }

    private static int goal(Api api, String kpi, int target, String bound) {
        return api.put(
                        "/v1/insights/programs/demo/kpis/" + kpi + "/goal",
                        object().put("target", target).put("bound", bound))
                .status();
    }

    private static void event(ArrayNode events, String type, String person, ObjectNode data) {
        events.addObject()
                .put("type", type)
                .put("id", type + "-" + person)
                .put("time", Instant.now().toString())
                .set("data", data);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static HasTextOptions within() {
        return new HasTextOptions().setTimeout(PATIENCE.toMillis());
    }

    private static ContainsTextOptions containedWithin() {
        return new ContainsTextOptions().setTimeout(PATIENCE.toMillis());
    }
}
