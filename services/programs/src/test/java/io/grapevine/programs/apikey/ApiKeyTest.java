package io.grapevine.programs.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @ParameterizedTest
    @CsvSource({"SECRET, gv_sk_", "PUBLISHABLE, gv_pk_", "OPERATOR, gv_ok_"})
    void aKeyIsPrefixRandomAndChecksum(Kind kind, String prefix) {
        // When
        var key = ApiKey.mint(kind, new Random(1));
        // Then
        assertThat(key.value()).matches(prefix + "[0-9A-Za-z]{28}");
        assertThat(key.checksumHolds()).isTrue();
        assertThat(key.isStrong()).isTrue();
        assertThat(key.hint()).isEqualTo(key.value().substring(0, 10));
    }

    @Test
    void keysAreNeverTheSame() {
        // Given
        var random = new Random(2);
        var keys = new HashSet<String>();
        // When
        for (int i = 0; i < 1000; i++) keys.add(ApiKey.mint(Kind.SECRET, random).value());
        // Then
        assertThat(keys).hasSize(1000);
    }

    @Test
    void aTypingErrorBreaksTheChecksum() {
        // Given
        var value = ApiKey.mint(Kind.SECRET, new Random(3)).value();
        // When
        var wrong = value.substring(0, 8) + (value.charAt(8) == 'a' ? 'b' : 'a') + value.substring(9);
        // Then
        assertThat(new ApiKey(Kind.SECRET, wrong).checksumHolds()).isFalse();
        assertThat(new ApiKey(Kind.SECRET, value + "x").checksumHolds()).isFalse();
    }

    @Test
    void theChecksumIsTheCrc32OfWhatStandsBeforeItInBase62() {
        assertThat(new ApiKey(Kind.SECRET, "gv_sk_0123456789ABCDEFGHIJKL" + "03FOZt").checksumHolds())
                .isTrue();
    }

    @Test
    void theDemoKeysAreKnownToEverybody() {
        assertThat(ApiKey.demo(Kind.SECRET).value()).isEqualTo("gv_sk_demo");
        assertThat(ApiKey.demo(Kind.PUBLISHABLE).value()).isEqualTo("gv_pk_demo");
        assertThat(ApiKey.demo(Kind.OPERATOR).value()).isEqualTo("gv_ok_demo");
        assertThat(ApiKey.demo(Kind.OPERATOR).isStrong()).isFalse();
        assertThat(ApiKey.demo(Kind.SECRET).hint()).isEqualTo("gv_sk_demo");
    }

    @Test
    void anOperatorsOwnKeyNeedsThirtyTwoCharacters() {
        assertThat(new ApiKey(Kind.OPERATOR, "gv_ok_" + "a1".repeat(16)).isStrong())
                .isTrue();
        assertThat(new ApiKey(Kind.OPERATOR, "gv_ok_" + "a".repeat(31)).isStrong())
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKey(Kind.OPERATOR, "secret"));
    }

    @Test
    void onlyTheHashIsKeptAndTheTextNeverShowsTheKey() {
        // Given
        var key = ApiKey.demo(Kind.SECRET);
        // Then
        assertThat(key.hash()).isEqualTo("701d8b54e5494c15335f704f2446d99b4209cffb2047850dc18a3324c1a080b6");
        assertThat(ApiKey.mint(Kind.SECRET, new Random(4)).toString())
                .hasSize(11)
                .endsWith("…");
    }

    @Test
    void aKeyRequestSaysItsKindAndOrigins() {
        assertThat(KeyRequest.read(Map.of("kind", "publishable", "origins", List.of("https://shop.example:8443")))
                        .orRefuse())
                .isEqualTo(new KeyRequest(Kind.PUBLISHABLE, List.of("https://shop.example:8443"), null));
        assertThat(KeyRequest.read(Map.of("kind", "secret")).orRefuse())
                .isEqualTo(new KeyRequest(Kind.SECRET, List.of(), null));
    }

    @Test
    void aPersonHasOneSpelling() {
        assertThat(KeyRequest.read(Map.of("kind", "secret", "person", "Ann.Lee@acme"))
                        .orRefuse())
                .isEqualTo(new KeyRequest(Kind.SECRET, List.of(), "ann.lee@acme"));
        for (var nobody : List.of("", " ann", "ann lee", "system:schedule", "änn", "-ann", "a".repeat(101)))
            assertThat(pointers(Map.of("kind", "secret", "person", nobody))).containsExactly("/person");
        assertThat(pointers(Map.of("kind", "publishable", "person", "ann"))).containsExactly("/person");
    }

    @Test
    void aKeyRequestIsRefusedFieldByField() {
        var tooMany = IntStream.range(0, KeyRequest.MOST_ORIGINS + 1)
                .mapToObj(i -> "https://a" + i + ".example")
                .toList();
        assertThat(pointers(Map.of())).containsExactly("/kind");
        assertThat(pointers(Map.of("kind", "operator"))).containsExactly("/kind");
        assertThat(pointers(Map.of("kind", "secret", "origins", List.of("https://a.example"))))
                .containsExactly("/origins");
        assertThat(pointers(Map.of("kind", "publishable", "origins", List.of("https://a.example/", "a.example", 5))))
                .containsExactly("/origins/0", "/origins/1", "/origins/2");
        assertThat(pointers(Map.of("kind", "publishable", "origins", tooMany))).containsExactly("/origins");
        assertThat(pointers(Map.of("kind", "publishable", "scopes", List.of()))).containsExactly("/scopes");
    }

    @Test
    void anOverlapIsNothingToThirtyDays() {
        assertThat(Overlap.read(null).orRefuse()).isEqualTo(Duration.ZERO);
        assertThat(Overlap.read("1h").orRefuse()).isEqualTo(Duration.ofHours(1));
        assertThat(Overlap.read("30d").orRefuse()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31d", "PT-1H", "soon", ""})
    void otherOverlapsAreRefused(String overlap) {
        assertThat(Overlap.read(overlap)).isInstanceOf(Reading.Refused.class);
    }

    private static List<String> pointers(Object body) {
        return ((Reading.Refused<KeyRequest>) KeyRequest.read(body))
                .mistakes().stream().map(Mistake::pointer).toList();
    }
}
