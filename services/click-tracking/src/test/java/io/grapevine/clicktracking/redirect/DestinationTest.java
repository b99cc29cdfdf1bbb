package io.grapevine.clicktracking.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    private static final Destination WELCOME =
            Destination.parse("https://shop.example/welcome?lang=de#top").orElseThrow();

    @Test
    void parametersGoBehindTheStoredOnesAndBeforeTheFragment() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("utm_source", "a b&c");
        parameters.put("lang", "en");
        parameters.put("gv_cid", "token");
        assertThat(WELCOME.with(parameters))
                .isEqualTo("https://shop.example/welcome?lang=de&utm_source=a+b%26c&gv_cid=token#top");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example,https://shop.example/?gv_cid=t",
        "https://shop.example/a?,https://shop.example/a?gv_cid=t",
        "http://shop.example:8080/a/b,http://shop.example:8080/a/b?gv_cid=t",
        "HTTPS://Shop.Example/A,HTTPS://Shop.Example/A?gv_cid=t",
        "https://[::1]:8443/x#f,https://[::1]:8443/x?gv_cid=t#f",
        "https://shop.example/größe?q=ü,https://shop.example/gr%C3%B6%C3%9Fe?q=%C3%BC&gv_cid=t",
        "https://shop.example/~größe,https://shop.example/~gr%C3%B6%C3%9Fe?gv_cid=t",
        "https://shop.example/?gv_cid,https://shop.example/?gv_cid",
    })
    void everyStoredAddressCanBeExtended(String stored, String expected) {
        assertThat(Destination.parse(stored).orElseThrow().with(Map.of("gv_cid", "t")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/welcome",
                "//shop.example/",
                "ftp://shop.example/",
                "javascript:alert(1)",
                "https://user@shop.example/",
                "https://shop.example\\@evil.example/",
                "https://shop.example/a b",
                "https://shop.example/a\nb",
                "https:/shop.example/",
                "https:///evil.example",
                "https://shop.example/\\evil.example",
                "data:text/html,x",
                "https://sh\u0000op.example/"
            })
    void whatIsNoPlainWebAddressIsRefused(String stored) {
        assertThat(Destination.parse(stored)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "shoes,https://shop.example/welcome/shoes?lang=de#top",
        "/shoes/red,https://shop.example/welcome/shoes/red?lang=de#top",
        "shoes/,https://shop.example/welcome/shoes/?lang=de#top",
        "a%20b;v=1,https://shop.example/welcome/a%20b;v=1?lang=de#top",
        "user@evil.example,https://shop.example/welcome/user@evil.example?lang=de#top",
        "..%20,https://shop.example/welcome/..%20?lang=de#top",
        "...,https://shop.example/welcome/...?lang=de#top"
    })
    void aPathIsJoinedBelowTheStoredOne(String to, String expected) {
        assertThat(WELCOME.below(to).with(Map.of())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.example",
                "///evil.example",
                "https://evil.example\\",
                "\\evil.example",
                "..",
                "../admin",
                "a/../../admin",
                "a/..",
                "./x",
                "%2e%2e/admin",
                "%2E./admin",
                ".%2e/x",
                "a%2f..%2fb",
                "a%5cb",
                "%252e%252e/x",
                "a?b=c",
                "a#b",
                "a b",
                "a\tb",
                ".\t./x",
                "a\r\nSet-Cookie:x",
                "%0d%0aX:y",
                "%00",
                "a%",
                "a%zz",
                "\u202eevil",
                "größe",
                "<script>",
                "\"x",
                "a|b",
                "a%7f"
            })
    void whateverCouldLeadElsewhereIsIgnored(String to) {
        assertThat(WELCOME.below(to)).isEqualTo(WELCOME);
    }

    @Test
    void noTargetOfManyLeavesTheOrigin() {
        var parts = new String[] {
            "/", "//", "\\", "..", ".", "%2e", "%2f", "@", ":", "evil.example", "http:", "?", "#", "\t", "a", ";", "%5c"
        };
        for (var a : parts)
            for (var b : parts)
                for (var c : parts)
                    for (var d : parts) {
                        var address = URI.create(WELCOME.below(a + b + c + d).with(Map.of()));
                        assertThat(address.getRawAuthority()).isEqualTo("shop.example");
                        assertThat(address.normalize().getPath()).startsWith("/welcome");
                    }
    }

    @Test
    void noPathMeansTheDestinationItself() {
        assertThat(WELCOME.below(null)).isSameAs(WELCOME);
        assertThat(Destination.parse("https://shop.example/a/")
                        .orElseThrow()
                        .below("b")
                        .with(Map.of()))
                .isEqualTo("https://shop.example/a/b");
    }
}
