package io.grapevine.clicktracking.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddressBlocksTest {

    private static final AddressBlocks BLOCKS = AddressBlocks.of(BlockList.read(List.of(
            "198.51.100.64/26",
            "198.51.100.0/25",
            "198.51.100.65",
            "192.0.2.128/25",
            "2001:db8:c10d::/48",
            "240.0.0.0/8")));

    @ParameterizedTest
    @CsvSource({
        "198.51.99.255,false",
        "198.51.100.0,true",
        "198.51.100.127,true",
        "198.51.100.128,false",
        "192.0.2.127,false",
        "192.0.2.128,true",
        "192.0.2.255,true",
        "192.0.3.0,false",
        "240.0.0.1,true",
        "241.0.0.0,false",
        "0.0.0.1,false",
        "255.255.255.255,false",
        "::ffff:198.51.100.1,true",
        "2001:db8:c10c:ffff::1,false",
        "2001:db8:c10d::,true",
        "2001:db8:c10d:ffff:ffff:ffff:ffff:ffff,true",
        "2001:db8:c10e::,false",
        "ffff::1,false",
        "::1,false"
    })
    void anAddressIsInABlockFromItsFirstToItsLast(String address, boolean isIn) {
        assertThat(BLOCKS.contain(NetworkAddress.parse(address).orElseThrow())).isEqualTo(isIn);
    }

    @Test
    void whatOverlapsIsJoined() {
        assertThat(BLOCKS.size()).isEqualTo(4);
        assertThat(AddressBlocks.NONE.size()).isZero();
        assertThat(AddressBlocks.NONE.contain(
                        NetworkAddress.parse("198.51.100.1").orElseThrow()))
                .isFalse();
        assertThat(new DataCentres(() -> BLOCKS)
                        .have(NetworkAddress.parse("198.51.100.1").orElseThrow()))
                .isTrue();
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("grapevine.seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneLookFindsWhatLookingIntoEveryBlockFinds(int seed) {
        // Given
        var random = new Random(seed);
        var blocks = new ArrayList<AddressBlock>();
        for (var i = random.nextInt(40); i > 0; i--)
            blocks.add(AddressBlock.parse(address(random) + "/" + (20 + random.nextInt(13)))
                    .orElseThrow());
        var joined = AddressBlocks.of(blocks);
        // When
        var addresses = IntStream.range(0, 100)
                .mapToObj(i -> NetworkAddress.parse(address(random)).orElseThrow())
                .toList();
        // Then
        assertThat(addresses)
                .allMatch(address -> joined.contain(address)
                        == blocks.stream()
                                .anyMatch(block ->
                                        AddressBlocks.of(List.of(block)).contain(address)));
    }

    private static String address(Random random) {
        return "198.51." + random.nextInt(32) + "." + random.nextInt(256);
    }
}
