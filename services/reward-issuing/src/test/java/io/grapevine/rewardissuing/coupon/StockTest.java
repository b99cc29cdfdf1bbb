package io.grapevine.rewardissuing.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockTest {

    @Test
    void aPoolIsLowBelowItsBoundNotAtIt() {
        assertThat(new Stock("spring", 150, 50, 0).left()).isEqualTo(100);
        assertThat(new Stock("spring", 150, 50, 0).isLow(100)).isFalse();
        assertThat(new Stock("spring", 150, 51, 0).isLow(100)).isTrue();
        assertThat(new Stock("spring", 0, 0, 7).isLow(1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "100, 10, null",
                "99, 1, LOW",
                "90, 20, LOW",
                "98, 1, null",
                "0, 98, RAN_OUT",
                "0, 150, RAN_OUT",
                "0, 0, null"
            },
            nullValues = "null")
    void aShortageIsToldWhenItBegins(long left, long given, @Nullable Shortage told) {
        var stock = new Stock("spring", 150, 150 - left, 0);
        assertThat(stock.shortageAfter(given, 100)).isEqualTo(Optional.ofNullable(told));
    }

    @Test
    void nothingIsGivenOutThatNeverCameIn() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Stock("spring", 1, 2, 0));
    }
}
