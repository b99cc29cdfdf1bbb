package io.grapevine.clicktracking.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void campaignParametersAreKeptAndOthersNot() {
        assertThat(Query.campaign("utm_source=mail&to=x&gclid=A-1&utm_term=a%20b+c&email=a%40b&Fbclid=F"))
                .containsEntry("utm_source", "mail")
                .containsEntry("gclid", "A-1")
                .containsEntry("utm_term", "a b c")
                .containsEntry("Fbclid", "F")
                .hasSize(4);
    }

    @Test
    void theFirstOfEachNameCounts() {
        assertThat(Query.campaign("utm_source=a&utm_source=b"))
                .containsEntry("utm_source", "a")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "utm_source",
                "utm_source=",
                "=x",
                "utm_so%0aurce=x",
                "utm_source=%zz",
                "utm_source=%0d%0a",
                "utm_source=%ff",
                "utm_ä=x"
            })
    void whatIsBrokenIsLeftOut(String query) {
        assertThat(Query.campaign(query)).isEmpty();
    }

    @Test
    void nobodyFillsTheDiskWithParameters() {
        var many = IntStream.range(0, 50).mapToObj(i -> "utm_" + i + "=x").collect(Collectors.joining("&"));
        assertThat(Query.campaign(many)).hasSize(20);
        assertThat(Query.campaign("utm_source=" + "x".repeat(256))).isEmpty();
        assertThat(Query.campaign("utm_source=" + "x".repeat(255))).hasSize(1);
        assertThat(Query.campaign("utm_" + "x".repeat(29) + "=1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utm_a", "utm_z", "utm_0", "utm_9", "utm__", "utm_AZ", "utm_xxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void namesAreLettersDigitsAndUnderscoresUpToThirtyTwo(String name) {
        assertThat(Query.campaign(name + "=1")).containsExactly(Map.entry(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utm_`", "utm_{", "utm_/", "utm_:", "utm_-"})
    void theirNeighboursAreNone(String name) {
        assertThat(Query.campaign(name + "=1")).isEmpty();
    }

    @Test
    void anAddressIsReadBetweenQuestionMarkAndNumberSign() {
        assertThat(Query.campaignOf("?utm_source=a")).hasSize(1);
        assertThat(Query.campaignOf("https://x/?utm_source=a#utm_term=b")).hasSize(1);
        assertThat(Query.campaignOf("https://x/?utm_source=a")).hasSize(1);
        assertThat(Query.campaignOf("https://x/")).isEmpty();
        assertThat(Query.campaignOf(null)).isEmpty();
        assertThat(Query.campaign(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Shop.Example:8081,shop.example",
        "shop.example.,shop.example",
        "[::1]:80,[::1]",
        "[::1],[::1]",
        "localhost,localhost"
    })
    void hostsAreComparedByNameAlone(String header, String expected) {
        assertThat(HostName.of(header)).isEqualTo(expected);
    }

    @Test
    void loopbackHasManyNames() {
        assertThat(HostName.isLoopback("localhost")).isTrue();
        assertThat(HostName.isLoopback("127.0.0.1")).isTrue();
        assertThat(HostName.isLoopback("[::1]")).isTrue();
        assertThat(HostName.isLoopback("shop.localhost")).isTrue();
        assertThat(HostName.isLoopback("shop.example")).isFalse();
        assertThat(HostName.of(null)).isEmpty();
    }
}
