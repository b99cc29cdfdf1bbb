package io.grapevine.rewardissuing.money;

import static io.grapevine.rewardissuing.money.Multilevel.Base.FIRST_COMMISSION;
import static io.grapevine.rewardissuing.money.Multilevel.Base.PREVIOUS_COMMISSION;
import static io.grapevine.rewardissuing.money.Multilevel.Base.SALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MultilevelTest {

    @Test
    void everyLevelIsPaidFromTheSale() {
        assertThat(multilevel(SALE, "20", "10", "5", "3", "2").payoutsOfSale(10_000, 5))
                .containsExactly(2000L, 1000L, 500L, 300L, 200L);
    }

    @Test
    void everyLevelIsPaidFromTheCommissionBelow() {
        assertThat(multilevel(PREVIOUS_COMMISSION, "0", "10", "10", "10").payoutsOfFirstCommission(10_000, 4))
                .containsExactly(10_000L, 1000L, 100L, 10L);
    }

    @Test
    void everyLevelIsPaidFromTheFirstCommission() {
        assertThat(multilevel(FIRST_COMMISSION, "20", "10", "5").payoutsOfSale(10_000, 3))
                .containsExactly(2000L, 200L, 100L);
    }

    @Test
    void eachLevelIsRoundedOnItsOwnSoThatTheNextBuildsOnWhatIsPaid() {
        // 10 % of 15 is 1.5, paid as 2; half of that is 1.
        assertThat(multilevel(PREVIOUS_COMMISSION, "10", "50").payoutsOfSale(15, 2))
                .containsExactly(2L, 1L);
    }

    @Test
    void missingAncestorsAndPeopleBeyondTheLastRateAreNotPaid() {
        assertThat(multilevel(SALE, "10", "5").payoutsOfSale(1000, 1)).containsExactly(100L);
        assertThat(multilevel(SALE, "10", "5").payoutsOfSale(1000, 3)).containsExactly(100L, 50L);
        assertThat(multilevel(SALE, "10", "5").payoutsOfSale(1000, 0)).isEmpty();
    }

    @Test
    void inputThatSaysNothingIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> multilevel(SALE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> multilevel(SALE, "1").payoutsOfFirstCommission(100, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> multilevel(SALE, "1").payoutsOfSale(100, -1))
                .withMessage("people must not be negative, was -1");
    }

    private static Multilevel multilevel(Multilevel.Base base, String... rates) {
        return new Multilevel(base, Stream.of(rates).map(BigDecimal::new).toList());
    }
}
