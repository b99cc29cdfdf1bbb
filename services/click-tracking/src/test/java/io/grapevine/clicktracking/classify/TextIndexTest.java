package io.grapevine.clicktracking.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextIndexTest {

    @Test
    void textsAreFoundFromTheFirstToTheLastCharacterWithTheirPlaces() {
        assertThat(found("abc", "abc")).containsExactly("abc 0-3");
        assertThat(found("xxabcx", "abc")).containsExactly("abc 2-5");
        assertThat(found("xxabcd", "abcd")).containsExactly("abcd 2-6");
        assertThat(found("xxabc", "abcd")).isEmpty();
        assertThat(found("ab", "abc")).isEmpty();
        assertThat(found("", "abc")).isEmpty();
    }

    @Test
    void textsThatBeginAlikeAreToldApart() {
        assertThat(found("abcde", "abc", "abcd", "abcde", "abce", "abcdf"))
                .containsExactlyInAnyOrder("abc 0-3", "abcd 0-4", "abcde 0-5");
    }

    @Test
    void charactersThatShareACodeAreToldApart() {
        assertThat(found("v1.2 (x)", "v2.", " (x)", " [x", "v1.2")).containsExactlyInAnyOrder("v1.2 0-4", " (x) 4-8");
        assertThat(found("a-b_c", "a_b", "b_c")).containsExactly("b_c 2-5");
    }

    @Test
    void everyOccurrenceCounts() {
        assertThat(found("bot bot", "bot")).containsExactly("bot 0-3", "bot 4-7");
    }

    @Test
    void caseDoesNotMatterAndPlacesStayWhereTheyAre() {
        assertThat(found("AZ@[BoT", "bot")).containsExactly("bot 4-7");
        assertThat(found("é日\uD83D\uDE00 Bot", "bot")).containsExactly("bot 5-8");
        assertThat(TextIndex.folded("aZ[{~")).isEqualTo("az[{~".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsTooShortIsNotTaken() {
        assertThatThrownBy(() -> new TextIndex.Entry<>("ab", "ab")).hasMessageContaining("ab");
    }

    private static List<String> found(String text, String... texts) {
        var index = new TextIndex<>(Arrays.stream(texts)
                .map(entry -> new TextIndex.Entry<>(entry, entry))
                .toList());
        var found = new ArrayList<String>();
        index.search(TextIndex.folded(text), (what, begin, end) -> found.add(what + " " + begin + "-" + end));
        return found;
    }
}
