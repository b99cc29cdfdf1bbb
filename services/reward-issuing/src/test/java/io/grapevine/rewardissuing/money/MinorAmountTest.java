package io.grapevine.rewardissuing.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinorAmountTest {

    @ParameterizedTest
    @CsvSource({
        "USD, 2", "EUR, 2", "GBP, 2", "JPY, 0", "KRW, 0", "KWD, 3", "BHD, 3", "TND, 3", "CLP, 0", "ISK, 0", "CLF, 4",
        "UYW, 4"
    })
    void everyCurrencyHasItsOwnMinorUnit(String code, int exponent) {
        assertThat(Currencies.exponent(code)).hasValue(exponent);
        assertThat(Currencies.isMoney(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XAU", "XXX", "ABC", "eur", "EURO", "", "E1R", "ÄÖÜ"})
    void aCodeThatIsUnknownOrHasNoMinorUnitIsNoMoney(String code) {
        assertThat(Currencies.exponent(code)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MinorAmount(1, code));
    }

    @Test
    void amountsOfOneCurrencyAddUp() {
        var five = new MinorAmount(5, "EUR");
        assertThat(five.plus(new MinorAmount(-7, "EUR"))).isEqualTo(new MinorAmount(-2, "EUR"));
        assertThat(five.minus(five)).isEqualTo(MinorAmount.zero("EUR"));
        assertThat(five.minus(five).isZero()).isTrue();
    }

    @Test
    void amountsOfTwoCurrenciesAreNeverAdded() {
        var euro = new MinorAmount(5, "EUR");
        var dollar = new MinorAmount(5, "USD");
        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> euro.minus(dollar));
    }

    @Test
    void anOverflowIsNeverWrappedAround() {
        var most = new MinorAmount(Long.MAX_VALUE, "EUR");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new MinorAmount(1, "EUR")));
    }
}
