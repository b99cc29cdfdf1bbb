package io.grapevine.acceptance.faults.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every check holds for what was promised, and is broken by what it is there to find. */
class InvariantsTest {
    private static final EdgeAnswers ANSWERED = new EdgeAnswers("kafka-stop", 300, 299, List.of(), false);
    private static final Footprint AT_REST = new Footprint("attribution", 40 << 20, 256 << 20, 30, 0, 0);

    @Test
    void everythingAcknowledgedIsThere() {
        // Given
        var place = new Place("the log", Set.of("a", "b"), Set.of("a", "b", "c"));
        // When
        var verdict = Invariants.nothingLost(List.of(place), List.of(ANSWERED));
        // Then
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.measured()).contains("2 in the log", "300 redirects", "299 ingests");
    }

    @Test
    void anAcknowledgedEventThatIsNowhereIsALoss() {
        // Given
        var place = new Place("the log", Set.of("a", "b"), Set.of("a"));
        // When
        var verdict = Invariants.nothingLost(List.of(place), List.of());
        // Then
        assertThat(verdict.violations()).containsExactly("b is not in the log");
    }

    @Test
    void aVisitorLeftAloneBreaksThePromiseUnlessTheEdgeItselfWasHit() {
        // Given
        var alone = new EdgeAnswers("kafka-stop", 1, 1, List.of("redirect: 503"), false);
        var excused = new EdgeAnswers("kill click-tracking", 1, 1, List.of("refused"), true);
        // When
        var broken = Invariants.nothingLost(List.of(), List.of(alone));
        var held = Invariants.nothingLost(List.of(), List.of(excused));
        // Then
        assertThat(broken.violations()).containsExactly("kafka-stop: not answered: redirect: 503");
        assertThat(held.held()).isTrue();
    }

    @Test
    void rowsThatStandTwiceAreADuplicateEffect() {
        assertThat(Invariants.nothingTwice(Map.of("reward", List.of())).held()).isTrue();
        assertThat(Invariants.nothingTwice(Map.of("reward", List.of("r|1"))).violations())
                .containsExactly("reward: r|1");
    }

    @Test
    void whatNobodySentIsAPhantom() {
        // When
        var verdict = Invariants.noPhantom(Set.of("a"), Map.of("the log", Set.of("a", "ghost")), Set.of(), 0);
        // Then
        assertThat(verdict.violations()).containsExactly("ghost is in the log and was never sent");
    }

    @Test
    void asManyUnknownClicksAsUnansweredRedirectsAreNoPhantoms() {
        // Given
        var clicks = Set.of("clk_1", "clk_2");
        // When
        var held = Invariants.noPhantom(Set.of(), Map.of(), clicks, 2);
        var broken = Invariants.noPhantom(Set.of(), Map.of(), clicks, 1);
        // Then
        assertThat(held.held()).isTrue();
        assertThat(broken.held()).isFalse();
    }

    @Test
    void anyDifferenceFromTheReferenceAndNeverSettlingAreBroken() {
        assertThat(Invariants.asTheReference(true, "settled", List.of()).held()).isTrue();
        assertThat(Invariants.asTheReference(true, "settled", List.of("balance of ann"))
                        .held())
                .isFalse();
        assertThat(Invariants.asTheReference(false, "stuck", List.of()).violations())
                .containsExactly("never settled: stuck");
    }

    @Test
    void moneyThatDoesNotComeToZeroIsBroken() {
        assertThat(Invariants.zeroSum(Map.of("transfer", List.of())).held()).isTrue();
        assertThat(Invariants.zeroSum(Map.of("transfer", List.of("t1 EUR 1"))).held())
                .isFalse();
    }

    @Test
    void aBrokenChainAChangedRowAndAnAllowedChangeEachBreakTheLedger() {
        // Given
        var verifies = Map.of("demo", true);
        var refused = Map.of("delete from transfers", true);
        // Then
        assertThat(Invariants.appendOnly(verifies, List.of(), refused).held()).isTrue();
        assertThat(Invariants.appendOnly(Map.of("demo", false), List.of(), refused)
                        .violations())
                .containsExactly("the chain of demo does not verify");
        assertThat(Invariants.appendOnly(verifies, List.of("transfers"), refused)
                        .held())
                .isFalse();
        assertThat(Invariants.appendOnly(verifies, List.of(), Map.of("delete from transfers", false))
                        .violations())
                .containsExactly("delete from transfers was not refused");
    }

    @Test
    void moreTakenThanEarnedIsBroken() {
        assertThat(Invariants.noOverpay(Map.of("prefix", List.of())).held()).isTrue();
        assertThat(Invariants.noOverpay(Map.of("prefix", List.of("ann"))).held())
                .isFalse();
    }

    @Test
    void whatWaitsInAnOutboxOrBehindAnOffsetIsAnOrphan() {
        assertThat(Invariants.noOrphan(Map.of("programs", 0L), Map.of("facts", 0L), Set.of("p"), List.of("p"))
                        .held())
                .isTrue();
        assertThat(Invariants.noOrphan(Map.of("programs", 1L), Map.of(), Set.of(), List.of())
                        .held())
                .isFalse();
        assertThat(Invariants.noOrphan(Map.of(), Map.of("facts", 1L), Set.of(), List.of())
                        .held())
                .isFalse();
    }

    @Test
    void deadLettersAreExactlyThePoison() {
        // When
        var innocent = Invariants.noOrphan(Map.of(), Map.of(), Set.of(), List.of("an order"));
        var swallowed = Invariants.noOrphan(Map.of(), Map.of(), Set.of("p"), List.of());
        // Then
        assertThat(innocent.violations()).containsExactly("a dead letter that was no poison: an order");
        assertThat(swallowed.violations()).containsExactly("poison that is no dead letter: p");
    }

    @Test
    void aFootprintMayGrowByFiveHundredthsOfTheHeapsLimitAndNotByMore() {
        // Given
        var allowance = (256 << 20) / 20;
        var grown = new Footprint("attribution", (40 << 20) + allowance, 256 << 20, 30, 0, 0);
        var leaking = new Footprint("attribution", (40 << 20) + allowance + 1, 256 << 20, 30, 0, 0);
        // Then
        assertThat(Invariants.bounded(List.of(AT_REST), List.of(grown)).held()).isTrue();
        assertThat(Invariants.bounded(List.of(AT_REST), List.of(leaking)).held())
                .isFalse();
    }

    @Test
    void socketsPoolSlotsAndJournalBytesThatStayAreFound() {
        // Given
        var sockets = new Footprint("attribution", 40 << 20, 256 << 20, 47, 0, 0);
        var slots = new Footprint("attribution", 40 << 20, 256 << 20, 30, 1, 0);
        var journal = new Footprint("attribution", 40 << 20, 256 << 20, 30, 0, 65);
        var stranger = new Footprint("console", 1, 2, 1, 0, 0);
        // Then
        for (var after : List.of(sockets, slots, journal, stranger)) {
            assertThat(Invariants.bounded(List.of(AT_REST), List.of(after)).violationCount())
                    .as(after.toString())
                    .isEqualTo(1);
        }
    }

    @Test
    void recoveryAtTheLimitIsInTimeAndJustAfterIsNot() {
        // Given
        var limit = Duration.ofSeconds(30);
        var inTime = new Recovery("kafka-stop", limit, limit, true);
        var late = new Recovery("kafka-stop", limit.plusMillis(1), limit, true);
        var never = new Recovery("kafka-stop", Duration.ZERO, limit, false);
        // Then
        assertThat(Invariants.recovers(List.of(inTime)).held()).isTrue();
        assertThat(Invariants.recovers(List.of(late)).held()).isFalse();
        assertThat(Invariants.recovers(List.of(never)).violations())
                .containsExactly("kafka-stop: the lag never went to zero");
    }

    @Test
    void aVerdictCannotHoldWithViolations() {
        assertThatThrownBy(() -> new Verdict("I1", "promise", true, "measured", List.of("lost"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
