package io.grapevine.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorthTest {

    @ParameterizedTest
    @CsvSource({
        "1250, EUR, 12.50 EUR",
        "5, EUR, 0.05 EUR",
        "0, EUR, 0.00 EUR",
        "1250, JPY, 1250 JPY",
        "1250, KWD, 1.250 KWD",
        "12345, CLF, 1.2345 CLF",
        "9223372036854775807, EUR, 92233720368547758.07 EUR",
        "1250, XAU, a reward in XAU",
        "1250, QQQ, a reward in QQQ"
    })
    void moneyHasTheDecimalsOfItsCurrency(long minor, String currency, String words) {
        assertThat(Worth.of(RewardKind.CASH, minor, currency, null)).isEqualTo(words);
    }

    @Test
    void everyKindHasItsWords() {
        assertThat(Worth.of(RewardKind.CREDIT, 500L, "EUR", null)).isEqualTo("5.00 EUR of store credit");
        assertThat(Worth.of(RewardKind.COUPON, null, null, "SPRING-10")).isEqualTo("the coupon SPRING-10");
        assertThat(Worth.of(RewardKind.COUPON, null, null, null)).isEqualTo("a coupon");
        assertThat(Worth.of(RewardKind.CASH, null, null, null)).isEqualTo("a reward");
    }
}
