package io.grapevine.chassis.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.egress.Target.Reading.Unusable;
import io.grapevine.chassis.egress.Target.Reading.Usable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void urlIsTakenApartOnce() {
        var target = usable("https://Hooks.Shop.Example:8443/in/grapevine?a=1&b=%20");

        assertThat(target)
                .isEqualTo(new Target(
                        "https://Hooks.Shop.Example:8443/in/grapevine?a=1&b=%20",
                        true, "hooks.shop.example", 8443, "/in/grapevine?a=1&b=%20"));
    }

    @Test
    void portAndPathHaveTheirDefaults() {
        assertThat(usable("https://shop.example").port()).isEqualTo(443);
        assertThat(usable("https://shop.example").pathAndQuery()).isEqualTo("/");
        assertThat(usable("https://shop.example?x").pathAndQuery()).isEqualTo("/?x");
        assertThat(usable("https://shop.example:1").port()).isEqualTo(1);
        assertThat(usable("https://shop.example:65535").port()).isEqualTo(65535);
        assertThat(localOnly("http://localhost/hook").port()).isEqualTo(80);
        assertThat(localOnly("http://localhost/hook").secure()).isFalse();
    }

    @Test
    void plainHttpIsOnlyForTheLocalRun() {
        assertThat(Target.read("http://shop.example/hook", false))
                .isEqualTo(new Unusable("url_not_allowed", "the URL must start with https://"));
        assertThat(Target.read("http://shop.example/hook", true)).isInstanceOf(Usable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "//shop.example/",
                "https:",
                "https://",
                "https:///path",
                "https:shop.example",
                "ftp://shop.example/",
                "file:///etc/passwd",
                "gopher://shop.example/",
                "jar:https://shop.example!/",
                "https://user@shop.example/",
                "https://user:secret@shop.example/",
                "https://@shop.example/",
                "https://shop.example/#fragment",
                "https://shop.example\\@evil.example/",
                "https://shop.example/ x",
                "https://shop.example/\r\nHost: evil",
                "https://sch\u00f6n.example/",
                "https://shop.example:0/",
                "https://shop.example:65536/",
                "https://shop.example:99999999999/",
                "https://shop.example:x/",
                "https://-shop.example/",
                "https://shop..example/",
                "https://.example/",
                "https://sh%6fp.example/",
                "https://[::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[::1/",
                "https://[shop.example]/"
            })
    void whatIsNoPlainHttpsUrlIsRefused(String url) {
        assertThat(Target.read(url, false)).isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/",
                        "https://0x7f.1/",
                "https://127.0.0.1./", "https://256.1.1.1/", "https://1.2.3.4.5/", "https://shop.0x1/",
                        "https://shop.12/",
                "https://01.02.03.04/"
            })
    void addressInAnUnusualSpellingIsRefused(String url) {
        assertThat(Target.read(url, true)).isInstanceOf(Unusable.class);
    }

    @Test
    void urlMayHaveTwoThousandFortyEightCharactersAndNoMore() {
        var longest = "https://shop.example/" + "a".repeat(Target.LONGEST_URL - "https://shop.example/".length());

        assertThat(Target.read(longest, false)).isInstanceOf(Usable.class);
        assertThat(Target.read(longest + "a", false)).isInstanceOf(Unusable.class);
    }

    @Test
    void hostWrittenAsAnAddressIsKnownWithoutLookup() {
        assertThat(usable("https://8.8.4.4/").literalAddress())
                .hasValueSatisfying(
                        address -> assertThat(address.getHostAddress()).isEqualTo("8.8.4.4"));
        assertThat(usable("https://[2001:4860::1]:444/").host()).isEqualTo("2001:4860::1");
        assertThat(usable("https://[2001:4860::1]:444/").literalAddress()).isPresent();
        assertThat(usable("https://[::ffff:127.0.0.1]/").literalAddress())
                .hasValueSatisfying(
                        address -> assertThat(address.isLoopbackAddress()).isTrue());
        assertThat(usable("https://shop.example/").literalAddress()).isEmpty();
        assertThat(usable("https://a-b.shop.example./").literalAddress()).isEmpty();
        assertThat(usable("https://1e100.example/").literalAddress()).isEmpty();
    }

    private static Target usable(String url) {
        return ((Usable) Target.read(url, false)).target();
    }

    private static Target localOnly(String url) {
        return ((Usable) Target.read(url, true)).target();
    }
}
