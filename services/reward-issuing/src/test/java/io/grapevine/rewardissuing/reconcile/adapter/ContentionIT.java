package io.grapevine.rewardissuing.reconcile.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.rewardissuing.Database;
import io.grapevine.rewardissuing.reconcile.Ruling;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money under contention: few accounts, many connections. {@code make races} runs it in full size. */
@QuarkusTest
@TestProfile(ContentionIT.TwentyConnections.class)
@WithTestResource(GrapevineInfrastructure.class)
class ContentionIT {

    private static final int CONNECTIONS = 20;
    private static final int ACCOUNTS = 80;
    private static final int TRANSACTIONS = Integer.getInteger("races.transactions", 1_000);
    private static final int RACES = Integer.getInteger("races.rounds", 20);
    private static final int RACERS = 50;
    // How often a step says how far it is: a full run takes the better part of an hour.
    private static final int TOLD = 10;
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "BHD", "CLF");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** As many connections as there are workers. */
    public static class TwentyConnections implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.reactive.max-size", Integer.toString(CONNECTIONS));
        }
    }

    @Inject
    TenantTransactions transactions;

    @Inject
    IssueRewards issueRewards;

    @Inject
    Books books;

    @Inject
    Vertx vertx;

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void aProgram() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        TestLog.append(stated(new ProgramPublished("prg_1", "demo", 1, null, terms(commission()))));
        TestLog.append(stated(order("probe").build()));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(proof().getLong("sealed")).isEqualTo(1));
    }

    @Test
    void ofTwoRacingClawbacksOneSucceeds() throws Exception {
        // Given
        each("rewards issued", TRANSACTIONS, order -> issue(order(order)));
        var rewards = rewards("order_id <> 'probe'");
        assertThat(rewards).hasSize(TRANSACTIONS);
        var clawbacks = new ArrayList<String>(rewards);
        clawbacks.addAll(rewards);
        Collections.shuffle(clawbacks, new Random(20261123));
        // When
        var succeeded = new AtomicInteger();
        each("clawbacks tried", clawbacks.size(), i -> reject(clawbacks.get(i), succeeded));
        // Then
        tell("%,d of %,d clawbacks succeeded, of %,d rewards", succeeded.get(), clawbacks.size(), TRANSACTIONS);
        assertThat(succeeded).hasValue(TRANSACTIONS);
        assertThat(rewards("status <> 'refused' and order_id <> 'probe'")).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(proof().getLong("sealed")).isEqualTo(2L * TRANSACTIONS + 1));
        var proof = proof();
        tell("sealed %s, sums %s, problems %s", proof.get("sealed"), proof.get("sums"), proof.get("problems"));
        assertThat(proof.getList("problems")).isEmpty();
        assertThat(proof.getMap("sums"))
                .hasSize(CURRENCIES.size())
                .allSatisfy((currency, sum) ->
                        assertThat(((Number) sum).longValue()).isZero());
        assertThat(column("select count(distinct external_id) from balances where released_minor = clawed_back_minor"
                        + " and held_minor = 0 and paid_minor = 0 and external_id like 'a-%'"))
                .containsExactly(String.valueOf(ACCOUNTS));
        assertThat(
                        column(
                                "select external_id from beneficiary_sequences s where last <> (select count(*) from"
                                        + " reward_changes c join rewards w using (tenant_id, reward_id) where w.external_id = s.external_id)"))
                .isEmpty();
    }

    @Test
    void ofFiftyWhoPostOnePurchaseOneIssuesItsReward() throws Exception {
        // When: all racers of a race at once, as many races at a time as connections allow
        each("purchases posted", RACES * RACERS, i -> issue(order("race-" + i / RACERS)));
        // Then
        tell(
                "%,d purchases, posted %d times each, have %,d rewards",
                RACES, RACERS, rewards("order_id like 'o-race-%'").size());
        assertThat(rewards("order_id like 'o-race-%'")).hasSize(RACES);
        assertThat(column("select count(*) from transfers")).containsExactly(String.valueOf(RACES + 1));
        assertThat(proof().getList("problems")).isEmpty();
    }

    private Uni<?> issue(Decisions decision) {
        return transactions.inTenant(
                tenant, session -> issueRewards.handle(session, tenant, List.of(stated(decision.build()))));
    }

    private Uni<?> reject(String rewardId, AtomicInteger succeeded) {
        return transactions
                .inTenant(
                        tenant,
                        session -> Rewards.find(session, rewardId)
                                .map(found -> Ruling.reject(found.orElseThrow(), Instant.now()))
                                .chain(ruling -> switch (ruling) {
                                    case Ruling.Moved(var change) ->
                                        books.write(session, tenant, List.of(change), Map.of())
                                                .replaceWith(1);
                                    case Ruling.Already _ -> Uni.createFrom().item(0);
                                    case Ruling.Illegal(var from) -> throw new AssertionError("rejected while " + from);
                                }))
                .invoke(succeeded::addAndGet);
    }

    /** Twenty at a time, each on a connection of its own. */
    private void each(String what, int count, IntFunction<Uni<?>> task) throws Exception {
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        try (var workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            var ended = new ArrayList<Future<?>>();
            for (var worker = 0; worker < CONNECTIONS; worker++)
                ended.add(workers.submit(() -> {
                    for (var i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        done(task.apply(i));
                        if ((i + 1) % Math.ceilDiv(count, TOLD) == 0) howFar(what, i + 1, count, begun);
                    }
                    return null;
                }));
            for (var one : ended)
                assertThat(one.get(PATIENCE.toMinutes() * 6, TimeUnit.MINUTES)).isNull();
        }
    }

    private static void howFar(String what, int done, int of, long begun) {
        var seconds = (System.nanoTime() - begun) / 1e9;
        tell("%s: %,d of %,d, %.0f/s", what, done, of, done / seconds);
    }

    private static void tell(String format, Object... values) {
        System.out.println("races: " + format.formatted(values));
    }

    private void done(Uni<?> task) throws Exception {
        var done = new CompletableFuture<Object>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> task.subscribe().with(done::complete, done::completeExceptionally));
        done.get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    }

    private static Decisions order(int number) {
        return order(String.valueOf(number))
                .broughtBy("a-" + number % ACCOUNTS)
                .amount(1_000 + number, CURRENCIES.get(number % CURRENCIES.size()));
    }

    private static Decisions order(String name) {
        return purchase()
                .of("cnv_" + name)
                .order(name.equals("probe") ? name : "o-" + name)
                .by("c-" + name, null);
    }

    private List<String> rewards(String condition) throws SQLException {
        return column("select reward_id from rewards where " + condition);
    }

    private List<String> column(String sql) throws SQLException {
        try (var service = Database.asService(tenant)) {
            return Database.column(service, sql);
        }
    }

    private JsonPath proof() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get("/v1/ledger/verify")
                .jsonPath();
    }

    private Event<?> stated(EventData data) {
        return Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data);
    }
}
