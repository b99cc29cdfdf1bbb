package io.grapevine.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PushCipherTest {

    // RFC 8291, appendix A.
    private static final String TEXT = "V2hlbiBJIGdyb3cgdXAsIEkgd2FudCB0byBiZSBhIHdhdGVybWVsb24";
    private static final String OUR_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String OUR_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String THEIR_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    // RFC 8291, section 5.
    private static final String BODY = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
            + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
            + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static final PushSubscription SUBSCRIPTION =
            PushSubscription.of("https://push.example/1", THEIR_PUBLIC, AUTH);

    @Test
    void theExampleOfTheRfcComesOutByteForByte() {
        var ours = new KeyPair(P256.point(bytes(OUR_PUBLIC)).orElseThrow(), P256.number(bytes(OUR_PRIVATE)));
        var encrypted = PushCipher.encrypt(bytes(TEXT), SUBSCRIPTION, ours, bytes(SALT));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted))
                .isEqualTo(BODY);
    }

    @Test
    void noTwoMessagesAreEncryptedAlike() {
        var random = new SecureRandom();
        var text = "once".getBytes(StandardCharsets.UTF_8);
        assertThat(PushCipher.encrypt(text, SUBSCRIPTION, random))
                .isNotEqualTo(PushCipher.encrypt(text, SUBSCRIPTION, random));
    }

    @Test
    void theLongestMessageFillsWhatAPushServiceMustTake() {
        var random = new SecureRandom();
        assertThat(PushCipher.encrypt(new byte[PushCipher.LONGEST_TEXT], SUBSCRIPTION, random))
                .hasSize(4_096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushCipher.encrypt(new byte[PushCipher.LONGEST_TEXT + 1], SUBSCRIPTION, random));
    }

    @Test
    void aPointOfNoCurveIsNoKey() {
        var point = bytes(THEIR_PUBLIC);
        assertThat(P256.point(point)).isPresent();
        point[64] ^= 1;
        assertThat(P256.point(point)).isEmpty();
        assertThat(P256.point(new byte[65])).isEmpty();
        assertThat(P256.point(new byte[33])).isEmpty();
        var beyond = new byte[65];
        java.util.Arrays.fill(beyond, (byte) 0xff);
        beyond[0] = 4;
        assertThat(P256.point(beyond)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> P256.number(new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> P256.number(new byte[31]));
    }

    @Test
    void aSubscriptionShowsNothingOfItself() {
        assertThat(SUBSCRIPTION).hasToString("PushSubscription[…]");
        assertThat(SUBSCRIPTION)
                .isEqualTo(PushSubscription.of("https://push.example/1", THEIR_PUBLIC, AUTH))
                .hasSameHashCodeAs(PushSubscription.of("https://push.example/1", THEIR_PUBLIC, AUTH))
                .isNotEqualTo(PushSubscription.of("https://push.example/2", THEIR_PUBLIC, AUTH))
                .isNotEqualTo(PushSubscription.of("https://push.example/1", OUR_PUBLIC, AUTH))
                .isNotEqualTo(PushSubscription.of("https://push.example/1", THEIR_PUBLIC, SALT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of("https://push.example/1", THEIR_PUBLIC, "AA"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PushSubscription.of("https://push.example/1", "AA", AUTH));
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
