package io.grapevine.insights.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {

    @ParameterizedTest
    @CsvSource({
        // ((1.959964 sqrt(2 .8 .2) + .841621 sqrt(.8 .2 + .75 .25))/.05)^2 both ways: p(1-p) is the same
        "0.8, -0.05, 0.05, 0.8, 1030.21928311046",
        // Nothing to begin with: z_power^2 q(1-q)/d^2
        "0, 0.01, 0.05, 0.9, 162.595067099832",
        "0.99, 0.01, 0.05, 0.5, 760.608846497437" // power 1/2: z_alpha/2^2 2p(1-p)/d^2
    })
    void theFormulaHoldsUpAndDownAndAtTheEnds(String p, String d, String alpha, String power, double people) {
        assertThat(size(p, d, alpha, power).perArm()).isCloseTo(people, within(1e-12 * people));
    }

    @Test
    void peopleAreRoundedToTheNearestAndAsManyAsItTakes() {
        assertThat(size("0.2", "0.05", "0.05", "0.8").perArmRounded()).isEqualTo(BigInteger.valueOf(1030));
        assertThat(size("0", "0.01", "0.05", "0.9").perArmRounded()).isEqualTo(BigInteger.valueOf(163));
        assertThat(size("0.2", "1E-12", "0.05", "0.8").perArmRounded().bitLength())
                .isGreaterThan(64);
    }

    @Test
    void smallerDifferencesStricterTestsAndMorePowerNeedMorePeople() {
        var people = size("0.2", "0.05", "0.05", "0.8").perArm();
        assertThat(size("0.2", "0.04", "0.05", "0.8").perArm()).isGreaterThan(people);
        assertThat(size("0.2", "0.05", "0.01", "0.8").perArm()).isGreaterThan(people);
        assertThat(size("0.2", "0.05", "0.05", "0.9").perArm()).isGreaterThan(people);
    }

    @Test
    void ratesAreFromZeroToOneAndChancesBetween() {
        refused("-0.1", "0.5", "0.05", "0.8", "baseline must");
        refused("1.1", "-0.5", "0.05", "0.8", "baseline must");
        refused("0.6", "0.41", "0.05", "0.8", "baseline + detectable");
        refused("0.4", "-0.41", "0.05", "0.8", "baseline + detectable");
        refused("0.4", "0", "0.05", "0.8", "detectable must");
        refused("0.4", "1E-101", "0.05", "0.8", "detectable must");
        refused("0.4", "0.1", "0", "0.8", "alpha must");
        refused("0.4", "0.1", "1", "0.8", "alpha must");
        refused("0.4", "0.1", "1E-400", "0.8", "alpha must");
        refused("0.4", "0.1", "0.05", "0", "power must");
        refused("0.4", "0.1", "0.05", "1", "power must");
        assertThat(size("0.4", "0.6", "0.05", "0.8").perArm()).isPositive();
        assertThat(size("0.4", "-0.4", "0.05", "0.8").perArm()).isPositive();
    }

    private static void refused(String p, String d, String alpha, String power, String why) {
        assertThatThrownBy(() -> size(p, d, alpha, power)).hasMessageContaining(why);
    }

    private static SampleSize size(String p, String d, String alpha, String power) {
        return new SampleSize(new BigDecimal(p), new BigDecimal(d), new BigDecimal(alpha), new BigDecimal(power));
    }
}
