package io.grapevine.programs.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferralCodeTest {

    @Test
    void peopleChooseThreeToSixtyFourPlainCharacters() {
        assertThat(ReferralCode.parse("abc")).contains(new ReferralCode("abc"));
        assertThat(ReferralCode.parse("Ana_2-B")).isPresent();
        assertThat(ReferralCode.parse("a".repeat(64))).isPresent();
        assertThat(ReferralCode.parse("ab")).isEmpty();
        assertThat(ReferralCode.parse("a".repeat(65))).isEmpty();
        assertThat(ReferralCode.parse("a b")).isEmpty();
        assertThat(ReferralCode.parse("añb")).isEmpty();
        assertThat(ReferralCode.parse("../")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ReferralCode("x"));
    }

    @Test
    void generatedCodesAreLongUnambiguousAndNeverTheSame() {
        // Given
        var random = new Random(7);
        var codes = new HashSet<String>();
        // When
        for (int i = 0; i < 10_000; i++) codes.add(ReferralCode.generate(random).value());
        // Then
        assertThat(codes).hasSize(10_000).allMatch(code -> code.matches("[2-9A-HJKMNP-Z]{12}"));
    }

    @Test
    void theAlphabetHasNothingThatPeopleConfuse() {
        assertThat(ReferralCode.ALPHABET).doesNotContain("0", "O", "1", "I", "l", "L");
        assertThat(Math.pow(ReferralCode.ALPHABET.length(), ReferralCode.GENERATED_LENGTH))
                .isGreaterThan(Math.pow(2, 59));
    }
}
