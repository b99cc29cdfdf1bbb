package io.grapevine.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void whoGaveANameIsGreetedByIt() {
        assertThat(Letter.about("5.00 EUR", "demo", "rew_1", " Ada\r\n Lovelace ")
                        .greeting())
                .isEqualTo("Hello Ada Lovelace,");
        assertThat(Letter.about("5.00 EUR", "demo", "rew_1", null).greeting()).isEqualTo("Hello,");
        assertThat(Letter.about("5.00 EUR", "demo", "rew_1", " ").greeting()).isEqualTo("Hello,");
    }

    @Test
    void aProgramIsCalledByItsNameOnOneLine() {
        assertThat(Letter.about("5.00 EUR", " Spring\n Feelings ", "rew_1", null)
                        .program())
                .isEqualTo("Spring Feelings");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThatThrownBy(() -> Letter.about("the coupon A\r\nBcc: bea@shop.example", "demo", "rew_1", null))
                .hasMessageContaining("one line");
    }
}
