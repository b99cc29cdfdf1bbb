package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.signing.SigningSecret;
import io.grapevine.notification.webhook.Endpoint.Replaced;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EndpointTest {

    private static final SigningSecret CURRENT = SigningSecret.of(new byte[32]);
    private static final SigningSecret PREVIOUS = SigningSecret.of(new byte[24]);
    private static final Instant UNTIL = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void endpointThatWasNeverRotatedHasOneSecret() {
        assertThat(endpoint(null).signersValidAt(UNTIL)).containsExactly(CURRENT);
    }

    @Test
    void replacedSecretSignsBesideTheNewOneUntilItExpires() {
        var rotated = endpoint(new Replaced(List.of(PREVIOUS), UNTIL));

        assertThat(rotated.signersValidAt(UNTIL.minusMillis(1))).containsExactly(CURRENT, PREVIOUS);
        assertThat(rotated.signersValidAt(UNTIL)).containsExactly(CURRENT);
        assertThat(rotated.signersValidAt(UNTIL.plusMillis(1))).containsExactly(CURRENT);
    }

    private static Endpoint endpoint(Replaced previous) {
        return new Endpoint("whk_1", "https://shop.example/", List.of(CURRENT), previous);
    }
}
