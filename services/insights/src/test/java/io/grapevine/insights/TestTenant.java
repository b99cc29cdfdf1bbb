package io.grapevine.insights;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.fact.Clicks;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Purchases;
import io.grapevine.testkit.fact.Rewards;
import io.grapevine.testkit.log.TestLog;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant of insights in a test: it reports, its neighbours decide, and it asks. */
final class TestTenant {

    static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Context ANY = Context.NONE;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    /** Publishes its keys and program {@code spring} with the advocates ada (codes ADA and ADA-2) and bea (BEA). */
    void opensProgram() {
        TestLog.publishKey(tenant, key, Kind.SECRET);
        TestLog.publishKey(tenant, publishableKey(), Kind.PUBLISHABLE);
        state("p", new ProgramPublished("prg_1", "spring", 1, null, GoldenLog.TERMS));
        state("par_ada", new ParticipantPublished("par_ada", "spring", "ada", "ADA", null, null, null));
        state("par_bea", new ParticipantPublished("par_bea", "spring", "bea", "BEA", null, null, null));
        state(
                "lnk_ada2",
                new LinkPublished("lnk_ada2", "spring", "ADA-2", "par_ada", "ada", "https://shop.example/", null));
        await().atMost(PATIENCE).until(() -> get("/spring/graph").extract().path("nodes"), equalTo(2));
    }

    String id() {
        return tenant;
    }

    String secretKey() {
        return key;
    }

    String publishableKey() {
        return "gv_pk_" + tenant;
    }

    ValidatableResponse get(String path) {
        return ask(path, key).statusCode(200);
    }

    static ValidatableResponse ask(String path, String key) {
        return RestAssured.given()
                .urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + key)
                .get("/v1/insights/programs" + path)
                .then();
    }

    void awaitEvents(int total) {
        await().atMost(PATIENCE).untilAsserted(() -> get("/spring/events").body("total", equalTo(total)));
    }

    void report(Event<?>... events) {
        TestLog.append(events);
    }

    <T extends EventData> void state(String id, T data) {
        TestLog.append(Event.stated(tenant, id, "test", MONDAY, null, data));
    }

    Event<?> event(String id, long seconds, EventData.Fact fact) {
        return new Event<>(tenant, id, "api", MONDAY.plusSeconds(seconds), MONDAY, null, null, fact);
    }

    static ClickRecorded click(
            String touch,
            ClickRecorded.Origin origin,
            @Nullable String link,
            @Nullable String code,
            TrafficLabel label) {
        return Clicks.click(touch)
                .seenBy(origin)
                .link(link)
                .code(code)
                .label(label)
                .build();
    }

    static PurchaseRecorded purchase(String order, long amountMinor) {
        return Purchases.order(order).by("cleo").amount(amountMinor, "EUR").build();
    }

    static RefundRecorded refund(String id, long amountMinor) {
        return new RefundRecorded(id, "o1", amountMinor, "EUR", List.of(), null, ANY);
    }

    static IdentifyRecorded identify() {
        return new IdentifyRecorded("v1", "cleo", null, null, ANY);
    }

    static ConversionDecided bind(String id, String friend, @Nullable String advocate, int revision) {
        return signUpDecided(id, friend, advocate, revision, MONDAY);
    }

    static ConversionDecided signUpDecided(
            String id, String friend, @Nullable String advocate, int revision, Instant at) {
        var signUp = Decisions.signUp()
                .of(id)
                .revision(revision)
                .in("spring", 1)
                .by(friend)
                .at(at);
        return advocate == null
                ? signUp.unattributed(Outcome.UNATTRIBUTED, ConversionDecided.Reason.NO_TOUCH)
                        .build()
                : signUp.broughtBy(advocate, "CODE").build();
    }

    static RewardChanged reward(int sequence, RewardChanged.Status status) {
        return Rewards.reward("rew_1")
                .is(status, sequence)
                .in("spring", 1)
                .order(null, "cleo")
                .worth(RewardKind.CASH, 90, "EUR")
                .at(MONDAY)
                .build();
    }
}
