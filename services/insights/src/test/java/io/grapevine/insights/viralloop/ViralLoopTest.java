package io.grapevine.insights.viralloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViralLoopTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.95, 1, 1.05, 2, 3.7})
    void growthAtWholeCyclesIsTheSumOfTheCohorts(double k) {
        // Given
        var growth = new Growth(7, k);
        // When
        var customers = growth.customersAt(24, 4);
        // Then
        var sum = growth.cohorts(6).stream().mapToDouble(Double::doubleValue).sum();
        assertThat(customers).isCloseTo(sum, within(1e-9 * sum));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-9, 1e-12, -1e-9})
    void nearOneGrowthIsCloseToLinearAndKeepsItsDigits(double excess) {
        // When
        var customers = new Growth(1000, 1 + excess).customersAt(10, 1);
        // Then: C0 (n+1) (1 + n/2 (K-1) + …)
        assertThat(customers).isCloseTo(11_000 * (1 + 5 * excess), within(1e-6 + 11_000 * 20 * excess * excess));
    }

    @Test
    void growthTakesNoNegativeTimeNumberOrRate() {
        var growth = new Growth(1, 1);
        assertThatThrownBy(() -> new Growth(-1, 1)).hasMessageContaining("customers0");
        assertThatThrownBy(() -> new Growth(1, -0.1)).hasMessageContaining("k must");
        assertThatThrownBy(() -> new Growth(1, Double.NaN)).hasMessageContaining("k must");
        assertThatThrownBy(() -> growth.customersAt(-1, 1)).hasMessageContaining("t must");
        assertThatThrownBy(() -> growth.customersAt(1, 0)).hasMessageContaining("cycle");
    }

    @Test
    void nobodyStartsFromFewerThanNoneOrBringsFewerThanNone() {
        assertThatThrownBy(() -> Growth.progeny(decimal("-1"), decimal("0.5"))).hasMessageContaining("seeds");
        assertThatThrownBy(() -> Growth.progeny(decimal("1"), decimal("-0.5"))).hasMessageContaining("mean");
    }

    @Test
    void progenyIsFiniteBelowOneOnly() {
        assertThat(Growth.progeny(decimal("10"), decimal("0.8"))).isEqualByComparingTo("50");
        assertThat(Growth.progeny(decimal("10"), decimal("1"))).isNull();
        assertThat(Growth.progeny(decimal("10"), decimal("1.2"))).isNull();
    }

    @Test
    void atExactlyOneTheLoopSustainsItselfAndAmplifiesWithoutBound() {
        // Given: 10 x 0.1, which binary fractions would miss
        var k = new KFactor(decimal("10"), decimal("0.1"));
        // Then
        assertThat(k.selfSustaining()).isTrue();
        assertThat(k.amplification()).isNull();
        assertThat(new KFactor(decimal("10"), decimal("0.09")).amplification()).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        "0.5 0.5, 1", // mean 0.5
        "0.25 0.5 0.25, 1", // mean exactly 1
        "0 1, 0", // everybody brings exactly one: never dies, though the mean is 1
        "0 0.5 0.5, 0",
        "1, 1",
        "0.2 0.5 0.3, 0.6666666666666666",
        "0.1 0.2 0.3 0.4, 0.1327822185373187" // 4s^3 + 3s^2 - 8s + 1 = (s - 1)(4s^2 + 7s - 1)
    })
    void theLoopDiesOutWithTheSmallestFixedPoint(String distribution, double expected) {
        // When
        var extinction = offspring(distribution).extinction();
        // Then
        assertThat(extinction).isCloseTo(expected, within(1e-9));
    }

    @Test
    void barelyAboveOneTheFixedPointIsStillExact() {
        // Given: p0, p1, p2 has the root p0/p2
        var barely = offspring("0.2499999995 0.5 0.2500000005");
        // When
        var extinction = barely.extinction();
        // Then
        assertThat(extinction).isCloseTo(0.2499999995 / 0.2500000005, within(1e-14));
    }

    @Test
    void aDistributionSumsToOneWithoutNegativeParts() {
        assertThatThrownBy(() -> offspring("0.5 0.4")).hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> offspring("1.5 -0.5")).hasMessageContaining("negative");
    }

    @Test
    void aGeometricTailDiesOutAsPublished() {
        // Given: Keyfitz's table as Grinstead and Snell print it, b = .2126, c = .5893
        var japaneseDaughters = new GeometricOffspring(decimal("0.2126"), decimal("0.5893"));
        // Then
        assertThat(japaneseDaughters.mean().doubleValue()).isCloseTo(1.2604, within(1e-3));
        assertThat(japaneseDaughters.extinction().doubleValue()).isCloseTo(0.8185, within(1e-3));
    }

    @Test
    void thePlainGeometricDistributionDiesOutWithPOverQ() {
        assertThat(GeometricOffspring.stoppingWith(decimal("0.4")).extinction().doubleValue())
                .isCloseTo(0.4 / 0.6, within(1e-12));
        assertThat(GeometricOffspring.stoppingWith(decimal("0.5")).extinction()).isEqualByComparingTo("1");
        assertThat(new GeometricOffspring(decimal("0.4"), decimal("0.6")).extinction())
                .isEqualByComparingTo("0");
    }

    @Test
    void aGeometricDistributionHasRoomForItsParts() {
        assertThatThrownBy(() -> new GeometricOffspring(decimal("0.1"), decimal("1")))
                .hasMessageContaining("c must");
        assertThatThrownBy(() -> new GeometricOffspring(decimal("0.6"), decimal("0.5")))
                .hasMessageContaining("b + c");
    }

    @Test
    void aRateWithoutDenominatorIsNull() {
        // Given
        var nothing = new FunnelRates(0, 0, 0, 0, 0, 0);
        // Then
        assertThat(nothing.clickPerShare()).isNull();
        assertThat(nothing.signupPerClick()).isNull();
        assertThat(nothing.purchasePerSignup()).isNull();
        assertThat(nothing.resharePerSignup()).isNull();
        assertThat(nothing.invitesPerUser()).isNull();
        assertThat(nothing.signupPerShare()).isNull();
        assertThat(nothing.k()).isNull();
        assertThatThrownBy(() -> new FunnelRates(0, -1, 0, 0, 0, 0)).hasMessageContaining("clicks");
    }

    @Test
    void economicsWithoutChurnCostOrMarginHaveNoRatio() {
        assertThat(new UnitEconomics(decimal("10"), decimal("0.5"), decimal("0"), decimal("5")).ltv())
                .isNull();
        assertThat(new UnitEconomics(decimal("10"), decimal("0.5"), decimal("0"), decimal("5")).ltvToCac())
                .isNull();
        assertThat(new UnitEconomics(decimal("10"), decimal("0.5"), decimal("0.1"), decimal("0")).ltvToCac())
                .isNull();
        assertThat(new UnitEconomics(decimal("0"), decimal("0.5"), decimal("0.1"), decimal("5")).paybackMonths())
                .isNull();
    }

    @Test
    void aProgramWithoutCostOrReferralsHasNoReturn() {
        var none = new ReferralReturn(0, decimal("450"), decimal("40"), decimal("0"));
        assertThat(none.roi()).isNull();
        assertThat(none.cacPerReferral()).isNull();
    }

    @Test
    void nobodyTellingAnybodyHasNoShare() {
        var silent = new WordOfMouth(decimal("10"), decimal("50"), decimal("0"), decimal("50"), decimal("0"));
        assertThat(silent.negativeShare()).isNull();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static Offspring offspring(String distribution) {
        return new Offspring(List.of(distribution.split(" ", -1)).stream()
                .map(BigDecimal::new)
                .toList());
    }
}
