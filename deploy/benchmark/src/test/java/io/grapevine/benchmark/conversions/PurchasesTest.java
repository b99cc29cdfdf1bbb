package io.grapevine.benchmark.conversions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchasesTest {

    private static final Instant AT = Instant.parse("2026-06-01T10:00:00Z");
    private static final Purchases PURCHASES = new Purchases(18081, "k", "r1", List.of("CODE-A", "CODE-B"), 3, AT);

    @Test
    void ordersOfARequestFollowThoseOfTheRequestBefore() throws IOException {
        assertThat(events(PURCHASES.from(100, 2).request(1)).findValuesAsText("orderId"))
                .containsExactly("o-r1-102", "o-r1-103");
    }

    @Test
    void purchaseIsByACustomerWhoSignedUpBefore() throws IOException {
        var signUp = new ObjectMapper().readTree(PURCHASES.signUp(1));
        var purchase = events(PURCHASES.from(4, 1).request(0)).get(0);
        assertThat(signUp.path("data").path("referralCode").asText()).isEqualTo("CODE-B");
        assertThat(purchase.path("data").path("customerId"))
                .isEqualTo(signUp.path("data").path("customerId"));
        assertThat(Instant.parse(purchase.path("time").asText()))
                .isAfter(Instant.parse(signUp.path("time").asText()));
    }

    @Test
    void orderIsKnownByItsNumberAndOthersAreNot() {
        assertThat(PURCHASES.numberOf("o-r1-102")).hasValue(102);
        assertThat(PURCHASES.numberOf("o-r2-102")).isEmpty();
        assertThat(PURCHASES.numberOf("4711")).isEmpty();
    }

    @Test
    void customersNeedACodeAndThereMustBeSome() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Purchases(1, "k", "r", List.of(), 1, AT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Purchases(1, "k", "r", List.of("A"), 0, AT));
    }

    private static JsonNode events(byte[] request) throws IOException {
        var text = new String(request, StandardCharsets.US_ASCII);
        return new ObjectMapper()
                .readTree(text.substring(text.indexOf("\r\n\r\n")))
                .path("events");
    }
}
