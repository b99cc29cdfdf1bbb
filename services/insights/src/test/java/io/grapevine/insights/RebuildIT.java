package io.grapevine.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The figures are a function of the log: not of the order it is read in, nor of how it was split, repeated, or read again. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class RebuildIT {

    private static final long SEED = 20_261_123;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<String> CHANNELS = List.of("facts", "decisions", "definitions", "rings");
    private static final List<String> TABLES = List.of(
            "facts",
            "conversions",
            "rewards",
            "reward_moments",
            "programs",
            "participants",
            "links",
            "codes",
            "generations",
            "steps",
            "rollups",
            "customers_moved",
            "customer_moments",
            "customer_sums",
            "showings",
            "followings",
            "codes_given",
            "aliases");
    private static final List<String> QUESTIONS = List.of(
            "/events",
            "/funnel",
            "/funnel?groupBy=variant&from=2026-06-02T07:11:00Z",
            "/funnel?groupBy=channel",
            "/funnel?groupBy=country&from=2026-06-01T00:30:00Z&to=2026-06-03T12:00:01Z",
            "/funnel?groupBy=advocate",
            "/funnel?groupBy=generation&to=2026-06-04T00:00:00Z",
            "/funnel/series?bucket=hour&from=2026-06-01T00:30:00Z",
            "/funnel/series?bucket=minute&from=2026-06-02T00:00:30Z&to=2026-06-02T12:00:00Z",
            "/funnel/series?bucket=month",
            "/funnel/times?from=2026-06-01T12:00:00Z",
            "/kpis?from=2026-06-01T00:30:00Z&to=2026-06-05T00:00:00Z",
            "/kpis?from=2026-06-02T07:11:00Z&to=2026-07-03T12:00:00.001Z",
            "/experiments",
            "/rings?limit=100");

    /** Of the sums kept from those counted, over all times about which something happens: no row is right. */
    private static final String DIFFERENCES = """
            with times as (
                select distinct occurred_at + moved as t1 from steps cross join (values (interval '0'), (interval '1 millisecond'),
                    (interval '30 days'), (interval '30 days 1 millisecond')) as m(moved)),
            kept as (
                select t1, u.* from times cross join lateral customers_until(:program, t1) u),
            people as (
                select t1, referred, sum(customers)::bigint, sum(buyers)::bigint, sum(repeaters)::bigint, sum(matured)::bigint, sum(retained)::bigint
                from kept group by 1, 2),
            counted as (select t1, c.* from times cross join lateral customers_counted(:program, t1) c),
            money as (select t1, referred, currency, net_minor from kept where currency <> ''),
            money_counted as (select t1, n.* from times cross join lateral net_counted(:program, t1) n)
            select count(*) from (
                (select t1::text, people::text from people except all select t1::text, counted::text from counted)
                union all (select t1::text, counted::text from counted except all select t1::text, people::text from people)
                union all (select t1::text, money::text from money except all select t1::text, money_counted::text from money_counted)
                union all (select t1::text, money_counted::text from money_counted except all select t1::text, money::text from money)) d""";

    /** One of each metric: program, metric, first day and the day after the last. */
    private static final List<List<String>> TRIED = List.of(
            List.of("spring", "share_to_signup", "01", "03"),
            List.of("spring", "signup_to_purchase", "03", "06"),
            List.of("autumn", "click_to_signup", "01", "06"));

    @Inject
    KafkaClientService kafka;

    @Inject
    @DataSource("owner")
    AgroalDataSource owner;

    @Test
    void theSameLogInAnyOrderRepeatedOrReadAgainWhileItGrowsGivesTheSameFigures() throws SQLException {
        // Given
        var inOrder = tenant();
        var shuffled = tenant();
        var rebuilt = tenant();
        TestLog.append(DrawnLog.of(inOrder, SEED));
        var twice = shuffled(DrawnLog.of(shuffled, SEED), 1);
        twice.addAll(shuffled(DrawnLog.of(shuffled, SEED), 2).subList(0, 100));
        TestLog.append(twice);
        // When: half of the log, then all that was made of it is lost, and read again while the other half comes
        var log = shuffled(DrawnLog.of(rebuilt, SEED), 3);
        TestLog.append(log.subList(0, log.size() / 2));
        tries(inOrder);
        tries(shuffled);
        awaitSettled(inOrder, shuffled);
        var expected = figures(inOrder);
        assertThat(expected)
                .anySatisfy(told -> assertThat(told)
                        .containsPattern("share_to_signup.*\"exposures\":[1-9]\\d*,\"conversions\":[1-9]"));
        assertThat(expected)
                .anySatisfy(told -> assertThat(told).containsPattern("\"brought\":[1-9].*\"trait\":\"device\""));
        forget(rebuilt);
        for (var channel : CHANNELS)
            kafka.getConsumer(channel)
                    .runOnPollingThread(consumer -> {
                        consumer.seekToBeginning(consumer.assignment());
                    })
                    .await()
                    .atMost(PATIENCE);
        TestLog.append(log.subList(log.size() / 2, log.size()));
        tries(rebuilt);
        // Then
        awaitSettled(inOrder, rebuilt);
        assertThat(figures(shuffled)).isEqualTo(expected);
        assertThat(figures(rebuilt)).isEqualTo(expected);
        assertThat(figures(inOrder)).isEqualTo(expected);
    }

    @Test
    void whatIsKeptIsWhatTheFactsSay() throws SQLException {
        // Given
        var tenant = tenant();
        // When
        TestLog.append(shuffled(DrawnLog.of(tenant, SEED + 1), 4));
        // Then: and the sums are those of the steps
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(count(tenant, "select count(*) from facts")).isPositive();
            assertThat(count(tenant, "select count(distinct reward_id) from rewards"))
                    .isEqualTo(45);
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(count(tenant, "select count(*) from (select * from steps_now except all select * from steps) s"))
                    .isZero();
            assertThat(count(tenant, "select count(*) from (select * from steps except all select * from steps_now) s"))
                    .isZero();
            assertThat(count(tenant, "select sum(n) from rollups where dim = '' and kind <> 'event'"))
                    .isEqualTo(count(tenant, "select count(*) from steps"));
            assertThat(count(tenant, "select sum(n) from rollups where dim = '' and kind = 'event'"))
                    .isEqualTo(count(tenant, "select count(*) from facts"));
        });
    }

    @Test
    void customersAddUpToWhatTheyAreCountedAsAtAnyTime() throws Exception {
        // Given
        var tenant = tenant();
        var log = shuffled(DrawnLog.of(tenant, SEED + 2), 5);
        try (var counted = getClass().getResourceAsStream("/customers-counted.sql");
                var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(new String(Objects.requireNonNull(counted).readAllBytes(), StandardCharsets.UTF_8));
        }
        // When: they are settled now and then, while their steps move
        for (var part = 0; part < 4; part++) {
            TestLog.append(log.subList(part * log.size() / 4, (part + 1) * log.size() / 4));
            var _ = count(tenant, "select settle_customers(7)");
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(count(tenant, "select count(*) from facts")).isGreaterThan(300);
            assertThat(count(tenant, "select count(distinct reward_id) from rewards"))
                    .isEqualTo(45);
        });
        // Then: at each moment that something changes, just before and just after it
        await().atMost(PATIENCE).untilAsserted(() -> {
            var _ = count(tenant, "select settle_customers(1000)");
            for (var program : DrawnLog.PROGRAMS) {
                assertThat(count(
                                tenant,
                                "select sum(matured) * sum(retained) from customers_counted('%s', '2026-07-04')"
                                        .formatted(program)))
                        .isPositive();
                assertThat(count(tenant, DIFFERENCES.replace(":program", "'" + program + "'")))
                        .isZero();
            }
        });
    }

    /** Both have read as much of what is the same log. */
    private void awaitSettled(String one, String other) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(figures(one)).isEqualTo(figures(other)));
    }

    private static List<String> figures(String tenant) {
        return DrawnLog.PROGRAMS.stream()
                .flatMap(program -> QUESTIONS.stream().map(question -> "/" + program + question))
                .map(path -> TestTenant.ask(path, "gv_sk_" + tenant)
                        .statusCode(200)
                        .extract()
                        .asString())
                .toList();
    }

    /** Experiments are settings, which the log does not bring; their figures are of the log. */
    private static void tries(String tenant) {
        for (var tried : TRIED) {
            var path = "/v1/experiments/" + String.join("-", tried);
            await().atMost(PATIENCE)
                    .until(() -> RestAssured.given()
                                    .header("Authorization", "Bearer gv_sk_" + tenant)
                                    .contentType("application/json")
                                    .body("""
                                            {"programKey": "%s", "kind": "copy", "metric": "%s", "variants": [{"name": "A"}, {"name": "B"}]}""".formatted(tried.get(0), tried.get(1)))
                                    .put(path)
                                    .statusCode()
                            == 200);
            at(tenant, path + "/start", tried.get(2));
            at(tenant, path + "/stop", tried.get(3));
        }
    }

    private static void at(String tenant, String path, String day) {
        RestAssured.given()
                .header("Authorization", "Bearer gv_sk_" + tenant)
                .contentType("application/json")
                .body("{\"at\": \"2026-06-" + day + "T00:00:00Z\"}")
                .post(path)
                .then()
                .statusCode(200);
    }

    private static String tenant() {
        var tenant = "t-" + UUID.randomUUID();
        TestLog.publishKey(tenant, "gv_sk_" + tenant, Kind.SECRET);
        await().atMost(PATIENCE)
                .until(() -> RestAssured.given()
                                .header("Authorization", "Bearer gv_sk_" + tenant)
                                .get("/v1/insights/programs/none/events")
                                .statusCode()
                        == 404);
        return tenant;
    }

    private static List<Event<?>> shuffled(List<Event<?>> log, long seed) {
        var events = new ArrayList<>(log);
        Collections.shuffle(events, new Random(seed));
        return events;
    }

    private void forget(String tenant) throws SQLException {
        try (var connection = as(tenant);
                var statement = connection.createStatement()) {
            for (var table : TABLES) statement.execute("delete from " + table);
        }
    }

    private long count(String tenant, String query) throws SQLException {
        try (var connection = as(tenant);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection as(String tenant) throws SQLException {
        var connection = owner.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("select set_config('grapevine.tenant', '" + tenant + "', false)");
        }
        return connection;
    }
}
