package io.grapevine.rewardissuing.payout.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.Topic;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.log.TestLog;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A tenant with a program that pays ten percent, and with staff: Ann, who has two keys, Bob, and a machine. */
final class PayoutScene {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final String tenant = "t-" + UUID.randomUUID();
    final String ann = "gv_sk_ann1_" + tenant;
    final String annsOther = "gv_sk_ann2_" + tenant;
    final String bob = "gv_sk_bob_" + tenant;
    final String machine = "gv_sk_machine_" + tenant;

    PayoutScene() {
        TestLog.publishKey(tenant, ann, Kind.SECRET, "ann");
        TestLog.publishKey(tenant, annsOther, Kind.SECRET, "ann");
        TestLog.publishKey(tenant, bob, Kind.SECRET, "bob");
        TestLog.publishKey(tenant, machine, Kind.SECRET);
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission(), thanks())));
        for (var key : List.of(ann, annsOther, bob, machine))
            await().atMost(PATIENCE).until(() -> get(key, "/v1/payouts").statusCode() == 200);
    }

    /** Orders of 100.00 EUR each, brought by the advocate; returns when their rewards are there. */
    @CanIgnoreReturnValue
    PayoutScene orders(String advocate, int count) {
        for (var order = 0; order < count; order++) decided(order(advocate, order));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(balance(advocate, "released")).isEqualTo(1000L * count));
        return this;
    }

    static Decisions order(String advocate, int number) {
        return purchase()
                .of(advocate + "-" + number)
                .by("f-" + advocate + "-" + number)
                .broughtBy(advocate);
    }

    void decided(Decisions decision) {
        say(decision.build());
    }

    void say(EventData data) {
        TestLog.append(event(data));
    }

    Event<?> event(EventData data) {
        return Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data);
    }

    /** In cash and EUR, by what the API says. */
    long balance(String person, String what) {
        var balances = get(machine, "/v1/balances/" + person);
        if (balances.statusCode() != 200) return 0;
        var found = balances.jsonPath().get("balances.find { it.currency == 'EUR' }.byKind.cash." + what);
        return found == null ? 0 : ((Number) found).longValue();
    }

    JsonPath create(String key, Map<String, ?> body) {
        var answer = post(key, "/v1/payouts", body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath();
    }

    @CanIgnoreReturnValue
    String created(String key) {
        return create(key, Map.of("currency", "EUR")).getString("id");
    }

    JsonPath payout(String id) {
        return get(machine, "/v1/payouts/" + id).jsonPath();
    }

    /** The only line of a person. */
    String line(String payout, String person, String what) {
        return payout(payout).getString("lines.find { it.externalId == '" + person + "' }." + what);
    }

    Response get(String key, String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).get(path);
    }

    @CanIgnoreReturnValue
    Response put(String key, String path, Object body) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body(body)
                .put(path);
    }

    @CanIgnoreReturnValue
    Response delete(String key, String path) {
        return RestAssured.given().header("Authorization", "Bearer " + key).delete(path);
    }

    @CanIgnoreReturnValue
    Response post(String key, String path, @Nullable Object body) {
        var request = RestAssured.given().header("Authorization", "Bearer " + key);
        return body == null
                ? request.post(path)
                : request.contentType("application/json").body(body).post(path);
    }

    List<RewardChanged> rewards() {
        return TestLog.read(Topic.REWARDS, tenant, RewardChanged.class);
    }

    /** Sums of the whole ledger, and whether its chain holds. */
    boolean booksAreRight() {
        return get(machine, "/v1/ledger/verify").jsonPath().getBoolean("ok");
    }

    Connection asApplication() throws SQLException {
        var config = ConfigProvider.getConfig();
        var connection = DriverManager.getConnection(
                "jdbc:postgresql://" + config.getValue("grapevine.postgres", String.class) + "/"
                        + config.getValue("grapevine.database", String.class),
                "grapevine_app",
                config.getValue("quarkus.datasource.password", String.class));
        try (var statement = connection.prepareStatement("select set_config('grapevine.tenant', ?, false)")) {
            statement.setString(1, tenant);
            assertThat(statement.execute()).isTrue();
        }
        return connection;
    }
}
