package io.grapevine.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReturnPathTest {

    private static final String MAILBOX = "bounce@mail.example";
    private static final String NOTICE = "ntf_01997f3e-90ab-7cde-8f01-23456789abcd";
    private static final String MAC = "0123456789abcdef".repeat(4);
    private static final String ADDRESS = "bounce+01997f3e90ab7cde8f0123456789abcd0123456789abcdef0123@mail.example";

    @Test
    void namesTheNoticeAndProvesIt() {
        assertThat(ReturnPath.of(MAILBOX, NOTICE, MAC)).contains(ADDRESS);

        assertThat(ReturnPath.in(ADDRESS, MAILBOX)).hasValueSatisfying(path -> {
            assertThat(path.noticeId()).isEqualTo(NOTICE);
            assertThat(path.isProvenBy(MAC)).isTrue();
            assertThat(path.isProvenBy("1" + MAC.substring(1))).isFalse();
        });
    }

    @Test
    void itsLocalPartIsNoLongerThanAMailServerTakes() {
        var longest = "b".repeat(ReturnPath.LONGEST_NAME) + "@mail.example";

        assertThat(ReturnPath.isMailbox(longest)).isTrue();
        assertThat(ReturnPath.of(longest, NOTICE, MAC).orElseThrow().indexOf('@'))
                .isEqualTo(64);
        assertThat(ReturnPath.isMailbox("b" + longest)).isFalse();
    }

    @Test
    void isFoundInWhateverAHeaderWritesAroundItAndInCapitals() {
        assertThat(ReturnPath.in("Bounces <" + ADDRESS + ">", MAILBOX)).isPresent();
        assertThat(ReturnPath.in("a@b.example, " + ADDRESS.toUpperCase(java.util.Locale.ROOT), MAILBOX))
                .isPresent();
    }

    @Test
    void otherMailboxesAndOtherFormsAreNone() {
        assertThat(ReturnPath.in(ADDRESS, "other@mail.example")).isEmpty();
        assertThat(ReturnPath.in(ADDRESS + ".evil.example", MAILBOX)).isEmpty();
        assertThat(ReturnPath.in("x" + ADDRESS, MAILBOX)).isEmpty();
        assertThat(ReturnPath.in(ADDRESS.replace("0123@", "012@"), MAILBOX)).isEmpty();
        assertThat(ReturnPath.in("bounce@mail.example", MAILBOX)).isEmpty();
    }

    @Test
    void noticesWithoutAUuidHaveNone() {
        assertThat(ReturnPath.of(MAILBOX, "ntf_1", MAC)).isEmpty();
        assertThat(ReturnPath.of(MAILBOX, "01997f3e-90ab-7cde-8f01-23456789abcd", MAC))
                .isEmpty();
    }

    @Test
    void mailboxesWithTokensOrNamesAreNone() {
        assertThat(ReturnPath.isMailbox("bounce+x@mail.example")).isFalse();
        assertThat(ReturnPath.isMailbox("Bounce@mail.example")).isFalse();
        assertThat(ReturnPath.isMailbox("Bounces <bounce@mail.example>")).isFalse();
    }

    @Test
    void whatIsHashedNamesNoticeAndRecipient() {
        assertThat(ReturnPath.text(NOTICE, "abc")).isEqualTo("bounce\n" + NOTICE + "\nabc");
    }
}
