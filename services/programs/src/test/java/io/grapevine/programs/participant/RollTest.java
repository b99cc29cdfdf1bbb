package io.grapevine.programs.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.link.Link;
import io.grapevine.programs.participant.Outcome.CodeAdded;
import io.grapevine.programs.participant.Outcome.CodeTaken;
import io.grapevine.programs.participant.Outcome.Enrolled;
import io.grapevine.programs.participant.Outcome.Known;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollTest {

    private static final ReferralCode ONE = new ReferralCode("ONE");
    private static final ReferralCode TWO = new ReferralCode("TWO");
    private static final ReferralCode DRAWN = new ReferralCode("DRAWN1");
    private static final Participant ANA = new Participant("par_ana", "spring", "ana", ONE);

    private final AtomicInteger counter = new AtomicInteger();

    @Test
    void aNewPersonIsEnrolledWithTheChosenCode() {
        // When
        var outcome = emptyRoll().enrol(enrolment("bob", TWO));
        // Then
        assertThat(outcome)
                .isEqualTo(new Enrolled(
                        new Participant("par_1", "spring", "bob", TWO),
                        new Link("lnk_2", "spring", TWO, "par_1", "bob", null, null)));
    }

    @Test
    void aNewPersonWithoutACodeGetsOneDrawn() {
        // When
        var outcome = emptyRoll().enrol(enrolment("bob", null));
        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Enrolled.class,
                        enrolled -> assertThat(enrolled.participant().referralCode())
                                .isEqualTo(DRAWN));
    }

    @Test
    void aKnownPersonStaysAsItIs() {
        assertThat(rollWithAna().enrol(enrolment("ana", null))).isEqualTo(new Known(ANA));
        assertThat(rollWithAna().enrol(enrolment("ana", ONE))).isEqualTo(new Known(ANA));
    }

    @Test
    void aKnownPersonGetsANewCodeAsAFurtherOne() {
        assertThat(rollWithAna().enrol(enrolment("ana", TWO)))
                .isEqualTo(new CodeAdded(ANA, new Link("lnk_1", "spring", TWO, "par_ana", "ana", null, null)));
    }

    @Test
    void aCodeOfAnotherPersonIsTakenForNewAndKnownPeople() {
        // Given
        var roll = rollWithAna();
        var bob = (Enrolled) roll.enrol(enrolment("bob", TWO));
        // Then
        assertThat(roll.enrol(enrolment("eve", ONE))).isEqualTo(new CodeTaken(ONE));
        assertThat(roll.enrol(enrolment("bob", ONE))).isEqualTo(new CodeTaken(ONE));
        assertThat(roll.enrol(enrolment("ana", TWO))).isEqualTo(new CodeTaken(TWO));
        assertThat(roll.enrol(enrolment("bob", null))).isEqualTo(new Known(bob.participant()));
    }

    @Test
    void aRefusedPersonIsNotOnTheRoll() {
        // Given
        var roll = rollWithAna();
        // When
        var refused = roll.enrol(enrolment("eve", ONE));
        // Then
        assertThat(refused).isInstanceOf(CodeTaken.class);
        assertThat(roll.enrol(enrolment("eve", TWO))).isInstanceOf(Enrolled.class);
    }

    @Test
    void manyEnrolmentsAreDecidedInOrder() {
        // Given
        var roll = emptyRoll();
        // When
        var outcomes = List.of(
                roll.enrol(enrolment("bob", ONE)),
                roll.enrol(enrolment("bob", TWO)),
                roll.enrol(enrolment("bob", TWO)),
                roll.enrol(enrolment("eve", TWO)));
        // Then
        assertThat(outcomes)
                .extracting(Object::getClass)
                .isEqualTo(List.of(Enrolled.class, CodeAdded.class, Known.class, CodeTaken.class));
    }

    @Test
    void aCodeCountsFromWhenTheEnrolmentSays() {
        // Given
        var from = Instant.parse("2026-01-01T00:00:00Z");
        // When
        var outcome = emptyRoll().enrol(new Enrolment("bob", ONE, null, null, null, from));
        // Then
        assertThat(((Enrolled) outcome).link().effectiveFrom()).isEqualTo(from);
    }

    @Test
    void anEnrolmentIsReadWithEverything() {
        // When
        var enrolment = Enrolment.read(Map.of(
                        "externalId", "shop:1 ü",
                        "referralCode", "ONE",
                        "email", " Ana@example.com ",
                        "name", "Ana",
                        "locale", "pt-br",
                        "effectiveFrom", "2026-01-01T01:00:00+01:00"))
                .orRefuse();
        // Then
        assertThat(enrolment)
                .isEqualTo(new Enrolment(
                        "shop:1 ü", ONE, "Ana@example.com", "Ana", "pt-BR", Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(enrolment.personalFields())
                .containsExactly(Map.entry("email", "Ana@example.com"), Map.entry("name", "Ana"));
        assertThat(enrolment.toString()).isEqualTo("Enrolment[shop:1 ü]");
        assertThat(enrolment("bob", null).personalFields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "@example.com",
                "ana@",
                "a b@example.com",
                "a@b@c",
                "a@b\r\nBcc: x@y",
                "a@b,c@d",
                "<a@b>",
                "a\u0000@b"
            })
    void whatIsNoAddressIsRefused(String email) {
        assertThat(pointers(Map.of("externalId", "u", "email", email))).containsExactly("/email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "german!", "de_DE", "-", "en-aaaaaaaaa", "aa-bb-cc-dd-ee-ff-gg-hh-ii-jj-kk-ll"})
    void whatIsNoLanguageTagIsRefused(String locale) {
        assertThat(pointers(Map.of("externalId", "u", "locale", locale))).containsExactly("/locale");
    }

    @Test
    void idsHaveOneToTwoHundredAndFiftyFivePrintableCharacters() {
        assertThat(Enrolment.read(Map.of("externalId", "u".repeat(255)))).isInstanceOf(Reading.Accepted.class);
        for (Object id : Arrays.asList("u".repeat(256), "", " ", "a\nb", 5))
            assertThat(pointers(Map.of("externalId", id))).containsExactly("/externalId");
        assertThat(pointers(Map.of())).containsExactly("/externalId");
        assertThat(pointers(Map.of("externalId", "u", "phone", "1"))).containsExactly("/phone");
        assertThat(pointers(Map.of("externalId", "u", "email", "a@" + "b".repeat(253))))
                .containsExactly("/email");
    }

    @Test
    void anIdToLookForIsReadAlike() {
        assertThat(Enrolment.readExternalId(null).orRefuse()).isEmpty();
        assertThat(Enrolment.readExternalId("u").orRefuse()).isEqualTo(Optional.of("u"));
        assertThat(Enrolment.readExternalId("u\u0000")).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aBatchKeepsRightAndWrongItemsApart() {
        // When
        var batch = EnrolmentBatch.read(
                        Map.of("participants", List.of(Map.of("externalId", "a"), "wrong", Map.of("externalId", "b"))))
                .orRefuse();
        // Then
        assertThat(batch.accepted()).extracting(Enrolment::externalId).containsExactly("a", "b");
        assertThat(batch.items().get(1)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aBatchIsAListOfAtMostFiveHundred() {
        var people = IntStream.range(0, 501)
                .mapToObj(i -> Map.of("externalId", "u" + i))
                .toList();
        assertThat(EnrolmentBatch.read(Map.of("participants", people.subList(0, 500))))
                .isInstanceOf(Reading.Accepted.class);
        assertThat(EnrolmentBatch.read(Map.of("participants", people))).isInstanceOf(Reading.Refused.class);
        assertThat(EnrolmentBatch.read(Map.of())).isInstanceOf(Reading.Refused.class);
        assertThat(EnrolmentBatch.read(Map.of("participants", List.of(), "mode", "x")))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void onlyOurIdsCanNameAParticipant() {
        assertThat(Participant.isId("par_01a20199-c538-724d-83cb-112abd33dfa9")).isTrue();
        assertThat(Participant.isId("par_1")).isFalse();
        assertThat(Participant.isId("par_01a20199-c538-724d-83cb-112abd33df\u0000a"))
                .isFalse();
    }

    private Roll emptyRoll() {
        return new Roll("spring", Map.of(), Map.of(), ids());
    }

    private Roll rollWithAna() {
        return new Roll("spring", Map.of("ana", ANA), Map.of(ONE, ANA.id()), ids());
    }

    private Roll.Ids ids() {
        return new Roll.Ids(
                () -> "par_" + counter.incrementAndGet(), () -> "lnk_" + counter.incrementAndGet(), () -> DRAWN);
    }

    private static Enrolment enrolment(String externalId, @Nullable ReferralCode code) {
        return new Enrolment(externalId, code, null, null, null, null);
    }

    private static List<String> pointers(Object body) {
        return ((Reading.Refused<Enrolment>) Enrolment.read(body))
                .mistakes().stream().map(Mistake::pointer).toList();
    }
}
