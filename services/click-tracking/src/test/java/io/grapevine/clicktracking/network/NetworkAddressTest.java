package io.grapevine.clicktracking.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,cb007107",
        "::ffff:203.0.113.7,cb007107",
        "100.128.0.1,64800001",
        "2001:db8:1:2::3,20010db800010002",
        "2001:DB8:1:2:ffff:ffff:ffff:ffff,20010db800010002",
        "2001:db8:1:3::3,20010db800010003"
    })
    void anAddressOfTheInternetBelongsToANetwork(String text, String network) {
        var address = NetworkAddress.parse(text).orElseThrow();
        assertThat(address.network())
                .hasValueSatisfying(
                        bytes -> assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(network));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "224.0.0.1",
                "::1",
                "::",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1"
            })
    void anAddressThatIsNoneOfTheInternetsSaysNothing(String text) {
        assertThat(NetworkAddress.parse(text).orElseThrow().network()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "shop.example",
                "abc",
                "unknown",
                "1",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "010.0.0.1",
                "1.2.3.4:80",
                "1.2.3.4/24",
                "1.2.3.4, 5.6.7.8",
                "[2001:db8::1]",
                "2001:db8::1%eth0",
                "2001:db8::1::2",
                ":::",
                ":",
                "2001:db8::/64",
                "2001:0db8:0000:0000:0000:0000:0000:0000:0000:0001"
            })
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(NetworkAddress.parse(text)).isEmpty();
    }
}
