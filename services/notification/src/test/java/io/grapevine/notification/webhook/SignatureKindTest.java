package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureKindTest {

    @Test
    void kindsAreNamedAsStandardWebhooksDoes() {
        assertThat(SignatureKind.named("v1")).contains(SignatureKind.V1);
        assertThat(SignatureKind.named("v1a")).contains(SignatureKind.V1A);
        assertThat(SignatureKind.named("V1")).isEmpty();
    }
}
