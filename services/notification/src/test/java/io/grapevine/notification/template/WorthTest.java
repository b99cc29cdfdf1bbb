package io.grapevine.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardKind;
import io.grapevine.notification.moment.Details;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorthTest {

    private static final Words ENGLISH = Bank.ready().in(Locale.ENGLISH);

    @ParameterizedTest
    @CsvSource({
        "1250, EUR, €12.50",
        "5, EUR, €0.05",
        "0, EUR, €0.00",
        "1250, JPY, '¥1,250'",
        "1250, KWD, KWD 1.250",
        "12345, CLF, CLF 1.2345",
        "9223372036854775807, EUR, '€92,233,720,368,547,758.07'",
        "1250, XAU, a reward",
        "1250, QQQ, a reward"
    })
    void moneyHasTheDecimalsOfItsCurrency(long minor, String currency, String words) {
        assertThat(of(RewardKind.CASH, minor, currency, null, null, null)).isEqualTo(words);
    }

    @Test
    void moneyIsWrittenAsTheReaderWritesIt() {
        assertThat(breakable(Worth.money(123456, "EUR", ENGLISH, Locale.GERMANY)))
                .isEqualTo("1.234,56 €");
        assertThat(breakable(Worth.money(123456, "EUR", ENGLISH, Locale.forLanguageTag("de-AT"))))
                .isEqualTo("€ 1.234,56");
    }

    @Test
    void everyKindHasItsWords() {
        assertThat(of(RewardKind.CREDIT, 500L, "EUR", null, null, null)).isEqualTo("€5.00 of store credit");
        assertThat(of(RewardKind.COUPON, null, null, "SPRING-10", null, null)).isEqualTo("the coupon SPRING-10");
        assertThat(of(RewardKind.COUPON, null, null, null, null, null)).isEqualTo("a coupon");
        assertThat(of(RewardKind.CASH, null, null, null, null, null)).isEqualTo("a reward");
        assertThat(of(null, null, null, null, null, null)).isEqualTo("a reward");
    }

    @Test
    void whatIsNoMoneyIsNamed() {
        assertThat(of(RewardKind.POINTS, 1L, "points", null, null, null)).isEqualTo("1 point");
        assertThat(of(RewardKind.POINTS, 2500L, "points", null, null, null)).isEqualTo("2,500 points");
        assertThat(of(RewardKind.POINTS, null, null, null, null, null)).isEqualTo("points");
        assertThat(of(RewardKind.GIFT, null, null, null, "Mug", 1)).isEqualTo("Mug");
        assertThat(of(RewardKind.GIFT, null, null, null, "Mug", 2)).isEqualTo("2 × Mug");
        assertThat(of(RewardKind.GIFT, null, null, null, null, null)).isEqualTo("a gift");
        assertThat(of(RewardKind.FREE_MONTHS, null, null, null, "Basic", 1)).isEqualTo("1 month free");
        assertThat(of(RewardKind.FREE_MONTHS, null, null, null, "Basic", 3)).isEqualTo("3 months free");
        assertThat(of(RewardKind.UPGRADE, null, null, null, "Pro", null)).isEqualTo("an upgrade: Pro");
        assertThat(of(RewardKind.ACCESS, null, null, null, "Beta", null)).isEqualTo("early access: Beta");
        assertThat(of(RewardKind.RECOGNITION, null, null, null, "Hall of fame", null))
                .isEqualTo("a place in public: Hall of fame");
        assertThat(of(RewardKind.DONATION, 500L, "EUR", null, "Red Cross", null))
                .isEqualTo("€5.00 for Red Cross");
        assertThat(of(RewardKind.DONATION, 500L, "EUR", null, null, null)).isEqualTo("a donation in your name");
    }

    @Test
    void whatWasPlannedBeforeTheseWordsKeepsItsOwn() {
        assertThat(Worth.of(
                        new Details(null, null, null, null, null, null, null, null, null, null, null, null, "5.00 EUR"),
                        ENGLISH,
                        Locale.ENGLISH))
                .isEqualTo("5.00 EUR");
    }

    private static String of(
            @Nullable RewardKind kind,
            @Nullable Long minor,
            @Nullable String currency,
            @Nullable String coupon,
            @Nullable String thing,
            @Nullable Integer pieces) {
        return breakable(Worth.of(
                new Details(kind, minor, currency, coupon, thing, pieces, null, null, null, null, null, null, null),
                ENGLISH,
                Locale.ENGLISH));
    }

    /** Figure and unit are held together by a space that does not break. */
    private static String breakable(String money) {
        return money.replace('\u00a0', ' ');
    }
}
