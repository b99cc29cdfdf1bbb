package io.grapevine.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@shop.example",
                " ada@shop.example ",
                "a.d+a_1@x-y.example",
                "ada@localhost",
                "öl@bücher.example"
            })
    void oneMailboxIsTaken(String text) {
        assertThat(EmailAddress.parse(text))
                .hasValueSatisfying(address -> assertThat(address.value()).isEqualTo(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@shop.example",
                "ada@",
                "ada@shop@example",
                "ada@shop.example,bea@shop.example",
                "ada@shop.example;bea@shop.example",
                "Ada <ada@shop.example>",
                "\"ada\"@shop.example",
                "ada@shop.example\r\nBcc: bea@shop.example",
                "ada\r\n@shop.example",
                "a\u0000da@shop.example",
                "ada bea@shop.example",
                "ada@-shop.example",
                "ada@shop.example."
            })
    void whateverIsMoreOrLessIsNoMailbox(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> new EmailAddress(text)).hasMessageContaining("not one e-mail address");
    }

    @Test
    void theLongestHas254Characters() {
        var domain = "@" + "d".repeat(189);
        assertThat(EmailAddress.parse("a".repeat(64) + domain)).isPresent();
        assertThat(EmailAddress.parse("a".repeat(64) + domain + "d")).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(65) + "@d")).isEmpty();
    }

    @Test
    void anAddressIsNotShown() {
        assertThat(new EmailAddress("ada@shop.example")).hasToString("EmailAddress[…]");
    }
}
