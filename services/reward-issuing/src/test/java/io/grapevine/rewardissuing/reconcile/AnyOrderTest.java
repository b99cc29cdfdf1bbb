package io.grapevine.rewardissuing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.RewardApproval;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Journal;
import io.grapevine.rewardissuing.ledger.Posting;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.Programs;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.testkit.fact.Decisions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded properties: whatever the order and repetition of revisions, the books end the same and balance all the way. */
class AnyOrderTest {

    private static final Instant START = Decisions.MONDAY;
    private static final Instant AFTER_EVERY_HOLD = START.plus(Duration.ofDays(90));
    private static final Instant AFTER_EVERY_LIFE = AFTER_EVERY_HOLD.plus(Duration.ofDays(3));
    private static final Map<ProgramVersion, Terms> TERMS = Programs.demo(
            Programs.percent("commission", Role.ADVOCATE, 1, "10", new Money(700, "EUR")),
            Programs.held(Programs.percent("second", Role.UPLINE, 2, "3", null), Duration.ofDays(14)),
            Programs.thanks(),
            Programs.rule("points", Trigger.PURCHASE, Role.FRIEND, Programs.points(70), Duration.ofDays(7)),
            Programs.rule(
                    "credit",
                    Trigger.PURCHASE,
                    Role.FRIEND,
                    new Terms.Give(RewardKind.CREDIT, BigDecimal.ONE, null, null, null).expiring(Duration.ofDays(3)),
                    Duration.ZERO),
            Programs.rule(
                    "good", Trigger.PURCHASE, Role.FRIEND, Programs.donation(90, "EUR", "sos"), Duration.ofDays(7)),
            Programs.rule(
                    "asked",
                    Trigger.PURCHASE,
                    Role.FRIEND,
                    Programs.fixed(40, "EUR").approvedBy(RewardApproval.PEOPLE),
                    Duration.ofDays(7)),
            Programs.rule(
                    "mug", Trigger.PURCHASE, Role.FRIEND, Programs.thing(RewardKind.GIFT, "Mug"), Duration.ofDays(7)));

    static List<Long> seeds() {
        return new Random(20_261_122).longs(200).boxed().toList();
    }

    /** The books of a whole run, as the service keeps them. */
    private static final class Books {
        private final Map<String, ConversionDecided> heads = new HashMap<>();
        private final Map<RewardKey, Reward> rewards = new LinkedHashMap<>();
        private final Journal journal = new Journal();
        private final Map<String, Long> owedByMovements = new HashMap<>();

        void take(ConversionDecided decision, Instant now) {
            var head = heads.get(decision.conversionId());
            if (head != null && head.revision() >= decision.revision()) return;
            heads.put(decision.conversionId(), decision);
            settle(now);
        }

        void settle(Instant now) {
            var owed = Owed.of(heads.values(), TERMS, CountedRules.NONE);
            for (var line : owed.lines().values()) {
                if (!rewards.containsKey(line.key()))
                    apply(Reconcile.open(
                            "rew_" + rewards.size() + "_" + line.key().hashCode(), null, line, now));
            }
            for (var reward : List.copyOf(rewards.values()))
                owed.now(reward.line()).ifPresent(line -> apply(Reconcile.with(reward, line, now)));
        }

        private void apply(Reconciliation reconciliation) {
            if (!(reconciliation instanceof Reconciliation.Changed change)) return;
            rewards.put(change.reward().line().key(), change.reward());
            change.transfer()
                    .ifPresent(transfer -> assertThat(journal.post(transfer)).isEqualTo(new Posting.Accepted()));
            change.movements()
                    .forEach(moved -> owedByMovements.merge(
                            owner(change.reward()) + " " + moved.currency(),
                            moved.heldMinor() + moved.releasedMinor() - moved.paidMinor() - moved.clawedBackMinor(),
                            Math::addExact));
            assertThat(journal.trialBalance().values()).allMatch(sum -> sum == 0);
        }

        /** A donation is its cause's. */
        private static String owner(Reward reward) {
            return reward.line().cause().orElse(reward.line().key().externalId());
        }

        Map<String, Long> owedByPerson() {
            return journal.balances().entrySet().stream()
                    .filter(balance -> !balance.getKey().account().name().startsWith("expense:"))
                    .collect(Collectors.groupingBy(
                            balance -> balance.getKey().account().name().split(":")[1] + " "
                                    + balance.getKey().currency(),
                            Collectors.summingLong(balance -> -balance.getValue())))
                    .entrySet()
                    .stream()
                    .filter(balance -> balance.getValue() != 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void booksEndTheSameInAnyOrderAndBalanceAllTheWay(long seed) {
        // Given
        var random = new Random(seed);
        var revisions = revisions(random);
        var inOrder = new Books();
        revisions.forEach(revision -> inOrder.take(revision, AFTER_EVERY_HOLD));
        inOrder.settle(AFTER_EVERY_LIFE);
        // When
        var deliveries = new ArrayList<>(revisions);
        deliveries.addAll(revisions.subList(0, random.nextInt(revisions.size() + 1)));
        Collections.shuffle(deliveries, random);
        var shuffled = new Books();
        var now = START;
        for (var delivery : deliveries) {
            now = now.plus(Duration.ofHours(random.nextInt(48)));
            shuffled.take(delivery, now);
        }
        shuffled.settle(AFTER_EVERY_HOLD);
        shuffled.settle(AFTER_EVERY_LIFE);
        // Then
        assertThat(shuffled.owedByPerson()).isEqualTo(inOrder.owedByPerson());
        shuffled.owedByMovements.values().removeIf(owed -> owed == 0);
        assertThat(shuffled.owedByMovements).isEqualTo(shuffled.owedByPerson());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFullRefundOfEverythingLeavesEveryAccountAtZero(long seed) {
        // Given
        var random = new Random(seed);
        var books = new Books();
        var revisions = revisions(random);
        Collections.shuffle(revisions, random);
        revisions.forEach(revision -> books.take(revision, START.plus(Duration.ofDays(random.nextInt(60)))));
        // When
        books.heads.values().stream()
                .map(AnyOrderTest::fullyRefunded)
                .toList()
                .forEach(refunded -> books.take(refunded, AFTER_EVERY_HOLD));
        // Then
        assertThat(books.journal.balances().values()).allMatch(balance -> balance == 0);
        assertThat(books.journal.balanceMinor(Account.expense("demo"), "EUR")).isZero();
    }

    private static ConversionDecided fullyRefunded(ConversionDecided head) {
        var decision = Decisions.purchase()
                .of(head.conversionId())
                .by(head.customerId(), null)
                .at(head.occurredAt())
                .amount(head.amountMinor(), "EUR")
                .refunded(head.amountMinor())
                .revision(head.revision() + 1);
        return head.outcome() == Outcome.ATTRIBUTED || head.outcome() == Outcome.REVIEW
                ? decision.upline(2, "bea").build()
                : decision.unattributed(Outcome.UNATTRIBUTED, null).build();
    }

    /** A few orders of two customers, each with a few revisions: refunds, disputes, other advocates, other times. */
    private static List<ConversionDecided> revisions(Random random) {
        var revisions = new ArrayList<ConversionDecided>();
        for (var order = 0; order < 2 + random.nextInt(4); order++) {
            var gross = 1 + random.nextInt(9000);
            var customer = random.nextBoolean() ? "fay" : "gus";
            for (var number = 1; number <= 1 + random.nextInt(4); number++)
                revisions.add(revision(random, "cnv_" + order, number, customer, gross));
        }
        return revisions;
    }

    private static ConversionDecided revision(Random random, String id, int number, String customer, int gross) {
        var decision = Decisions.purchase()
                .of(id)
                .revision(number)
                .by(customer, null)
                .at(START.plus(Duration.ofMinutes(random.nextInt(5))))
                .amount(gross, "EUR")
                .refunded(random.nextBoolean() ? 0 : random.nextInt(gross + 1))
                .broughtBy(random.nextInt(4) == 0 ? "ben" : "ada")
                .upline(2, "bea");
        if (random.nextInt(3) == 0) decision = decision.sharedBy(Map.of("ada", 0.25, "ben", 0.5, "cid", 0.25));
        if (random.nextInt(4) == 0) decision = decision.disputed(State.values()[random.nextInt(State.values().length)]);
        if (random.nextInt(4) == 0) decision = decision.inReview();
        return random.nextInt(5) == 0
                ? decision.unattributed(Outcome.UNATTRIBUTED, ConversionDecided.Reason.NOT_BOUND)
                        .build()
                : decision.build();
    }
}
