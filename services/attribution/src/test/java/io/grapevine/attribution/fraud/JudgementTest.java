package io.grapevine.attribution.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import io.grapevine.events.FraudTerms.Weight;
import io.grapevine.events.Screening.Verdict;
import io.grapevine.events.Screening.Word;
import io.grapevine.events.Screening.Word.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void pointsAreComparedWithBothThresholdsInclusively() {
        assertThat(verdict(terms(50, 100, 49), null, null, own(FraudSignal.RING)))
                .isEqualTo(Verdict.ACCEPT);
        assertThat(verdict(terms(50, 100, 50), null, null, own(FraudSignal.RING)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms(50, 100, 99), null, null, own(FraudSignal.RING)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms(50, 100, 100), null, null, own(FraudSignal.RING)))
                .isEqualTo(Verdict.REFUSE);
        assertThat(verdict(terms(50, null, 1_000), null, null, own(FraudSignal.RING)))
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void anAddressAloneNeverRefusesWhateverItsPoints() {
        assertThat(verdict(
                        terms(50, 100, 1_000),
                        null,
                        null,
                        own(FraudSignal.NETWORK_VELOCITY),
                        own(FraudSignal.DATA_CENTRE)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms(50, 100, 99), null, null, own(FraudSignal.RING), own(FraudSignal.DATA_CENTRE)))
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void whatPeopleSayGoesBeforePoints() {
        var terms = terms(50, 100, 100);
        assertThat(verdict(terms, null, word(Said.ACCEPT), own(FraudSignal.RING)))
                .isEqualTo(Verdict.ACCEPT);
        assertThat(verdict(terms, null, word(Said.APPEAL), own(FraudSignal.RING)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms(50, 100, 1), null, word(Said.REFUSE), own(FraudSignal.RING)))
                .isEqualTo(Verdict.REFUSE);
    }

    @Test
    void whatIsSaidOfASignUpIsSaidOfWhatItShowed() {
        var terms = terms(50, 100, 60);
        assertThat(verdict(terms, word(Said.ACCEPT), null, inherited(FraudSignal.RING)))
                .isEqualTo(Verdict.ACCEPT);
        assertThat(verdict(terms, word(Said.ACCEPT), null, inherited(FraudSignal.RING), own(FraudSignal.COUPON_SITE)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms, word(Said.REFUSE), null, inherited(FraudSignal.RING)))
                .isEqualTo(Verdict.REFUSE);
        assertThat(verdict(terms, word(Said.APPEAL), null, inherited(FraudSignal.RING)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms, word(Said.REFUSE), null, own(FraudSignal.RING)))
                .isEqualTo(Verdict.REVIEW);
        assertThat(verdict(terms, word(Said.REFUSE), word(Said.ACCEPT), inherited(FraudSignal.RING)))
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void whatNothingSpeaksAgainstAnyMoreIsNoCaseWhateverWasSaid() {
        assertThat(Judgement.of(List.of(), terms(50, 100, 60), word(Said.REFUSE), word(Said.REFUSE)))
                .isEmpty();
    }

    private static Verdict verdict(FraudTerms terms, @Nullable Word signUp, @Nullable Word word, Signal... signals) {
        return Judgement.of(List.of(signals), terms, signUp, word).orElseThrow().verdict();
    }

    private static Signal own(FraudSignal code) {
        return new Signal(code, false, Map.of());
    }

    private static Signal inherited(FraudSignal code) {
        return new Signal(code, true, Map.of());
    }

    private static Word word(Said said) {
        return new Word(said, Instant.EPOCH, "gv_sk_ab", "Seen.");
    }

    /** Every signal with the same points. */
    private static FraudTerms terms(int review, @Nullable Integer refuse, int points) {
        return new FraudTerms(
                review,
                refuse,
                Arrays.stream(FraudSignal.values())
                        .map(code -> new Weight(code, points))
                        .toList(),
                Pace.USUAL,
                List.of(),
                List.of(),
                Duration.ofDays(1),
                AfterTerm.ACCEPT);
    }
}
