package io.grapevine.attribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void theMediumIsTheChannelAndTheSourceWhereThereIsNone() {
        assertThat(Channel.of(Map.of("utm_medium", "Email", "utm_source", "newsletter")))
                .isEqualTo("email");
        assertThat(Channel.of(Map.of("utm_source", " WhatsApp "))).isEqualTo("whatsapp");
        assertThat(Channel.of(Map.of("utm_medium", "  ", "utm_source", "x"))).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "(direct)", "none", "(none)", "DIRECT"})
    void whatAnalyticsToolsCallDirectIsDirect(String word) {
        assertThat(Channel.of(Map.of("utm_medium", word))).isEqualTo(ChannelTouch.DIRECT);
    }

    @Test
    void aClickIdOfANetworkAloneIsPaid() {
        assertThat(Channel.of(Map.of("gclid", "abc"))).isEqualTo(Channel.PAID);
        assertThat(Channel.of(Map.of("gclid", "abc", "utm_medium", "cpc"))).isEqualTo("cpc");
    }

    @Test
    void aTouchMayNotSay() {
        assertThat(Channel.of(Map.of())).isNull();
        assertThat(Channel.of(Map.of("utm_campaign", "spring"))).isNull();
        assertThat(Touchpoint.click("c1", "A1", NOON).cameThrough()).isEqualTo("referral");
        assertThat(Touchpoint.code("e1", "A1", NOON).cameThrough()).isEqualTo("code");
        assertThat(Touchpoint.code("e1", "A1", NOON).through("email").cameThrough())
                .isEqualTo("email");
        assertThat(Touchpoint.click("c1", "A1", NOON).isDirect()).isFalse();
        assertThat(Touchpoint.click("c1", "A1", NOON).through("direct").isDirect())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "65, 64"})
    void aLongNameIsCut(int written, int kept) {
        assertThat(Channel.of(Map.of("utm_medium", "🌱".repeat(written)))).isEqualTo("🌱".repeat(kept));
    }

    @Test
    void whatNoTableCanHoldIsLeftOut() {
        assertThat(Channel.of(Map.of("utm_medium", "e\u0000ma\ud83cil\n"))).isEqualTo("email");
    }

    @ParameterizedTest
    @CsvSource({
        "gclid, x, true",
        "msclkid, x, true",
        "utm_medium, cpc, true",
        "utm_medium, ' CPM ', true",
        "utm_medium, ppc, true",
        "utm_medium, paid_social, true",
        "utm_medium, retargeting, true",
        "utm_medium, email, false",
        "utm_medium, unpaid, false",
        "utm_source, cpc, false",
        "fbclid, x, false",
        "igshid, x, false"
    })
    void anAdvertisementIsToldByItsNetworksClickIdOrByItsMedium(String parameter, String value, boolean paid) {
        assertThat(Channel.isPaid(Map.of(parameter, value))).isEqualTo(paid);
    }

    @Test
    void aTouchThatSaysNothingIsNotPaid() {
        assertThat(Channel.isPaid(Map.of())).isFalse();
    }
}
