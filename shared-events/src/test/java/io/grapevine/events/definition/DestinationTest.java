package io.grapevine.events.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, https://shop.example:443",
        "https://shop.example/, https://shop.example:443",
        "HTTP://Shop.Example/A?b=c#d, http://shop.example:80",
        "https://shop.example:8443/x, https://shop.example:8443",
        "http://localhost:3000/, http://localhost:3000",
        "https://shop.example:1/, https://shop.example:1",
        "https://shop.example:65535/, https://shop.example:65535",
        "http://127.0.0.1/, http://127.0.0.1:80",
        "https://xn--bcher-kva.example/%C3%BC, https://xn--bcher-kva.example:443",
        "https://shop.example?x=1, https://shop.example:443",
        "https://a_b.example./, https://a_b.example.:443"
    })
    void addressesOnTheWebAreDestinations(String text, String origin) {
        assertThat(Destination.parse(text).orElseThrow().origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "//shop.example/",
                "/welcome",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://shop.example/",
                "https:/shop.example/",
                "https:shop.example",
                "https:///path",
                "https://",
                "https://@shop.example/",
                "https://user@shop.example/",
                "https://user:pass@shop.example/",
                "https://shop.example\\@evil.example/",
                "https://shop.example/\\evil",
                "https://shop.example/ x",
                " https://shop.example/",
                "https://shop.example/\r\nSet-Cookie:x",
                "https://shop.example/\u0000",
                "https://shöp.example/",
                "https://shop.example/ü",
                "https://shop.example/%zz",
                "https://shop.example/%2",
                "https://shop.example:0/",
                "https://shop.example:65536/",
                "https://shop.example:/",
                "https://-shop.example/",
                "https://shop-.example/",
                "https://shop..example/",
                "https://.example/",
                "https://0x7f.1/",
                "https://2130706433/",
                "https://127.1/",
                "https://256.0.0.1/",
                "https://127.0.0.01/",
                "https://1.2.3.4.5/",
                "https://[::1]/",
                "https://shop.example/<script>",
                "https://shop.example/\"x"
            })
    void everythingElseIsNone(String text) {
        assertThat(Destination.parse(text)).isEmpty();
    }

    @Test
    void anAddressHasAtMostTwoThousandCharacters() {
        var start = "https://shop.example/";
        assertThat(Destination.parse(start + "a".repeat(Destination.LONGEST - start.length())))
                .isPresent();
        assertThat(Destination.parse(start + "a".repeat(Destination.LONGEST - start.length() + 1)))
                .isEmpty();
        assertThat(Destination.parse("https://" + "a".repeat(63) + ".example/")).isPresent();
        assertThat(Destination.parse("https://" + "a".repeat(64) + ".example/")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Destination("shop.example"));
    }

    @Test
    void sitesAreTheSameOnlyBySchemeHostAndPort() {
        var shop = new Destination("https://shop.example/welcome");
        assertThat(shop.isOfSameOriginAs(new Destination("https://SHOP.example:443/x")))
                .isTrue();
        assertThat(shop.isOfSameOriginAs(new Destination("http://shop.example/")))
                .isFalse();
        assertThat(shop.isOfSameOriginAs(new Destination("https://shop.example:444/")))
                .isFalse();
        assertThat(shop.isOfSameOriginAs(new Destination("https://shop.example.evil.example/")))
                .isFalse();
    }
}
