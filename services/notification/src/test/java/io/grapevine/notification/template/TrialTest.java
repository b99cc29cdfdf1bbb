package io.grapevine.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Map<String, Object> DRAFT =
            Map.of("subject", "{title}!", "headline", "{title}", "body", "{text}", "brief", "{title}");

    @Test
    void anHourHasRoomForSoManyTests() {
        var trials = new Trials();
        for (var test = 0; test < Trials.MOST; test++)
            assertThat(trials.take(NOON)).isZero();
        assertThat(trials.take(NOON.plusSeconds(10))).isEqualTo(Duration.ofSeconds(3590));
        assertThat(trials.take(NOON.plusSeconds(3599))).isEqualTo(Duration.ofSeconds(1));
        assertThat(trials.take(NOON.plusSeconds(3600))).isZero();
    }

    @Test
    void aTestNamesOneAddressAndADraftOrAVersion() {
        assertThat(read(Map.of("to", "ada@example.org"))).isEqualTo(List.of());
        assertThat(read(Map.of("to", "ada@example.org", "version", 0))).isEqualTo(List.of());
        assertThat(read(Map.of("to", "ada@example.org", "draft", DRAFT))).isEqualTo(List.of());
        assertThat(read(Map.of())).containsExactly("/to");
        assertThat(read(Map.of("to", "a@b.example, c@d.example"))).containsExactly("/to");
        assertThat(read(Map.of("to", "ada@example.org", "draft", DRAFT, "version", 1)))
                .containsExactly("/version");
        assertThat(read(Map.of("to", "ada@example.org", "draft", Map.of("subject", "{secret}"))))
                .contains("/draft/subject", "/draft/body");
    }

    @Test
    void aDraftHasNoVersion() {
        assertThat(WordingForm.readDraft(DRAFT)).isInstanceOf(Reading.Accepted.class);
        var versioned = new java.util.HashMap<>(DRAFT);
        versioned.put("version", 1);
        assertThat(WordingForm.readDraft(versioned)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void aTestSaysSoInItsSubject() {
        var telling = Samples.of(Moment.NEWS, Locale.ENGLISH, "Spring", Accent.USUAL);
        var letter = Composition.of(Bank.ready(), telling);
        assertThat(letter.asTest().subject()).isEqualTo("[Test] A new season begins");
        assertThat(letter.asTest().paragraphs()).isEqualTo(letter.paragraphs());
    }

    @Test
    void aBrandIsAColourAndWhoSigns() {
        assertThat(brand(Map.of("accent", "#00695c", "sender", "Spring", "replyTo", "help@shop.example")))
                .isEmpty();
        assertThat(brand(Map.of("accent", "#00695c"))).isEmpty();
        assertThat(brand(Map.of("accent", "green", "sender", "a\nb", "replyTo", "a@b.example\n", "x", 1)))
                .containsExactlyInAnyOrder("/accent", "/sender", "/x");
    }

    private static List<String> read(Map<String, Object> body) {
        return pointers(TestForm.read(body));
    }

    private static List<String> brand(Map<String, Object> body) {
        return pointers(Brand.read(body));
    }

    private static <T> List<String> pointers(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T> accepted -> List.of();
            case Reading.Refused<T>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
        };
    }
}
