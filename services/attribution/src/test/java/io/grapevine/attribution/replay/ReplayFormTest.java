package io.grapevine.attribution.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.program.Restatement;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Terms;
import io.grapevine.events.definition.Definition;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked to be decided again, and what it makes of a program. */
class ReplayFormTest {

    private static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Terms LAST = terms(Map.of());
    private static final Terms LONG = terms(Map.of("lookback", "90d"));
    private static final Program SPRING = new Program(
            "spring",
            List.of(
                    new ProgramVersion("spring", 1, null, LAST),
                    new ProgramVersion("spring", 2, JULY, LONG.withAudience(Terms.Audience.NEW_CUSTOMERS))));

    @Test
    void everythingIsAskedForByName() {
        assertThat(pointers(ReplayForm.read(Map.of(), NOW)))
                .containsExactly("/programKey", "/from", "/to", "/definition");
        assertThat(pointers(ReplayForm.read(body("to", "2026-05-01T00:00:00Z"), NOW)))
                .containsExactly("/to");
        assertThat(pointers(ReplayForm.read(body("to", "2026-08-01T00:00:00.001Z"), NOW)))
                .containsExactly("/to");
        assertThat(ReplayForm.read(body("to", "2026-08-01T00:00:00Z"), NOW)).isInstanceOf(Reading.Accepted.class);
        assertThat(pointers(ReplayForm.read(body("until", "now"), NOW))).containsExactly("/until");
    }

    @Test
    void aPartIsReadInThePlaceOfEveryVersionsOwn() {
        // When
        var restated = restating(Map.of("attribution", Map.of("model", "first_touch", "lookback", "60d")));
        // Then
        assertThat(restated.terms().keySet()).containsExactlyInAnyOrder(1, 2);
        assertThat(restated.terms().values())
                .extracting(terms -> terms.attribution().model())
                .containsOnly(AttributionTerms.Model.FIRST_TOUCH);
        assertThat(restated.terms().get(2)).extracting(Terms::audience).isEqualTo(Terms.Audience.NEW_CUSTOMERS);
    }

    @Test
    void aVersionStandsInThePlaceOfAll() {
        var restated = restating(Map.of("version", 1));
        assertThat(restated.terms().get(1)).isEqualTo(LAST);
        assertThat(restated.terms().get(2)).isEqualTo(LAST.withAudience(Terms.Audience.NEW_CUSTOMERS));
    }

    @Test
    void aPartStandsInThePlaceOfWhatWasRestatedBefore() {
        // Given
        var first = SPRING.restated(restating(Map.of("attribution", Map.of("model", "first_touch"))));
        // When
        var further = asked(Map.of("eligibility", Map.of("countries", List.of("DE"))))
                .restating(first, "rpl_2")
                .orRefuse();
        // Then
        assertThat(further.terms().get(1).attribution().model()).isEqualTo(AttributionTerms.Model.FIRST_TOUCH);
        assertThat(further.terms().get(1).eligibility().countries()).containsExactly("DE");
    }

    @Test
    void mistakesAreToldOnceWhateverTheVersions() {
        assertThat(pointers(
                        asked(Map.of("attribution", Map.of("model", "nearest"))).restating(SPRING, "rpl_1")))
                .containsExactly("/definition/attribution/model");
        assertThat(pointers(asked(Map.of("version", 3)).restating(SPRING, "rpl_1")))
                .containsExactly("/definition/version");
        assertThat(pointers(asked(Map.of("version", 1, "name", "Spring")).restating(SPRING, "rpl_1")))
                .containsExactly("/definition/version");
        assertThat(pointers(asked("spring").restating(SPRING, "rpl_1"))).containsExactly("/definition");
    }

    @Test
    void anotherBoundOnLatenessReachesBeyondThePeriod() {
        assertThat(ReplayForm.reachesBeyond(SPRING, restating(Map.of("attribution", Map.of("lateness", "7d")))))
                .isTrue();
        assertThat(ReplayForm.reachesBeyond(SPRING, restating(Map.of("attribution", Map.of("lookback", "7d")))))
                .isFalse();
    }

    private static Restatement restating(Map<String, Object> definition) {
        return asked(definition).restating(SPRING, "rpl_1").orRefuse();
    }

    private static ReplayForm asked(Object definition) {
        return ReplayForm.read(body("definition", definition), NOW).orRefuse();
    }

    private static Map<String, Object> body(String name, Object value) {
        var body = new HashMap<String, Object>(Map.of(
                "programKey",
                "spring",
                "from",
                "2026-06-01T00:00:00Z",
                "to",
                "2026-07-15T00:00:00Z",
                "definition",
                Map.of()));
        body.put(name, value);
        return body;
    }

    private static List<String> pointers(Reading<?> reading) {
        return ((Reading.Refused<?>) reading)
                .mistakes().stream().map(Mistake::pointer).toList();
    }

    private static Terms terms(Map<String, Object> attribution) {
        return Definition.read(
                        Map.of("name", "Spring", "destination", "https://shop.example/", "attribution", attribution))
                .orRefuse()
                .terms();
    }
}
