package io.grapevine.rewardissuing.delivery.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.rewardissuing.owed.Programs.thanks;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Before;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Topic;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a consumer of reward events can rely on: what was, what is, and that it missed nothing. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class BeforeAndAfterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ORDERS = 25;

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void eachChangeSaysWhatTheRewardWasBefore() {
        // Given
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
        // When
        say(purchase().build());
        await().atMost(PATIENCE).until(() -> told().size() == 1);
        say(purchase().revision(2).refunded(4_000).build());
        await().atMost(PATIENCE).until(() -> told().size() == 2);
        say(purchase().revision(3).refunded(10_000).build());
        await().atMost(PATIENCE).until(() -> told().size() == 3);
        // Then
        assertThat(told())
                .extracting(RewardChanged::before)
                .containsExactly(
                        null,
                        new Before(Status.RELEASED, null, 1_000L, "EUR", null),
                        new Before(Status.RELEASED, null, 600L, "EUR", null));
        assertThat(told()).extracting(RewardChanged::beneficiarySequence).containsExactly(1L, 2L, 3L);
        assertThat(told().getLast().status()).isEqualTo(Status.CLAWED_BACK);
    }

    @Test
    void everybodysNumbersHaveNoGapAndFollowEachOtherInTheLog() {
        // Given: shuffled revisions of orders by which the same people earn in several ways
        say(new ProgramPublished(
                "prg_1", "demo", 1, null, terms(commission(), percent("second", Role.UPLINE, 2, "3", null), thanks())));
        var facts = new ArrayList<EventData>();
        for (var order = 0; order < ORDERS; order++)
            for (var revision = 1; revision <= 3; revision++)
                facts.add(purchase()
                        .of("cnv_" + order)
                        .order("o-" + order)
                        .by(order % 2 == 0 ? "fay" : "bea", null)
                        .broughtBy(order % 2 == 0 ? "ada" : "fay")
                        .upline(2, order % 2 == 0 ? "bea" : "ada")
                        .revision(revision)
                        .refunded(revision * 1_000L)
                        .build());
        Collections.shuffle(facts, new Random(7));
        // When
        facts.forEach(this::say);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told().stream()
                                .filter(reward -> reward.ruleId().equals("commission") && reward.revision() == 3))
                        .hasSize(ORDERS));
        assertThat(told().stream().collect(Collectors.groupingBy(BeforeAndAfterIT::person)))
                .hasSize(3)
                .allSatisfy((person, events) -> assertThat(events)
                        .as(person)
                        .extracting(RewardChanged::beneficiarySequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, events.size()).boxed().toList()));
        assertThat(told().stream().collect(Collectors.groupingBy(RewardChanged::rewardId)))
                .allSatisfy((reward, events) -> assertThatEachFollowsTheOneBefore(events));
    }

    private static void assertThatEachFollowsTheOneBefore(List<RewardChanged> events) {
        var inOrder = events.stream()
                .sorted(Comparator.comparing(RewardChanged::sequence))
                .toList();
        assertThat(inOrder.getFirst().before()).isNull();
        for (var i = 1; i < inOrder.size(); i++)
            assertThat(inOrder.get(i).before()).isEqualTo(state(inOrder.get(i - 1)));
    }

    private static Before state(RewardChanged reward) {
        return new Before(
                reward.status(), reward.reason(), reward.amountMinor(), reward.currency(), reward.releasableAt());
    }

    private static String person(RewardChanged reward) {
        return reward.beneficiary().externalId();
    }

    /** In the order of the log: everything about one person is in one partition. */
    private List<RewardChanged> told() {
        return TestLog.read(Topic.REWARDS, tenant, RewardChanged.class);
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
