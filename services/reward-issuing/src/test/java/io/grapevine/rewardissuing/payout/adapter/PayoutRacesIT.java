package io.grapevine.rewardissuing.payout.adapter;

import static io.grapevine.rewardissuing.payout.adapter.PayoutScene.PATIENCE;
import static io.grapevine.rewardissuing.payout.adapter.PayoutScene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payouts against each other, and against what takes money back. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class PayoutRacesIT {

    // By the ledger alone: what a person was owed after each booking of a payout, in the order of the entries.
    private static final String OVERPAID = """
            select count(*) from payout_lines l where l.status = 'due' and 0 < (select sum(e.amount_minor) from ledger_entries e \
            where e.account = 'payable:' || l.external_id and e.entry_id <= (select max(b.entry_id) from ledger_entries b \
            where b.account = 'payable:' || l.external_id and b.posted_at = l.changed_at))""";
    private static final String BOOKED_LINES = "select count(*) from payout_lines where status = 'due'";

    private PayoutScene scene;

    @BeforeEach
    void aTenantWithStaff() {
        scene = new PayoutScene();
    }

    @Test
    void onePayoutApprovedByManyCallersAtOnceIsBookedOnce() throws Exception {
        // Given
        scene.orders("ada", 2);
        var id = scene.created(scene.ann);
        // When
        var answers = together(
                20,
                () -> scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null)
                        .statusCode());
        // Then
        assertThat(answers).containsOnly(200);
        assertThat(scene.balance("ada", "paid")).isEqualTo(2000);
        assertThat(scene.payout(id).getLong("booked.amount")).isEqualTo(2000);
    }

    @Test
    void payoutsCreatedAtOnceReserveEachRewardOnce() throws Exception {
        // Given
        scene.orders("ada", 2).orders("bea", 2);
        // When
        var ids = together(10, () -> scene.created(scene.ann));
        together(ids, id -> scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null));
        // Then
        assertThat(ids.stream()
                        .filter(id -> scene.payout(id).getString("status").equals("paying")))
                .hasSize(1);
        assertThat(scene.balance("ada", "paid") + scene.balance("bea", "paid")).isEqualTo(4000);
    }

    @Test
    void aPayoutLargerThanATransactionIsBookedToTheEndByWhoeverComes() {
        // Given: more people than one transaction books
        var people = IntStream.range(0, 250).mapToObj(person -> "p" + person).toList();
        TestLog.append(people.stream()
                .map(person -> scene.event(order(person, 0).build()))
                .toList());
        await().atMost(PATIENCE).until(() -> scene.balance("p249", "released") == 1000);
        await().atMost(PATIENCE)
                .until(() -> scene.get(scene.machine, "/v1/balances?limit=1000")
                                .jsonPath()
                                .getList("items")
                                .size()
                        == 500);
        var id = scene.created(scene.ann);
        // When: the approval's own transaction books the first of them
        var approved =
                scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null).jsonPath();
        // Then
        assertThat(approved.getString("status")).isEqualTo("approved");
        assertThat(approved.getInt("lineCounts.due")).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> scene.payout(id).getString("status").equals("paying"));
        assertThat(scene.payout(id).getLong("booked.amount")).isEqualTo(250_000);
        assertThat(scene.balance("p249", "amount")).isZero();
        assertThat(scene.booksAreRight()).isTrue();
    }

    @Test
    void nobodyIsEverPaidMoreThanIsOwedWhileClawbacksRace() throws Exception {
        // Given
        var people = List.of("ada", "bea", "cid", "dan", "eve");
        for (var person : people) scene.orders(person, 4);
        var random = new Random(3);
        // When: orders come and shrink while payouts pay them
        var clawbacks = new Thread(() -> {
            for (var round = 4; round < 20; round++)
                for (var person : people) {
                    scene.decided(order(person, round));
                    scene.decided(order(person, random.nextInt(round))
                            .revision(round)
                            .refunded(random.nextLong(0, 101) * 100));
                }
        });
        clawbacks.start();
        var payouts = new ArrayList<String>();
        while (clawbacks.isAlive() || payouts.size() < 12) {
            var id = scene.created(scene.ann);
            payouts.add(id);
            scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        }
        clawbacks.join();
        scene.orders("zoe", 1);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.booksAreRight()).isTrue());
        assertThat(counted(BOOKED_LINES)).isGreaterThan(people.size());
        assertThat(counted(OVERPAID)).isZero();
        for (var person : people)
            assertThat(scene.balance(person, "paid")).isLessThanOrEqualTo(scene.balance(person, "released"));
    }

    private long counted(String sql) throws SQLException {
        try (var connection = scene.asApplication();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            assertThat(found.next()).isTrue();
            return found.getLong(1);
        }
    }

    private static <T> List<T> together(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new ArrayList<Future<T>>();
            for (var caller = 0; caller < times; caller++) started.add(threads.submit(work));
            var answers = new ArrayList<T>();
            for (var answer : started) answers.add(answer.get());
            return answers;
        }
    }

    private static <T> void together(List<T> items, Consumer<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            items.forEach(item -> threads.execute(() -> work.accept(item)));
        }
    }
}
