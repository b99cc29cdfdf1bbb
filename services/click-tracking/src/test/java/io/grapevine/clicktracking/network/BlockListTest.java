package io.grapevine.clicktracking.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockListTest {

    @Test
    void aBlockStandsInTheFirstColumnOfALine() {
        // When
        var blocks = BlockList.read(List.of(
                "# networks",
                "",
                " 198.51.100.0/24 # racks",
                "192.0.2.0/25,DE,Frankfurt",
                "192.0.2.128 ; one",
                "2001:db8::/32 x"));
        // Then
        assertThat(blocks)
                .containsExactly(
                        block("198.51.100.0/24"),
                        block("192.0.2.0/25"),
                        block("192.0.2.128/32"),
                        block("2001:db8::/32"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "<html>", "198.51.100.0/99", "0.0.0.0/0"})
    void aListThatIsHalfUnderstoodIsNotUsed(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlockList.read(List.of("198.51.100.0/24", "", line)))
                .withMessage("line 3 starts with no block of addresses like 203.0.113.0/24");
    }

    private static AddressBlock block(String text) {
        return AddressBlock.parse(text).orElseThrow();
    }
}
