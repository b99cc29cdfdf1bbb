package io.grapevine.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MinorUnitTest {

    @Test
    void currenciesHaveTheDigitsOfIso4217() {
        assertThat(MinorUnit.digits("EUR")).isEqualTo(2);
        assertThat(MinorUnit.digits("JPY")).isZero();
        assertThat(MinorUnit.digits("KWD")).isEqualTo(3);
        assertThat(MinorUnit.digits("UYW")).isEqualTo(4);
        assertThat(MinorUnit.digits("points")).isZero();
    }

    @Test
    void whatIsNoCurrencyHasNone() {
        assertThat(MinorUnit.digits("XXX")).isNull();
        assertThat(MinorUnit.digits("gold coins")).isNull();
    }
}
