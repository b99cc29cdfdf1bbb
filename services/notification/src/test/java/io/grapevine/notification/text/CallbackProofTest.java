package io.grapevine.notification.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.signing.Signature;
import io.grapevine.chassis.signing.SigningSecret;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CallbackProofTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String FORM =
            "Digits=1234&CallSid=CA1234567890ABCDE&Caller=%2B14158675309&From=%2B14158675309&To=%2B18005551212";
    private static final SigningSecret SECRET = SigningSecret.of("a secret of the first gateway".getBytes(UTF_8));
    private static final SigningSecret ANOTHER = SigningSecret.of("a secret of another gateway".getBytes(UTF_8));

    @Test
    void aFormIsSignedAsInTheExampleThatTwilioPublished() {
        assertThat(CallbackProof.isForm(form(URL, FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="), "12345"))
                .isTrue();
    }

    @Test
    void aFormThatWasChangedOrSentElsewhereIsNot() {
        var signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assertThat(CallbackProof.isForm(form(URL, FORM + "&x=", signature), "12345"))
                .isFalse();
        assertThat(CallbackProof.isForm(form(URL + "3", FORM, signature), "12345"))
                .isFalse();
        assertThat(CallbackProof.isForm(form(URL, FORM, signature), "12346")).isFalse();
        assertThat(CallbackProof.isForm(form(URL, FORM, ""), "12345")).isFalse();
        assertThat(CallbackProof.isForm(form(URL, FORM + "&Digits=1234", signature), "12345"))
                .isFalse();
        assertThat(CallbackProof.isForm(form(URL, "%", signature), "12345")).isFalse();
    }

    @Test
    void fieldsWithoutValueAndEmptyPairsAreRead() {
        assertThat(CallbackProof.fields("a&b=&&c=d+e".getBytes(UTF_8)))
                .contains(new TreeMap<>(Map.of("a", "", "b", "", "c", "d e")));
    }

    @Test
    void aDocumentIsSignedAsOurOwnWebhooksAre() {
        var callback = document(NOW, "{}", Signature.headers(List.of(SECRET), "msg_1", NOW, "{}".getBytes(UTF_8)));
        assertThat(CallbackProof.isDocument(callback, SECRET)).isTrue();
        assertThat(CallbackProof.isDocument(callback, ANOTHER)).isFalse();
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        var headers = Signature.headers(List.of(ANOTHER, SECRET), "msg_1", NOW, "{}".getBytes(UTF_8));
        assertThat(CallbackProof.isDocument(document(NOW, "{}", headers), SECRET))
                .isTrue();
    }

    @Test
    void aDocumentIsGoodForFiveMinutesEitherWay() {
        var headers = Signature.headers(List.of(SECRET), "msg_1", NOW, "{}".getBytes(UTF_8));
        var edge = CallbackProof.TOLERANCE;
        assertThat(CallbackProof.isDocument(document(NOW.plus(edge), "{}", headers), SECRET))
                .isTrue();
        assertThat(CallbackProof.isDocument(document(NOW.minus(edge), "{}", headers), SECRET))
                .isTrue();
        assertThat(CallbackProof.isDocument(document(NOW.plus(edge).plusSeconds(1), "{}", headers), SECRET))
                .isFalse();
        assertThat(CallbackProof.isDocument(document(NOW.minus(edge).minusSeconds(1), "{}", headers), SECRET))
                .isFalse();
    }

    @Test
    void aDocumentThatWasChangedOrLacksAHeaderIsNot() {
        var headers = Signature.headers(List.of(SECRET), "msg_1", NOW, "{}".getBytes(UTF_8));
        assertThat(CallbackProof.isDocument(document(NOW, "{ }", headers), SECRET))
                .isFalse();
        for (var name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            var fewer = new HashMap<>(headers);
            var _ = fewer.remove(name);
            assertThat(CallbackProof.isDocument(document(NOW, "{}", fewer), SECRET))
                    .isFalse();
        }
        for (var wrong : List.of("-1", "soon", "99999999999")) {
            var late = new HashMap<>(headers);
            var _ = late.put("webhook-timestamp", wrong);
            assertThat(CallbackProof.isDocument(document(NOW, "{}", late), SECRET))
                    .isFalse();
        }
        var dotted = new HashMap<>(headers);
        var _ = dotted.put("webhook-id", "msg.1");
        assertThat(CallbackProof.isDocument(document(NOW, "{}", dotted), SECRET))
                .isFalse();
    }

    @Test
    void nothingPersonalIsPrinted() {
        assertThat(form(URL, FORM, "x")).hasToString("Callback[…]");
    }

    private static Callback form(String url, String body, String signature) {
        return new Callback(url, Map.of("x-twilio-signature", signature), body.getBytes(UTF_8), NOW);
    }

    private static Callback document(Instant at, String body, Map<String, String> headers) {
        return new Callback("https://vine.example/text/chat/replies", headers, body.getBytes(UTF_8), at);
    }
}
