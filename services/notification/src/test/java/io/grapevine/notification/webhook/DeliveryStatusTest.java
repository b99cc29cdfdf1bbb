package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryStatusTest {

    @ParameterizedTest
    @CsvSource({"PENDING, pending", "DELIVERED, delivered", "DEAD_LETTER, dead_letter"})
    void everyStatusIsFoundByTheWordItIsToldBy(DeliveryStatus status, String word) {
        assertThat(status.wireName()).isEqualTo(word);
        assertThat(DeliveryStatus.named(word)).contains(status);
    }

    @Test
    void otherWordsAreNoStatus() {
        assertThat(DeliveryStatus.named("PENDING")).isEmpty();
        assertThat(DeliveryStatus.named("lost")).isEmpty();
    }

    @Test
    void anEndpointIsOffBecauseItIsGoneOrByItsTenant() {
        assertThat(Endpoint.DisabledReason.GONE.wireName()).isEqualTo("gone");
        assertThat(Endpoint.DisabledReason.BY_TENANT.wireName()).isEqualTo("by_tenant");
    }
}
