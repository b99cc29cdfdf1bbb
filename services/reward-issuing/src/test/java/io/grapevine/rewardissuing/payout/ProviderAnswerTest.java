package io.grapevine.rewardissuing.payout;

import static io.grapevine.rewardissuing.payout.PayoutFormsTest.pointers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderAnswerTest {

    @Test
    void onlyWhatIsSureEndsAPayment() {
        assertThat(ProviderAnswer.of(200)).isEqualTo(new ProviderAnswer.Paid());
        assertThat(ProviderAnswer.of(201)).isEqualTo(new ProviderAnswer.Paid());
        assertThat(ProviderAnswer.of(202)).isEqualTo(new ProviderAnswer.Accepted());
        for (var refusal : List.of(400, 402, 410, 422))
            assertThat(ProviderAnswer.of(refusal)).isEqualTo(new ProviderAnswer.Failed("provider_" + refusal));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504})
    void everythingElseMayHavePaid(int status) {
        assertThat(ProviderAnswer.of(status)).isEqualTo(new ProviderAnswer.Unknown("provider_" + status));
    }

    @Test
    void itIsAskedAgainSoonAtFirstAndForEver() {
        assertThat(ProviderAnswer.waitAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(ProviderAnswer.waitAfter(6)).isEqualTo(Duration.ofHours(6));
        assertThat(ProviderAnswer.waitAfter(1_000)).isEqualTo(Duration.ofHours(6));
        assertThatIllegalArgumentException().isThrownBy(() -> ProviderAnswer.waitAfter(0));
    }

    @Test
    void aCallbackNamesTheLineAndWhatBecameOfIt() {
        assertThat(ProviderCallback.read(Map.of("lineId", "pyl_1", "status", "paid"))
                        .orRefuse())
                .isEqualTo(new ProviderCallback("pyl_1", LineStatus.PAID, null, null));
        assertThat(ProviderCallback.read(
                                Map.of("lineId", "pyl_1", "status", "returned", "returnId", "R-1", "reason", "x"))
                        .orRefuse())
                .isEqualTo(new ProviderCallback("pyl_1", LineStatus.RETURNED, "R-1", "x"));
        assertThat(pointers(ProviderCallback.read(Map.of("status", "returned"))))
                .containsExactly("/lineId", "/returnId");
        assertThat(pointers(ProviderCallback.read(Map.of("lineId", "pyl_1", "status", "sent", "x", 1))))
                .containsExactly("/status", "/x");
    }

    @Test
    void aProviderIsAUrl() {
        var accounts = new PayeeForm.Accounts(text -> true, text -> true);
        assertThat(SettingsForm.read(Map.of("provider", Map.of("url", "https://pay.example/")), accounts, url -> true)
                        .orRefuse()
                        .providerUrl())
                .isEqualTo("https://pay.example/");
        assertThat(pointers(SettingsForm.read(
                        Map.of("provider", Map.of("url", "https://10.0.0.1/")), accounts, url -> false)))
                .containsExactly("/provider/url");
        assertThat(pointers(SettingsForm.read(Map.of("provider", Map.of()), accounts, url -> true)))
                .containsExactly("/provider/url");
    }
}
