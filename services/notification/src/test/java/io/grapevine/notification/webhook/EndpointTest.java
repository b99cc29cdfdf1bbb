package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.webhook.Endpoint.ExpiringSecret;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EndpointTest {

    private static final SigningSecret CURRENT = SigningSecret.of(new byte[32]);
    private static final SigningSecret PREVIOUS = SigningSecret.of(new byte[24]);
    private static final Instant UNTIL = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void endpointThatWasNeverRotatedHasOneSecret() {
        assertThat(endpoint(null).secretsValidAt(UNTIL)).containsExactly(CURRENT);
    }

    @Test
    void replacedSecretSignsBesideTheNewOneUntilItExpires() {
        var rotated = endpoint(new ExpiringSecret(PREVIOUS, UNTIL));

        assertThat(rotated.secretsValidAt(UNTIL.minusMillis(1))).containsExactly(CURRENT, PREVIOUS);
        assertThat(rotated.secretsValidAt(UNTIL)).containsExactly(CURRENT);
        assertThat(rotated.secretsValidAt(UNTIL.plusMillis(1))).containsExactly(CURRENT);
    }

    private static Endpoint endpoint(ExpiringSecret previous) {
        return new Endpoint("whk_1", "https://shop.example/", CURRENT, previous);
    }
}
