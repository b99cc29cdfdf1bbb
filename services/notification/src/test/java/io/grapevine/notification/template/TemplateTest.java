package io.grapevine.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Telling.Audience;
import io.grapevine.notification.template.WordingForm.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static final Bank BANK = Bank.ready();
    private static final Map<String, Object> GOOD = Map.of(
            "version",
            0,
            "subject",
            "Cheers, {name}",
            "headline",
            "{worth}!",
            "body",
            "One.\n\nTwo {count, plural, one{x} other{#}}.",
            "brief",
            "{program}: {worth}");

    @Test
    void ownWordsAreReadAndSaid() {
        // When
        var written = ((Reading.Accepted<Written>) WordingForm.read(GOOD)).value();
        var letter = Composition.of(
                BANK, written.wording(), Samples.of(Moment.REWARD_RELEASED, Locale.US, "Spring", Accent.USUAL));
        // Then
        assertThat(written.version()).isZero();
        assertThat(letter.subject()).isEqualTo("Cheers, Alex");
        assertThat(letter.paragraphs()).containsExactly("One.", "Two 3.");
        assertThat(letter.figure()).isNull();
        assertThat(letter.action()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{password}", "{name", "{0}", "{count, plural, one{x}}", " ", "{count, choice, 0#a|1#{system}}"})
    void aPatternThatCannotBeSaidIsRefused(String pattern) {
        // Given
        var body = new HashMap<>(GOOD);
        body.put("headline", pattern);
        // Then
        assertThat(pointers(body)).containsExactly("/headline");
    }

    @Test
    void aPatternThatSaysMoreThanALetterHoldsIsRefused() {
        assertThat(WordingForm.isSayable("{text}".repeat(100))).isFalse();
        assertThat(WordingForm.isSayable("{text}")).isTrue();
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() {
        assertThat(pointers(Map.of("version", 0)))
                .containsExactlyInAnyOrder("/subject", "/headline", "/body", "/brief");
        var body = new HashMap<>(GOOD);
        body.put("html", "<b>");
        assertThat(pointers(body)).containsExactly("/html");
    }

    @ParameterizedTest
    @CsvSource({"#000000, #ffffff", "#ffffff, #000000", "#6a1b9a, #ffffff", "#ffeb3b, #000000", "#767676, #000000"})
    void whatStandsOnAColourCanBeRead(String accent, String readable) {
        assertThat(new Accent(accent).readable()).isEqualTo(readable);
    }

    @Test
    void aColourIsAColourAndNothingElse() {
        assertThat(Accent.parse("#12ab9F")).isPresent();
        assertThat(Accent.parse("red;background:url(x)")).isEmpty();
        assertThatThrownBy(() -> new Accent("red")).hasMessageContaining("#rrggbb");
    }

    @Test
    void everyShareTextDisclosesInItsLanguage() {
        for (var language : BANK.languages()) {
            var locale = Locale.forLanguageTag(language);
            var disclosure = BANK.in(locale).patterns().get("share.disclosure");
            var texts = ShareTexts.of(BANK, locale, "Spring\n<b>");
            assertThat(texts.keySet()).containsExactlyElementsOf(ShareTexts.NETWORKS);
            assertThat(texts.values())
                    .allSatisfy(text -> assertThat(text).endsWith(disclosure).contains("Spring <b>"));
            assertThat(texts.get("x").length()).isLessThan(257); // a link counts 23
        }
    }

    @Test
    void everyMomentHasASample() {
        for (var moment : Moment.values())
            assertThat(Composition.of(BANK, Samples.of(moment, Locale.US, "Spring", Accent.USUAL))
                            .subject())
                    .isNotBlank();
        assertThat(Samples.of(Moment.INVITATION, Locale.US, "Spring", Accent.USUAL)
                        .audience())
                .isEqualTo(Audience.INVITEE);
        assertThat(Samples.of(Moment.WELCOME, Locale.US, "Spring", Accent.USUAL).audience())
                .isEqualTo(Audience.FRIEND);
    }

    private static List<String> pointers(Map<String, Object> body) {
        return switch (WordingForm.read(body)) {
            case Reading.Accepted<Written> accepted -> List.of();
            case Reading.Refused<Written>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
        };
    }
}
