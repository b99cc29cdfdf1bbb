package io.grapevine.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaveTokenTest {

    private static final String MAC = "0123456789abcdef".repeat(4);

    @Test
    void whatWasWrittenIsRead() {
        // Given
        var payload = new LeaveToken.Payload("t", "cus_ünï:1", "email");
        // Then
        assertThat(LeaveToken.parse(LeaveToken.of(payload, MAC))).contains(new LeaveToken(payload, MAC));
        assertThat(payload.text()).isEqualTo("leave\nt\ncus_ünï:1\nemail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "abc.def",
                "YQ.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "Y.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void whatHasNotTheFormIsNone(String text) {
        assertThat(LeaveToken.parse(text)).isEmpty();
    }
}
