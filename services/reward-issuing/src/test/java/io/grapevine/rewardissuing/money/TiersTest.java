package io.grapevine.rewardissuing.money;

import static io.grapevine.rewardissuing.money.Tiers.Mode.MARGINAL;
import static io.grapevine.rewardissuing.money.Tiers.Mode.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiersTest {

    private static final Tiers TIERS =
            new Tiers(List.of(tier(20_000L, "2"), tier(50_000L, "3"), tier(100_000L, "4"), tier(null, "5.5")));

    @ParameterizedTest
    @CsvSource({
        "MARGINAL, 120000, 4400",
        "WHOLE, 120000, 6600",
        "WHOLE, 20000, 400",
        "WHOLE, 20001, 600",
        "MARGINAL, 20001, 400",
        "MARGINAL, 0, 0",
        "WHOLE, 0, 0"
    })
    void upperBoundsAreInclusiveAndSlicesAreRoundedOnce(Tiers.Mode mode, long amount, long commission) {
        assertThat(TIERS.commission(amount, mode)).isEqualTo(commission);
    }

    @Test
    void slicesAreSummedBeforeTheyAreRounded() {
        var tiers = new Tiers(List.of(tier(5L, "10"), tier(null, "10")));
        // 0.5 + 0.5 = 1; rounded one by one it would be 2.
        assertThat(tiers.commission(10, MARGINAL)).isEqualTo(1);
    }

    @Test
    void aboveTheLastLimitTheLastRateHoldsForTheWholeAndNothingIsAddedToTheSlices() {
        var limited = new Tiers(List.of(tier(100L, "10")));
        assertThat(limited.commission(300, WHOLE)).isEqualTo(30);
        assertThat(limited.commission(300, MARGINAL)).isEqualTo(10);
    }

    @Test
    void tiersThatDoNotAscendAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tiers(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tiers(List.of(tier(null, "1"), tier(10L, "2"))))
                .withMessageContaining("only the last");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tiers(List.of(tier(10L, "1"), tier(10L, "2"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tiers(List.of(tier(0L, "1"))));
    }

    @Test
    void aNegativeAmountIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> TIERS.commission(-1, WHOLE));
    }

    private static Tiers.Tier tier(@Nullable Long upTo, String rate) {
        return new Tiers.Tier(upTo, new BigDecimal(rate));
    }
}
