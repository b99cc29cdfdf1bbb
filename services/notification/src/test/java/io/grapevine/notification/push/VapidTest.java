package io.grapevine.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VapidTest {

    private static final String PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String OTHER =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    @Test
    void aPushServiceCanCheckWhoSendsAndUntilWhen() throws Exception {
        // When
        var header = Vapid.of(PUBLIC, PRIVATE, "mailto:ops@shop.example")
                .authorization("https://push.example", Instant.parse("2026-11-23T07:00:00Z"));
        // Then
        assertThat(header).startsWith("vapid t=").endsWith(", k=" + PUBLIC);
        var token = header.substring("vapid t=".length(), header.indexOf(',')).split("\\.");
        assertThat(text(token[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        assertThat(text(token[1]))
                .isEqualTo("{\"aud\":\"https://push.example\",\"exp\":1795460400,\"sub\":\"mailto:ops@shop.example\"}");
        var check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(P256.point(Base64.getUrlDecoder().decode(PUBLIC)).orElseThrow());
        check.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
    }

    @Test
    void keysThatDoNotBelongTogetherAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Vapid.of(OTHER, PRIVATE, "mailto:ops@shop.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> Vapid.of("AA", PRIVATE, "mailto:ops@shop.example"));
        assertThat(Vapid.of(PUBLIC, PRIVATE, "https://shop.example")).hasToString("Vapid[" + PUBLIC + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ops@shop.example", "mailto:", "mailto:a\"b@shop.example", "mailto:a\\@shop.example"})
    void aSubjectIsAnAddressAndNothingThatBreaksTheToken(String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> Vapid.of(PUBLIC, PRIVATE, subject));
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
