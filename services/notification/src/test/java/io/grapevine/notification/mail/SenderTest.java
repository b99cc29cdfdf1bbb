package io.grapevine.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderTest {

    private static final EmailAddress OURS = new EmailAddress("mail@grapevine.example");

    @Test
    void aPlainNameStandsAsItIsAndAnotherIsEncoded() {
        assertThat(Sender.mailbox("Spring Shop", OURS)).isEqualTo("Spring Shop <mail@grapevine.example>");
        assertThat(Sender.mailbox("Käse", OURS)).isEqualTo("=?UTF-8?B?S8Okc2U=?= <mail@grapevine.example>");
        assertThat(Sender.mailbox("", OURS)).isEqualTo("mail@grapevine.example");
        assertThat(Sender.mailbox(" \r\n ", OURS)).isEqualTo("mail@grapevine.example");
    }

    @Test
    void whateverTheNameThereIsOneAddressAndItIsOurs() throws Exception {
        for (var name : List.of(
                "Ann\r\nBcc: bea@shop.example",
                "service@bank.example",
                "\"a\" <bea@shop.example>,",
                "(comment",
                "=?UTF-8?Q?x?=",
                "Привет, мир! Это очень длинное название программы лояльности",
                "日本語の長い名前日本語の長い名前日本語の長い名前日本語の長い名前",
                "👨‍👩‍👧‍👦 Familie 👨‍👩‍👧‍👦",
                "a\u202eb\u0000c",
                "a.b.c")) {
            var header = Sender.mailbox(name, OURS);
            assertThat(header).as(name).matches("\\p{ASCII}+").doesNotContain("\r", "\n");
            assertThat(header.split(" ")).as(name).allMatch(word -> word.length() <= 75);
            var addresses = InternetAddress.parseHeader(header, true);
            assertThat(addresses).as(name).singleElement().satisfies(address -> {
                assertThat(address.getAddress()).isEqualTo(OURS.value());
                assertThat(address.getPersonal()).isEqualTo(Sender.plain(name));
            });
        }
    }

    @Test
    void aNameIsCutWhereMailProgramsWould() {
        assertThat(Sender.plain("x".repeat(61))).hasSize(60);
        assertThat(Sender.plain("x".repeat(60))).hasSize(60);
    }

    @Test
    void answersGoToOneAddressThatAHeaderCanName() {
        assertThat(Sender.replyTo("help@shop.example")).contains(new EmailAddress("help@shop.example"));
        for (var text :
                List.of("hälp@shop.example", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "Ada"))
            assertThat(Sender.replyTo(text)).as(text).isEmpty();
    }
}
