package io.grapevine.notification.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.InvitationRequested.Ground;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.invitation.Admission.Acquaintance;
import io.grapevine.notification.moment.NoticeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Map<String, Object> GOOD = Map.of(
            "participantId", "par_1",
            "consent", Map.of("ground", "relation"),
            "friends",
                    List.of(Map.of("email", "fay@example.org", "name", "Fay"), Map.of("email", " gil@example.org ")));

    @Test
    void aRequestIsReadWithWhatIsUsualWhereItSaysNothing() {
        var form = accepted(GOOD);
        assertThat(form.ground()).isEqualTo(Ground.RELATION);
        assertThat(form.reminder()).isTrue();
        assertThat(form.friends())
                .extracting(friend -> friend.address().value())
                .containsExactly("fay@example.org", "gil@example.org");
        assertThat(accepted(with("reminder", false)).reminder()).isFalse();
        assertThat(accepted(with("language", "de_AT".replace('_', '-'))).language())
                .isEqualTo("de-AT");
        assertThat(accepted(with("note", "One.\n\nTwo, e.g this")).note()).isEqualTo("One.\n\nTwo, e.g this");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(pointers(Map.of())).containsExactlyInAnyOrder("/participantId", "/consent", "/friends");
        assertThat(pointers(with("consent", Map.of("ground", "because")))).containsExactly("/consent/ground");
        assertThat(pointers(with("consent", Map.of()))).containsExactly("/consent/ground");
        assertThat(pointers(with("consent", "asked"))).containsExactly("/consent");
        assertThat(pointers(with("language", "?"))).containsExactly("/language");
        assertThat(pointers(with("inviter", "a\nb"))).containsExactly("/inviter");
        assertThat(pointers(with("friends", List.of()))).containsExactly("/friends");
        assertThat(pointers(with("friends", List.of(Map.of("email", "fay@a.example\nBcc: x@y.example")))))
                .contains("/friends/0/email");
        assertThat(pointers(with("friends", List.of(Map.of("email", "fay@a.example", "name", "www.evil")))))
                .containsExactly("/friends/0/name");
        assertThat(pointers(with("friends", Collections.nCopies(51, Map.of("email", "fay@a.example")))))
                .contains("/friends");
        assertThat(pointers(with("extra", 1))).containsExactly("/extra");
        assertThat(pointers("nonsense")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://evil.example",
                "ftp://x",
                "www.evil",
                "evil.example",
                "write to me@evil.example",
                "evil。example",
                "back\u0008space",
                " ",
            })
    void aNoteNamesNoAddressAndHidesNothing(String note) {
        assertThat(PersonalWords.note(note)).isEmpty();
    }

    @Test
    void aNoteIsAsLongAsANote() {
        assertThat(PersonalWords.note("é".repeat(500))).isPresent();
        assertThat(PersonalWords.note("é".repeat(501))).isEmpty();
        assertThat(PersonalWords.name("n".repeat(100))).isPresent();
        assertThat(PersonalWords.name("n".repeat(101))).isEmpty();
        assertThat(PersonalWords.note(" Costs 3.50, look at it. Bye ")).contains("Costs 3.50, look at it. Bye");
    }

    @Test
    void whatThePersonSaidComesFirst() {
        assertThat(Admission.of(new Acquaintance(true, true, true, true))).isEqualTo(Admission.LEFT);
        assertThat(Admission.of(new Acquaintance(true, false, true, true))).isEqualTo(Admission.SUPPRESSED);
        assertThat(Admission.of(new Acquaintance(true, false, false, true))).isEqualTo(Admission.ALREADY_HERE);
        assertThat(Admission.of(new Acquaintance(false, false, false, true))).isEqualTo(Admission.ALREADY_INVITED);
        assertThat(Admission.of(new Acquaintance(false, false, false, false))).isEqualTo(Admission.ACCEPTED);
        assertThat(Admission.ALREADY_HERE.wireName()).isEqualTo("already_here");
    }

    @Test
    void anAllowanceIsUsedToItsLast() {
        var allowance = new Allowance(50, 48, NOON.minusSeconds(86_000));
        assertThat(allowance.covers(2)).isTrue();
        assertThat(allowance.covers(3)).isFalse();
        assertThat(allowance.left()).isEqualTo(2);
        assertThat(allowance.wait(NOON)).isEqualTo(Duration.ofSeconds(400));
        assertThat(allowance.wait(NOON.plusSeconds(400))).isEqualTo(Duration.ofSeconds(1));
        assertThat(new Allowance(50, 0, null).wait(NOON)).isEqualTo(Allowance.DAY);
        assertThat(new Allowance(5, 7, NOON).left()).isZero();
    }

    @Test
    void theStrongestOfWhatIsKnownIsShown() {
        assertThat(InvitationStatus.of(true, true, true, NoticeStatus.SENT)).isEqualTo(InvitationStatus.JOINED);
        assertThat(InvitationStatus.of(false, true, true, NoticeStatus.SENT)).isEqualTo(InvitationStatus.LEFT);
        assertThat(InvitationStatus.of(false, false, true, NoticeStatus.SENT)).isEqualTo(InvitationStatus.TAKEN_BACK);
        assertThat(of(null)).isEqualTo(InvitationStatus.REQUESTED);
        assertThat(of(NoticeStatus.SENDING)).isEqualTo(InvitationStatus.REQUESTED);
        assertThat(of(NoticeStatus.SENT)).isEqualTo(InvitationStatus.SENT);
        assertThat(of(NoticeStatus.UNKNOWN)).isEqualTo(InvitationStatus.NOT_SENT);
        assertThat(InvitationStatus.NOT_SENT.wireName()).isEqualTo("not_sent");
    }

    private static InvitationStatus of(NoticeStatus mail) {
        return InvitationStatus.of(false, false, false, mail);
    }

    private static Map<String, Object> with(String name, Object value) {
        var body = new HashMap<>(GOOD);
        body.put(name, value);
        return body;
    }

    private static InvitationForm accepted(Object body) {
        return switch (InvitationForm.read(body)) {
            case Reading.Accepted<InvitationForm>(var form) -> form;
            case Reading.Refused<InvitationForm>(var mistakes) -> throw new AssertionError(mistakes);
        };
    }

    private static List<String> pointers(Object body) {
        return switch (InvitationForm.read(body)) {
            case Reading.Accepted<InvitationForm> accepted -> List.of();
            case Reading.Refused<InvitationForm>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
        };
    }
}
