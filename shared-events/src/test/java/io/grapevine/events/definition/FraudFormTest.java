package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import io.grapevine.events.FraudTerms.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How a program judges what speaks against a conversion. */
class FraudFormTest {

    @Test
    void whoSaysNothingLooksForSelfReferralAloneAndRefusesNobody() {
        var terms = accepted(smallest()).terms();
        assertThat(terms.fraud()).isNull();
        assertThat(terms.screening().weightOf(FraudSignal.SELF_REFERRAL_DEVICE)).isPositive();
        assertThat(terms.screening().weightOf(FraudSignal.RING)).isZero();
        assertThat(terms.screening().refuse()).isNull();
    }

    @Test
    void anEmptySectionLooksForEverythingWithTheUsualPoints() {
        assertThat(fraud(Map.of()))
                .isEqualTo(new FraudTerms(
                        50, 200, List.of(), Pace.USUAL, List.of(), List.of(), Duration.ofDays(14), AfterTerm.ACCEPT));
    }

    @Test
    void noneLooksForNothing() {
        var none = fraud("none");
        assertThat(FraudSignal.values())
                .allSatisfy(signal -> assertThat(none.weightOf(signal)).isZero());
    }

    @Test
    void everythingCanBeSaid() {
        // Given
        var written = Map.<String, Object>of(
                "review",
                10,
                "refuse",
                20,
                "weights",
                Map.of("ring", 5, "data_centre", 0, "device_velocity", 50),
                "velocity",
                Map.of(
                        "window",
                        "2h",
                        "perAdvocate",
                        1,
                        "perNetwork",
                        2,
                        "perDevice",
                        3,
                        "clicks",
                        4,
                        "shortestVisit",
                        "5s"),
                "brandTerms",
                List.of("Acme", "acme", "ACME shoes"),
                "couponSites",
                List.of("Coupons.example"),
                "reviewTerm",
                "7d",
                "afterTerm",
                "refuse");
        // Then
        assertThat(fraud(written))
                .isEqualTo(new FraudTerms(
                        10,
                        20,
                        List.of(new Weight(FraudSignal.DATA_CENTRE, 0), new Weight(FraudSignal.RING, 5)),
                        new Pace(Duration.ofHours(2), 1, 2, 3, 4, Duration.ofSeconds(5)),
                        List.of("acme", "acme shoes"),
                        List.of("coupons.example"),
                        Duration.ofDays(7),
                        AfterTerm.REFUSE));
    }

    @Test
    void refusalCanBeLeftToPeople() {
        assertThat(fraud(Map.of("refuse", "none")).refuse()).isNull();
    }

    @Test
    void theUsualRefusalFollowsAHigherReview() {
        assertThat(fraud(Map.of("review", 300)).refuse()).isEqualTo(300);
    }

    @Test
    void whatCannotBeIsNamedWithItsPlace() {
        assertMistake(said(Map.of("review", 0)), "/fraud/review", "invalid_value");
        assertMistake(said(Map.of("review", 60, "refuse", 50)), "/fraud/refuse", "invalid_value");
        assertMistake(said(Map.of("weights", Map.of("rings", 5))), "/fraud/weights/rings", "unsupported");
        assertMistake(said(Map.of("weights", Map.of("ring", -1))), "/fraud/weights/ring", "invalid_value");
        assertMistake(said(Map.of("velocity", Map.of("window", "2d"))), "/fraud/velocity/window", "invalid_value");
        assertMistake(said(Map.of("velocity", Map.of("perDevice", 501))), "/fraud/velocity/perDevice", "invalid_value");
        assertMistake(said(Map.of("couponSites", List.of("https://x.y"))), "/fraud/couponSites/0", "invalid_value");
        assertMistake(said(Map.of("brandTerms", List.of(" "))), "/fraud/brandTerms/0", "invalid_value");
        assertMistake(said(Map.of("reviewTerm", "10m")), "/fraud/reviewTerm", "invalid_value");
        assertMistake(said(Map.of("afterTerm", "shrug")), "/fraud/afterTerm", "invalid_value");
        assertMistake(said(Map.of("threshold", 1)), "/fraud/threshold", "unsupported");
        assertMistake(said("all"), "/fraud", "invalid_value");
    }

    private static FraudTerms fraud(Object written) {
        return Objects.requireNonNull(accepted(said(written)).terms().fraud());
    }

    private static Map<String, Object> said(Object written) {
        return with(smallest(), "fraud", written);
    }
}
