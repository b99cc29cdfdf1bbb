package io.grapevine.chassis.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final SigningSecret SECRET = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final SigningSecret OTHER = SigningSecret.of(new byte[SigningSecret.GENERATED_BYTES]);
    private static final String BODY = "{\"type\":\"reward.released\",\"data\":{\"name\":\"Zoë\"}}";

    /** The example of the Standard Webhooks specification and of Svix's documentation. */
    @Test
    void publishedExampleHasThePublishedSignature() {
        var headers = Signature.headers(
                List.of(SECRET),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void receiverWithTheReferenceLibraryAcceptsThePost() throws Exception {
        var headers = Signature.headers(List.of(SECRET), "ntf_1", Instant.now(), BODY.getBytes(UTF_8));

        assertThatCode(() -> new Webhook(SECRET.reveal()).verify(BODY, asHttp(headers)))
                .doesNotThrowAnyException();
    }

    @Test
    void receiverWithTheReferenceLibraryRefusesAnotherBodyIdAndAge() throws Exception {
        var receiver = new Webhook(SECRET.reveal());
        var now = Instant.now();
        var headers = Signature.headers(List.of(SECRET), "ntf_1", now, BODY.getBytes(UTF_8));
        var otherId = headers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().replace("ntf_1", "ntf_2")));
        var old = Signature.headers(List.of(SECRET), "ntf_1", now.minusSeconds(301), BODY.getBytes(UTF_8));

        assertThatThrownBy(() -> receiver.verify(BODY + " ", asHttp(headers)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> receiver.verify(BODY, asHttp(otherId)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> receiver.verify(BODY, asHttp(old))).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void whileASecretIsRotatedBothReceiversAccept() throws Exception {
        var headers = Signature.headers(List.of(OTHER, SECRET), "ntf_1", Instant.now(), BODY.getBytes(UTF_8));

        assertThatCode(() -> new Webhook(SECRET.reveal()).verify(BODY, asHttp(headers)))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(OTHER.reveal()).verify(BODY, asHttp(headers)))
                .doesNotThrowAnyException();
    }

    @Test
    void sameHeadersAreSentUnderTheNamesOfSvix() {
        var headers = Signature.headers(List.of(SECRET), "ntf_1", Instant.EPOCH, BODY.getBytes(UTF_8));

        assertThat(headers)
                .hasSize(6)
                .containsEntry("svix-id", headers.get("webhook-id"))
                .containsEntry("svix-timestamp", headers.get("webhook-timestamp"))
                .containsEntry("svix-signature", headers.get("webhook-signature"));
    }

    @Test
    void idThatWouldBlurWhatIsSignedIsABug() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signature.headers(List.of(SECRET), "ntf.1", Instant.EPOCH, new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signature.headers(List.of(), "ntf_1", Instant.EPOCH, new byte[0]));
    }

    @Test
    void secretIsPrefixedBase64AndReadsBack() {
        assertThat(OTHER.reveal()).isEqualTo("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        assertThat(SigningSecret.parse(OTHER.reveal())).isEqualTo(OTHER).hasSameHashCodeAs(OTHER);
        assertThat(OTHER).isNotEqualTo(SECRET).isNotEqualTo(null);
    }

    @Test
    void secretDoesNotShowItself() {
        assertThat(SECRET).hasToString("whsec_***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_AAAA", "whsec_not base64!", "whpk_AAAA"})
    void whatIsNoSecretIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.parse(text));
    }

    @Test
    void secretHasTwentyFourToSixtyFourBytes() {
        assertThat(SigningSecret.of(new byte[24]).reveal()).startsWith("whsec_");
        assertThat(SigningSecret.of(new byte[64]).reveal()).startsWith("whsec_");
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of(new byte[23]));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningSecret.of(new byte[65]));
    }

    private static HttpHeaders asHttp(Map<String, String> headers) {
        var lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}
