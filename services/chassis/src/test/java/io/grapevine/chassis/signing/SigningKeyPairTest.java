package io.grapevine.chassis.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyPairTest {

    /** The pair and the signature that Svix's own server is tested with. */
    private static final String PUBLISHED =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";

    @Test
    void publishedPairMakesThePublishedSignature() {
        var pair = SigningKeyPair.parse(PUBLISHED);

        var headers = Signature.headers(
                List.of(pair),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(pair.publicKey()).isEqualTo("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=");
        assertThat(headers)
                .containsEntry(
                        "webhook-signature",
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    @Test
    void freshPairSignsWhatItsPublicHalfVerifiesAndNothingElse() throws Exception {
        var pair = SigningKeyPair.fresh();

        var signature = pair.sign("told".getBytes(UTF_8));

        assertThat(signature).startsWith("v1a,");
        assertThat(verifies(pair.publicKey(), "told", signature)).isTrue();
        assertThat(verifies(pair.publicKey(), "Told", signature)).isFalse();
        assertThat(verifies(SigningKeyPair.fresh().publicKey(), "told", signature))
                .isFalse();
    }

    @Test
    void textNamesThePairAndPrintingShowsThePublicHalfOnly() {
        var pair = SigningKeyPair.fresh();

        assertThat(SigningKeyPair.parse(pair.reveal())).isEqualTo(pair).hasSameHashCodeAs(pair);
        assertThat(pair).hasToString(pair.publicKey()).isNotEqualTo(SigningKeyPair.fresh());
        assertThat(pair.reveal()).startsWith("whsk_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsk_AAAA", "whsk_not base64"})
    void whatIsNoPairIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKeyPair.parse(text));
    }

    /** As a receiver would, from the text alone. */
    private static boolean verifies(String publicKey, String content, String signature) throws Exception {
        var raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        var encoded = HexFormat.of().parseHex("302a300506032b6570032100" + "%064x".formatted(new BigInteger(1, raw)));
        var verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(content.getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }
}
