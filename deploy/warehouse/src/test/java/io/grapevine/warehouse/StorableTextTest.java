package io.grapevine.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StorableTextTest {

    @Test
    void everyTextThatDatabasesTakeStaysAsItIs() {
        var text = "o'Brien \"x\" \\ \n\t \u0001 ă 日本 \u202E \uFFFF \uD83D\uDE00";
        assertThat(StorableText.of(text)).isSameAs(text);
    }

    @Test
    void nullCharactersAndHalvesOfPairsAreReplaced() {
        assertThat(StorableText.of("\0a\0")).isEqualTo("\uFFFDa\uFFFD");
        assertThat(StorableText.of("\uD83D")).isEqualTo("\uFFFD");
        assertThat(StorableText.of("\uD83Dx")).isEqualTo("\uFFFDx");
        assertThat(StorableText.of("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
        assertThat(StorableText.of("\uD83D\uD83D\uDE00\uDE00")).isEqualTo("\uFFFD\uD83D\uDE00\uFFFD");
    }

    @Test
    void namesAndTextsWithinJsonAreReplacedToo() throws IOException {
        // Given
        var json = JsonMapper.builder()
                .build()
                .readTree("{\"a\\u0000\": [\"\\ud800\", {\"b\": [1, true, null, 0.5]}], \"c\": \"\\\\u0000\"}");
        // When
        var storable = StorableText.within(json).toString();
        // Then
        assertThat(storable).isEqualTo("{\"a\uFFFD\":[\"\uFFFD\",{\"b\":[1,true,null,0.5]}],\"c\":\"\\\\u0000\"}");
    }
}
