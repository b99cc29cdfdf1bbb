package io.grapevine.clicktracking.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "Googlebot\\/ Googlebot/",
                "[wW]get get",
                "^ping[dt]om$ ping",
                "AdsBot-Google([^-]|$) AdsBot-Google",
                "(?<!lib)http http",
                "java(?!;) java",
                "bots?(?:\\b|_) bot",
                "ab*cde cde",
                "abc+d abc",
                "ab{0,2}cde cde",
                "abcd{2}e abc",
                "abcd??ef abc",
                "x\\d+yz yz",
                "\\bort/ ort/",
                "Project.?25499 Project",
                "a[b\\]c]def def"
            })
    void theLongestTextThatEveryMatchHoldsIsRequired(String regex, String text) {
        assertThat(RequiredTexts.of(regex)).containsExactly(text);
    }

    @Test
    void aChoiceOfTextsIsRequiredWhereNoSingleOneIs() {
        assertThat(RequiredTexts.of("[a-z]*(bot|craw\\.l)")).isEqualTo(Set.of("bot", "craw.l"));
        assertThat(RequiredTexts.of("(?:bot|spider)\\d")).isEqualTo(Set.of("bot", "spider"));
        assertThat(RequiredTexts.of("(bot|spider)?\\d")).isEmpty();
        assertThat(RequiredTexts.of("(bot|sp.der)\\d")).isEmpty();
        assertThat(RequiredTexts.of("(bot|)\\d")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^[^ ]{50,}$", "^\\d+\\b", "[ab]c?", "^[<\\(;]"})
    void someExpressionsRequireNoText(String regex) {
        assertThat(RequiredTexts.of(regex)).isEmpty();
    }

    @Test
    void alternativesAreTakenApartUnlessTheyStandInsideSomethingElse() {
        assertThat(RequiredTexts.alternatives("^Ruby|Ruby\\/[0-9]|c")).containsExactly("^Ruby", "Ruby\\/[0-9]", "c");
        assertThat(RequiredTexts.alternatives("[a-z]*(bot|crawl)")).containsExactly("bot", "crawl");
        assertThat(RequiredTexts.alternatives("[|]a\\|(b|c)d")).containsExactly("[|]a\\|(b|c)d");
        assertThat(RequiredTexts.alternatives("(?:a|b)")).containsExactly("(?:a|b)");
        assertThat(RequiredTexts.alternatives("[a-z]+(b)")).containsExactly("[a-z]+(b)");
        assertThat(RequiredTexts.alternatives("(a)(b)")).containsExactly("(a)(b)");
        assertThat(RequiredTexts.alternatives("[a-z]")).containsExactly("[a-z]");
    }

    @Test
    void aPlainExpressionIsATextWithEscapes() {
        assertThat(RequiredTexts.isPlain("Validator\\.nu \\/1")).isTrue();
        assertThat(RequiredTexts.unescaped("Validator\\.nu \\/1")).isEqualTo("Validator.nu /1");
        assertThat(RequiredTexts.isPlain("Validator.nu")).isFalse();
        assertThat(RequiredTexts.isPlain("^Validator")).isFalse();
        assertThat(RequiredTexts.isPlain("v\\d")).isFalse();
    }
}
