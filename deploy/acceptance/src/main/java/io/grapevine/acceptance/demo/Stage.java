package io.grapevine.acceptance.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plays steps through the public API, as a shop's server and its visitors' browsers would. Ids carry the run, so that runs never meet. */
final class Stage {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PROGRAM = "demo";
    private static final String CURRENCY = "EUR";
    private static final Pattern CLICK_ID = Pattern.compile("[?&]gv_cid=([^&#]+)");
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> NAMES = List.of(
            "Ada",
            "Grace",
            "Edsger",
            "Barbara",
            "Alan",
            "Frances",
            "Donald",
            "Margaret",
            "Leslie",
            "Radia",
            "Dennis",
            "Katherine",
            "Tony",
            "Hedy",
            "Niklaus",
            "Jean");

    private final Origin origin;
    private final Api api;
    private final String run;
    private final HttpClient browsers = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Map<Integer, String> clickIds = new HashMap<>();
    private int events;

    Stage(Origin origin, Api api, String run) {
        this.origin = origin;
        this.api = api;
        this.run = run;
    }

    void play(Step step) throws IOException, InterruptedException {
        switch (step) {
            case Step.Enrol enrol -> enrol(enrol);
            case Step.Share share ->
                send("share", event().put("referralCode", code(share.person())).put("channel", share.channel()));
            case Step.Click click -> follow(click);
            case Step.SignUp signUp -> signUp(signUp.person(), clickIds.remove(signUp.click()));
            case Step.WalkIn walkIn -> signUp(walkIn.person(), null);
            case Step.Purchase purchase ->
                send(
                        "purchase",
                        event().put("customerId", id(purchase.person()))
                                .put("orderId", order(purchase.order()))
                                .put("amount", purchase.amountMinor())
                                .put("currency", CURRENCY));
            case Step.Refund refund ->
                send(
                        "refund",
                        event().put("refundId", "refund-" + order(refund.order()))
                                .put("orderId", order(refund.order()))
                                .put("amount", refund.amountMinor())
                                .put("currency", CURRENCY));
        }
    }

    private void enrol(Step.Enrol enrol) {
        var person = enrol.person();
        var body = event().put("externalId", id(person))
                .put("referralCode", code(person))
                .put("name", name(person))
                .put("email", id(person) + "@people.example");
        var _ = api.post("/v1/programs/" + PROGRAM + "/participants", body).orThrow();
    }

    /** A redirect answers at once, whatever reads it; people carry the click id on to where they sign up. */
    private void follow(Step.Click click) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(origin.resolve("/r/" + code(click.of())))
                .timeout(PATIENCE)
                .header("User-Agent", click.bot() ? BOT : BROWSER)
                .build();
        var location = browsers.send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElse("");
        var clickId = CLICK_ID.matcher(location);
        if (clickId.find()) clickIds.put(click.click(), clickId.group(1));
    }

    private void signUp(int person, @Nullable String clickId) {
        var customer = event().put("customerId", id(person)).put("name", name(person));
        if (clickId != null) customer.put("clickId", clickId);
        send("signup", customer);
    }

    private void send(String type, ObjectNode data) {
        var body = NODES.objectNode();
        body.putArray("events")
                .addObject()
                .put("type", type)
                .put("id", "demo-" + run + "-" + ++events)
                .put("time", Instant.now().toString())
                .set("data", data);
        var _ = api.post("/v1/events", body).orThrow();
    }

    private static ObjectNode event() {
        return NODES.objectNode();
    }

    private static String name(int person) {
        return NAMES.get(person % NAMES.size());
    }

    private String id(int person) {
        return name(person).toLowerCase(Locale.ROOT) + "-" + run + "-" + person;
    }

    private String code(int person) {
        return id(person).toUpperCase(Locale.ROOT);
    }

    private String order(int order) {
        return "order-" + run + "-" + order;
    }
}
