package io.grapevine.rewardissuing.payout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankTextTest {

    @ParameterizedTest
    @CsvSource({
        "Zoë Müller-Straße,Zoe Muller-Strasse",
        "Łukasz,.ukasz",
        "a;b\"c,a.b.c",
        "李小龙,...",
        "O'Neil (Ltd.),O'Neil (Ltd.)"
    })
    void namesAreWrittenInLettersThatEveryBankTakes(String name, String latin) {
        assertThat(BankText.latin(name, 70)).isEqualTo(latin);
    }

    @Test
    void namesAreCutAndNeverEmpty() {
        assertThat(BankText.latin("a".repeat(71), 70)).hasSize(70);
        assertThat(BankText.latin("ab cd", 3)).isEqualTo("ab");
        assertThat(BankText.latin(" ", 3)).isEqualTo(".");
    }

    @ParameterizedTest
    @CsvSource({"1250,0,1250", "1250,2,12.50", "1250,3,1.250", "1250,4,0.1250", "5,2,0.05"})
    void amountsHaveTheDigitsOfTheirCurrency(long minor, int exponent, String major) {
        assertThat(BankText.major(minor, exponent).toPlainString()).isEqualTo(major);
    }

    @Test
    void anIdFitsTheReferenceOfABank() {
        assertThat(BankText.reference("pay_01a20251-7a10-7b5e-9a01-3c1f7c1f0a00"))
                .isEqualTo("01a202517a107b5e9a013c1f7c1f0a00")
                .hasSizeLessThanOrEqualTo(35);
    }
}
