package io.grapevine.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.PluralRules;
import io.grapevine.events.RewardKind;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.template.Telling.Audience;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankTest {

    private static final Bank BANK = Bank.ready();
    private static final Pattern PLURAL = Pattern.compile("plural,((?:[^{}]|\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*})*)}");

    @Test
    void fiveLanguagesAreReadyAndSayTheSameThings() {
        assertThat(BANK.languages()).containsExactly("de", "en", "es", "ro", "ru");
        var english = new TreeSet<>(BANK.in(Locale.ENGLISH).patterns().keySet());
        for (var words : BANK.byLanguage().values())
            assertThat(new TreeSet<>(words.patterns().keySet())).isEqualTo(english);
    }

    @Test
    void everyPatternNamesOnlyWhatThereIs() {
        for (var words : BANK.byLanguage().values())
            words.patterns()
                    .forEach((key, pattern) -> assertThat(Arguments.NAMES)
                            .as("%s in %s", key, words.language())
                            .containsAll(Arguments.namedIn(pattern)));
    }

    @Test
    void everyCountableWordHasEveryFormOfItsLanguage() {
        for (var words : BANK.byLanguage().values()) {
            var forms = new TreeSet<>(PluralRules.forLocale(words.language()).getKeywords());
            // Spanish has a form of its own for whole millions, which nothing of ours counts.
            if (words.language().getLanguage().equals("es")) forms.remove("many");
            words.patterns().forEach((key, pattern) -> {
                for (var plural : PLURAL.matcher(pattern).results().toList())
                    if (!plural.group(1).contains("=1") && !plural.group(1).contains("=0{} other"))
                        for (var form : forms)
                            assertThat(plural.group(1))
                                    .as("%s in %s", key, words.language())
                                    .contains(form + "{");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-AT"})
    void theLanguageDecidesTheWordsAndTheWholeLocaleTheFigures(String tag) {
        // When
        var letter = Composition.of(BANK, telling(Moment.REWARD_RELEASED, Locale.forLanguageTag(tag)));
        // Then
        assertThat(letter.headline()).isEqualTo("Du hast verdient");
        assertThat(letter.figure()).contains("12").contains("50").contains("€");
    }

    @Test
    void whoReadsNoneOfOurLanguagesReadsEnglish() {
        assertThat(Composition.of(BANK, telling(Moment.WELCOME, Locale.forLanguageTag("eu")))
                        .headline())
                .isEqualTo("Good to have you here");
        assertThat(Bank.locale(null)).isEqualTo(Locale.ENGLISH);
        assertThat(Bank.locale("not a tag")).isEqualTo(Locale.ENGLISH);
        assertThat(Bank.locale("ro-MD")).isEqualTo(Locale.forLanguageTag("ro-MD"));
        assertThatThrownBy(() -> new Bank(Map.of("de", BANK.in(Locale.GERMAN)))).hasMessageContaining("en");
    }

    @Test
    void datesAreThoseOfThePlaceWhereTheReaderLives() {
        // Given
        var justBeforeMidnight = Instant.parse("2026-06-01T22:30:00Z");
        var held = new Details(
                RewardKind.CASH,
                1250L,
                "EUR",
                null,
                null,
                null,
                null,
                justBeforeMidnight,
                null,
                null,
                null,
                null,
                null);
        // Then
        assertThat(body(held, ZoneOffset.UTC)).contains("June 1, 2026");
        assertThat(body(held, ZoneId.of("Europe/Bucharest"))).contains("June 2, 2026");
    }

    @Test
    void aRefusalSaysWhyAndAnUnknownReasonIsSaidInGeneral() {
        assertThat(refused("cap_reached").paragraphs().getFirst()).contains("you have reached the limit");
        assertThat(refused("something_new").paragraphs().getFirst()).contains("it does not meet the terms");
    }

    @Test
    void everyMomentIsSaidInEveryLanguage() {
        for (var language : BANK.languages())
            for (var moment : Moment.values()) {
                var letter = Composition.of(BANK, telling(moment, Locale.forLanguageTag(language)));
                assertThat(letter.subject()).isNotBlank().doesNotContain("{");
                assertThat(letter.paragraphs()).isNotEmpty().noneMatch(text -> text.contains("{"));
                assertThat(letter.brief()).isNotBlank().doesNotContain("{");
                assertThat(letter.why()).isNotBlank();
            }
    }

    @Test
    void whatPeopleWroteIsCutAndFreedOfWhatCannotBeRead() {
        assertThat(Plain.line(" a\u0000b\u202Ec\r\n d ")).isEqualTo("abc d");
        assertThat(Plain.line("x".repeat(300))).hasSize(Plain.LONGEST_LINE).endsWith("…");
        assertThat(Plain.text("a\r\n\r\nb\u2028c")).isEqualTo("a\n\nb\nc");
        assertThat(Plain.text("x".repeat(6000))).hasSize(Plain.LONGEST_TEXT);
        assertThat(Plain.line("👩‍👧")).isEqualTo("👩‍👧");
        assertThat(Plain.line("\uD800x")).isEqualTo("x");
    }

    @Test
    void aReaderIsWhatTheIdSays() {
        assertThat(Audience.of("par_1")).isEqualTo(Audience.ADVOCATE);
        assertThat(Audience.of("inv_1")).isEqualTo(Audience.INVITEE);
        assertThat(Audience.of("cus_1")).isEqualTo(Audience.FRIEND);
    }

    @Test
    void aWordThatIsMissingIsABug() {
        assertThatThrownBy(() -> new Words(Locale.ENGLISH, Map.of()).wording(Moment.NEWS))
                .hasMessageContaining("news.subject");
    }

    private static Letter refused(String reason) {
        return Composition.of(
                BANK,
                telling(
                        Moment.REWARD_REFUSED,
                        Locale.ENGLISH,
                        new Details(
                                RewardKind.CASH,
                                0L,
                                "EUR",
                                null,
                                null,
                                null,
                                reason,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        ZoneOffset.UTC));
    }

    private static String body(Details details, ZoneId zone) {
        return Composition.of(BANK, telling(Moment.REWARD_HELD, Locale.US, details, zone))
                .paragraphs()
                .getFirst();
    }

    private static Telling telling(Moment moment, Locale locale) {
        return telling(
                moment,
                locale,
                new Details(
                        RewardKind.CASH,
                        1250L,
                        "EUR",
                        "C-1",
                        "Mug",
                        2,
                        "cap_reached",
                        Instant.EPOCH,
                        3,
                        4,
                        "Title",
                        "Text",
                        null),
                ZoneOffset.UTC);
    }

    private static Telling telling(Moment moment, Locale locale, Details details, ZoneId zone) {
        return new Telling(
                moment,
                details,
                Audience.ADVOCATE,
                locale,
                zone,
                "Spring",
                Accent.USUAL,
                "Ada",
                "Bea",
                "https://shop.example/r/x",
                "https://shop.example/u");
    }
}
