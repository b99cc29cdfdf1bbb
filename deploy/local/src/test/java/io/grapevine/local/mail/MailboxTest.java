package io.grapevine.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Mailbox mailbox = new Mailbox();

    @Test
    void theLatestComesFirstAndTheOldestMakesRoom() {
        // When
        for (var i = 1; i <= Mailbox.MOST_MAILS + 1; i++) {
            var _ = catchMail("Subject: " + i + "\r\n\r\nhello");
        }
        // Then
        assertThat(mailbox.all()).hasSize(Mailbox.MOST_MAILS);
        assertThat(mailbox.all().getFirst().subject()).isEqualTo("501");
        assertThat(mailbox.all().getLast().subject()).isEqualTo("2");
        assertThat(mailbox.byId(1)).isEmpty();
        assertThat(mailbox.byId(2)).isPresent();
        assertThat(mailbox.caught()).isEqualTo(501);
    }

    @Test
    void largeMailsMakeRoomToo() {
        // Given
        var large = "Subject: large\r\n\r\n" + "x".repeat(1 << 20);
        // When
        for (var i = 1; i <= 9; i++) {
            var _ = catchMail(large);
        }
        // Then
        assertThat(mailbox.all()).hasSize(7);
    }

    @Test
    void theKnownPartsAndTheDecodedHeadersAreShown() {
        // When
        var mail = catchMail("""
                Subject: =?UTF-8?Q?Caf=C3=A9?=\r
                Content-Type: multipart/alternative; boundary=b\r
                \r
                --b\r
                Content-Type: text/plain; charset=UTF-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                H=C3=A9llo\r
                --b\r
                Content-Type: text/html; charset=UTF-8\r
                \r
                <b>Hello</b>\r
                --b--\r
                """);
        // Then
        assertThat(mail.subject()).isEqualTo("Café");
        assertThat(mail.text()).isEqualTo("Héllo");
        assertThat(mail.html()).isEqualTo("<b>Hello</b>");
        assertThat(mail.headers()).contains(new CaughtMail.Header("Subject", "Café"));
    }

    @Test
    void whatIsNoMailIsShownByItsSource() {
        // When
        var mail = catchMail("Content-Type: multipart/mixed; boundary=b\r\n\r\nno part at all");
        // Then
        assertThat(mail.text()).isNull();
        assertThat(mail.source()).endsWith("no part at all");
    }

    private CaughtMail catchMail(String source) {
        return mailbox.add(NOON, "a@grapevine.localhost", "ada@shop.example", source.getBytes(StandardCharsets.UTF_8));
    }
}
