package io.grapevine.chassis.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class PersonalDataTest {

    private final PersonalData data = withMasterKey(1);

    @Test
    void aCustomerIsKnownAgainWithinATenantAndNowhereElse() {
        var known = data.customerHash("shop", "dave");
        assertThat(withMasterKey(1).customerHash("shop", "dave")).isEqualTo(known);
        assertThat(data.customerHash("shop", "Dave")).isNotEqualTo(known);
        assertThat(data.customerHash("other", "dave")).isNotEqualTo(known);
        assertThat(withMasterKey(2).customerHash("shop", "dave")).isNotEqualTo(known);
        assertThat(known).matches("[0-9a-f]{64}");
    }

    @Test
    void anAddressIsKnownAgainHoweverItIsWrittenAndIsNoCustomerId() {
        var known = data.emailHash("shop", "dave@shop.example");
        assertThat(data.emailHash("shop", " Dave@Shop.Example ")).isEqualTo(known);
        assertThat(data.customerHash("shop", "dave@shop.example")).isNotEqualTo(known);
    }

    private static PersonalData withMasterKey(int seed) {
        var key = new byte[32];
        key[0] = (byte) seed;
        return new PersonalData(Base64.getEncoder().encodeToString(key));
    }
}
