package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import io.grapevine.events.FraudTerms.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FraudTermsTest {

    @Test
    void aWeightThatIsNotSaidIsTheUsualOne() {
        var terms = terms(50, 120, List.of(new Weight(FraudSignal.RING, 7)));
        assertThat(terms.weightOf(FraudSignal.RING)).isEqualTo(7);
        assertThat(terms.weightOf(FraudSignal.COUPON_SITE)).isEqualTo(FraudSignal.COUPON_SITE.usualWeight());
    }

    @Test
    void refusalIsNeverBelowReview() {
        assertThatIllegalArgumentException().isThrownBy(() -> terms(50, 49, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> terms(0, 49, List.of()));
        assertThat(terms(50, null, List.of()).refuse()).isNull();
    }

    @Test
    void everySelfReferralAloneIsForAPersonToLookAt() {
        for (var signal : FraudSignal.values())
            assertThat(FraudTerms.SELF_REFERRAL_ONLY.weightOf(signal))
                    .isEqualTo(signal.isSelfReferral() ? signal.usualWeight() : 0)
                    .satisfies(points -> {
                        if (points > 0) assertThat(points).isGreaterThanOrEqualTo(FraudTerms.USUAL_REVIEW);
                    });
    }

    @Test
    void whatIsKnownByTheNetworkAloneWouldNotEvenTogetherPutAnybodyBeforeAPersonTwice() {
        var ofNetwork = List.of(FraudSignal.values()).stream()
                .filter(FraudSignal::isOfNetwork)
                .mapToInt(FraudSignal::usualWeight)
                .sum();
        assertThat(ofNetwork).isLessThanOrEqualTo(FraudTerms.USUAL_REVIEW);
    }

    @Test
    void aScreeningsPointsAreThoseOfItsSignals() {
        var screening = new Screening(
                List.of(
                        new Screening.Signal(FraudSignal.RING, 70, true, Map.of()),
                        new Screening.Signal(FraudSignal.DATA_CENTRE, 30, null, Map.of())),
                50,
                null,
                Duration.ofDays(14),
                AfterTerm.ACCEPT,
                Screening.Verdict.REVIEW,
                null,
                new Screening.Word(Screening.Word.Said.APPEAL, Instant.EPOCH, "ada", "Look again."));
        assertThat(screening.points()).isEqualTo(100);
        assertThat(screening.signals())
                .extracting(Screening.Signal::speaksAgainstSignUp)
                .containsExactly(true, false);
    }

    private static FraudTerms terms(int review, Integer refuse, List<Weight> weights) {
        return new FraudTerms(
                review, refuse, weights, Pace.USUAL, List.of(), List.of(), Duration.ofDays(1), AfterTerm.ACCEPT);
    }
}
