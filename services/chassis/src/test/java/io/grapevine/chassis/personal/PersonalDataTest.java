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

    @Test
    void aNetworkIsKnownAgainWithinATenantAndNowhereElse() {
        byte[] network = {(byte) 203, 0, 113, 7};
        var known = data.networkKey("shop", network);
        assertThat(data.networkKey("shop", network.clone())).isEqualTo(known);
        assertThat(withMasterKey(1).networkKey("shop", network)).isEqualTo(known);
        assertThat(data.networkKey("shop", new byte[] {(byte) 203, 0, 113, 8})).isNotEqualTo(known);
        assertThat(data.networkKey("other", network)).isNotEqualTo(known);
        assertThat(withMasterKey(2).networkKey("shop", network)).isNotEqualTo(known);
        assertThat(known).matches("[0-9a-f]{16}");
    }

    @Test
    void aRequestIsKnownAgainByItsTenantAloneAndNotByABareHash() {
        var known = data.requestHash("shop", "abc");
        assertThat(withMasterKey(1).requestHash("shop", "abc")).isEqualTo(known);
        assertThat(data.requestHash("shop", "abd")).isNotEqualTo(known);
        assertThat(data.requestHash("other", "abc")).isNotEqualTo(known);
        assertThat(withMasterKey(2).requestHash("shop", "abc")).isNotEqualTo(known);
        assertThat(data.linkMac("shop", "abc")).isNotEqualTo(known);
        assertThat(known).matches("[0-9a-f]{64}");
    }

    /** Hashes lie on the log for years. */
    @Test
    void hashesStayWhatTheyAre() {
        assertThat(data.emailHash("shop", "dave@shop.example"))
                .isEqualTo("6550fdb75149ebd89aacd9007a550b907019090d4293ccb598cb2b64b0744b51");
        assertThat(data.networkKey("shop", new byte[] {(byte) 203, 0, 113, 7})).isEqualTo("52e6a336ea1eb181");
    }

    private static PersonalData withMasterKey(int seed) {
        var key = new byte[32];
        key[0] = (byte) seed;
        return new PersonalData(Base64.getEncoder().encodeToString(key));
    }
}
