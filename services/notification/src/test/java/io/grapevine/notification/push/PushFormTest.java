package io.grapevine.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushFormTest {

    private static final String ENDPOINT = "https://push.example/1";
    private static final String POINT =
            encoded(P256.bytes((ECPublicKey) P256.fresh(new SecureRandom()).getPublic()));
    private static final String SECRET = encoded(new byte[16]);

    @Test
    void whatABrowserWritesIsTaken() {
        var body = new HashMap<String, Object>(subscription(POINT, SECRET));
        body.put("expirationTime", null);
        assertThat(PushForm.read(body))
                .isEqualTo(new Reading.Accepted<>(new PushForm("par_ada", ENDPOINT, POINT, SECRET)));
    }

    @Test
    void whatLacksIsNamed() {
        assertThat(pointers(Map.of())).containsExactlyInAnyOrder("/endpoint", "/keys");
        assertThat(pointers(Map.of("endpoint", ENDPOINT, "keys", Map.of())))
                .containsExactlyInAnyOrder("/keys/p256dh", "/keys/auth");
    }

    @Test
    void keysThatAreNoneAreRefused() {
        var flipped = Base64.getUrlDecoder().decode(POINT);
        flipped[flipped.length - 1] ^= 1;
        for (var point : List.of("not base64!", encoded(new byte[65]), encoded(flipped)))
            assertThat(pointers(subscription(point, SECRET))).containsExactly("/keys/p256dh");
        for (var secret : List.of("not base64!", encoded(new byte[15])))
            assertThat(pointers(subscription(POINT, secret))).containsExactly("/keys/auth");
    }

    @Test
    void aPlatformThatLacksAnAlgorithmIsNotTakenForAWrongKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Jdk.certain(() -> {
                    throw new GeneralSecurityException("no such algorithm");
                }));
    }

    private static Map<String, Object> subscription(String point, String secret) {
        return Map.of(
                "participantId", "par_ada", "endpoint", ENDPOINT, "keys", Map.of("p256dh", point, "auth", secret));
    }

    private static List<String> pointers(Map<String, Object> body) {
        return switch (PushForm.read(body)) {
            case Reading.Refused<PushForm>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
            case Reading.Accepted<PushForm>(var form) -> throw new AssertionError("taken: " + form);
        };
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
