package io.grapevine.attribution.replay;

import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.Explanation.Contender;
import io.grapevine.events.Explanation.Contest;
import io.grapevine.events.Explanation.Sharing;
import io.grapevine.testkit.fact.Decisions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two decisions about one conversion, compared; and many of them, summed. */
class DifferenceTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static int[] seeds() {
        return new Random(20261122)
                .ints(Integer.getInteger("grapevine.seeds", 200))
                .toArray();
    }

    @Test
    void theSameCreditIsNoDifferenceWhateverTheExplanationSays() {
        var was = purchase().build();
        assertThat(Difference.between(was, was)).isEmpty();
        assertThat(Difference.between(
                        was, explained(was, touch(AttributionTerms.Model.FIRST_TOUCH, Duration.ofDays(60)))))
                .isEmpty();
        assertThat(Difference.between(was, was.restatedBy("rpl_1"))).isEmpty();
    }

    @Test
    void othersCreditedOrAboveOrNobodyAreOne() {
        var was = purchase().upline(2, "eve").build();
        assertThat(Difference.between(
                        was, purchase().upline(2, "eve").broughtBy("ben").build()))
                .isPresent();
        assertThat(Difference.between(was, purchase().build())).isPresent();
        assertThat(Difference.between(was, unattributed(was, Reason.EXPIRED))).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Difference(was, purchase().of("cnv_other").build()));
    }

    @Test
    void whoLosesSaysWhyAndWhichTermsAreOthers() {
        // Given
        var was = explained(purchase().build(), touch(AttributionTerms.Model.LAST_TOUCH, Duration.ofDays(30)));
        var wouldBe = explained(
                purchase().broughtBy("ben").build(), touch(AttributionTerms.Model.FIRST_TOUCH, Duration.ofDays(60)));
        // Then
        assertThat(new Difference(was, wouldBe).because())
                .isEqualTo(new Because(List.of("later_touch"), List.of("model", "lookback")));
        assertThat(new Difference(was, unattributed(was, Reason.NOT_ELIGIBLE)).because())
                .isEqualTo(new Because(List.of("not_eligible", "later_touch"), List.of()));
        assertThat(new Difference(unattributed(was, Reason.NO_TOUCH), was)
                        .because()
                        .reasons())
                .containsExactly("no_touch");
    }

    @Test
    void whatFollowsFromAnotherDecisionSaysSo() {
        var was = purchase().upline(2, "eve").build();
        assertThat(new Difference(
                                was,
                                purchase().upline(2, "eve").broughtBy("ben").build())
                        .because())
                .isEqualTo(new Because(List.of("bound_otherwise"), List.of()));
        assertThat(new Difference(was, purchase().upline(2, "mallory").build()).because())
                .isEqualTo(new Because(List.of("upline"), List.of()));
    }

    @Test
    void sharesAndContestsAreTermsToo() {
        // Given
        var weights = new AttributionTerms.PositionWeights(
                new BigDecimal("0.4"), new BigDecimal("0.2"), new BigDecimal("0.4"));
        var was = explained(purchase().build(), journey(new Sharing(weights, null, null, null, null), null));
        var contest = new Contest("default", List.of(new Contender("other", 1, 1, false, "click", NOON, true)));
        var wouldBe = explained(
                purchase().broughtBy("ben").build(),
                journey(new Sharing(null, Duration.ofDays(7), null, null, null), contest));
        // Then
        assertThat(new Difference(was, wouldBe).because().terms())
                .containsExactly("weights", "halfLife", "exclusivity");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasAndTheDifferenceAreWhatWouldBe(int seed) {
        // Given
        var random = new Random(seed);
        var was = drawn(random);
        var wouldBe = drawn(random);
        // When
        var difference = Totals.of(wouldBe).minus(Totals.of(was));
        // Then
        var sum = Totals.of(was).plus(difference);
        Totals.of(wouldBe)
                .byCurrency()
                .forEach((currency, credit) ->
                        assertThat(sum.byCurrency().get(currency)).isEqualTo(credit));
        assertThat(Totals.of(was).minus(Totals.of(was)).byCurrency().values()).allMatch(Credit.NOTHING::equals);
        assertThat(Totals.of(was.subList(0, 3)).plus(Totals.of(was.subList(3, was.size()))))
                .isEqualTo(Totals.of(was));
    }

    @Test
    void signUpsAreCountedApart() {
        assertThat(Totals.of(List.of(signUp().build(), purchase().build())).byCurrency())
                .containsEntry(Totals.SIGN_UPS, new Credit(1, 1, 0))
                .containsEntry("EUR", new Credit(1, 1, 10_000));
    }

    private static List<ConversionDecided> drawn(Random random) {
        return IntStream.range(0, 3 + random.nextInt(10))
                .mapToObj(number -> {
                    Decisions order = purchase()
                            .of("cnv_" + number)
                            .amount(random.nextInt(100_000), random.nextBoolean() ? "EUR" : "USD");
                    var credited = random.nextInt(3) == 0 ? order.sharedBy(Map.of("ada", 0.5, "ben", 0.5)) : order;
                    return random.nextInt(4) == 0 ? unattributed(credited.build(), Reason.NO_TOUCH) : credited.build();
                })
                .toList();
    }

    private static Explanation touch(AttributionTerms.Model model, Duration lookback) {
        return new Explanation(
                "touch",
                model,
                lookback,
                AttributionTerms.Edge.EXCLUSIVE,
                null,
                null,
                List.of(candidate("ada"), candidate(null)));
    }

    private static Explanation journey(Sharing sharing, @Nullable Contest contest) {
        return new Explanation("journey", null, null, null, null, null, List.of(), sharing, null, contest, null, null);
    }

    private static Candidate candidate(@Nullable String person) {
        return new Candidate(
                "t1", "click", "CODE", person, NOON, false, Reason.LATER_TOUCH, null, null, null, null, null, null);
    }

    private static ConversionDecided unattributed(ConversionDecided decided, Reason reason) {
        return copy(decided, ConversionDecided.Outcome.UNATTRIBUTED, reason, decided.explanation());
    }

    private static ConversionDecided explained(ConversionDecided decided, Explanation explanation) {
        return copy(decided, decided.outcome(), null, explanation);
    }

    @SuppressWarnings("NullAway") // it does not see @Nullable on a nested type in a class file
    private static ConversionDecided copy(
            ConversionDecided decided,
            ConversionDecided.Outcome outcome,
            @Nullable Reason reason,
            Explanation explanation) {
        var credited = reason == null;
        return new ConversionDecided(
                decided.conversionId(),
                decided.revision(),
                decided.programKey(),
                decided.programVersion(),
                decided.kind(),
                decided.eventId(),
                decided.eventSource(),
                decided.customerId(),
                decided.visitorId(),
                decided.orderId(),
                decided.occurredAt(),
                decided.amountMinor(),
                decided.currency(),
                decided.refundedMinor(),
                decided.disputed(),
                outcome,
                reason,
                credited ? decided.advocate() : null,
                credited ? decided.credits() : List.of(),
                credited ? decided.upline() : List.of(),
                explanation);
    }
}
