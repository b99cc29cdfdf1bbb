package io.grapevine.clicktracking.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.0/24,198.51.100.0,198.51.100.255",
        "198.51.100.7/24,198.51.100.0,198.51.100.255",
        "198.51.100.64/26,198.51.100.64,198.51.100.127",
        "198.51.100.7/32,198.51.100.7,198.51.100.7",
        "198.51.100.7,198.51.100.7,198.51.100.7",
        "44.0.0.0/8,44.0.0.0,44.255.255.255",
        "2001:db8::/32,2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8:0:1::/64,2001:db8:0:1::,2001:db8:0:1:ffff:ffff:ffff:ffff",
        "2001:db8::8/125,2001:db8::8,2001:db8::f",
        "2001:db8::/63,2001:db8::,2001:db8:0:1:ffff:ffff:ffff:ffff",
        "2001:db8::1/128,2001:db8::1,2001:db8::1"
    })
    void aBlockReachesFromItsFirstAddressToItsLast(String text, String first, String last) {
        // When
        var block = AddressBlock.parse(text).orElseThrow();
        // Then
        var from = NetworkAddress.parse(first).orElseThrow();
        var to = NetworkAddress.parse(last).orElseThrow();
        assertThat(block).isEqualTo(new AddressBlock(from.high(), from.low(), to.high(), to.low()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "198.51.100.0/",
                "198.51.100.0/33",
                "198.51.100.0/024",
                "198.51.100.0/-1",
                "198.51.100.0/24/24",
                "198.51.100/24",
                "shop.example/24",
                "2001:db8::/129",
                "2001:db8::/1000",
                "0.0.0.0/0",
                "44.0.0.0/7",
                "::/0",
                "2000::/15",
                "https://shop.example/24"
            })
    void whatIsNoBlockOrNobodysIsNone(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
