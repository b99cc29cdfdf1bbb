package io.grapevine.attribution.conversion.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupKeysTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void aVisitorsKeyIsTheMd5OfTheId() {
        assertThat(LookupKeys.ofVisitor("abc")).isEqualTo(UUID.fromString("90015098-3cd2-4fb0-d696-3f7d28e17f72"));
    }

    @Test
    void aRedirectHasNoVisitor() {
        assertThat(LookupKeys.ofVisitor(null)).isEqualTo(LookupKeys.NO_VISITOR);
    }

    @Test
    void ofAnOwnClickTheIdAndItsUuidSayTheSame() {
        var uuid = UUID.fromString("0190a0b0-0000-7000-8000-0000000000ff");

        assertThat(LookupKeys.ofClickId("clk_" + uuid)).isEqualTo(uuid);
        assertThat(LookupKeys.clickId(uuid)).isEqualTo("clk_" + uuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clk_",
                "0190a0b0-0000-7000-8000-0000000000ff",
                "clk_0190A0B0-0000-7000-8000-0000000000FF",
                "clk_190a0b0-0000-7000-8000-00000000000ff",
                "clk_0190a0b0-0000-7000-8000-0000000000fg",
                "evt_0190a0b0-0000-7000-8000-0000000000ff"
            })
    void whatCouldNotBeReadBackIsNoClickIdOfOurs(String id) {
        assertThat(LookupKeys.ofClickId(id)).isNull();
    }

    @Test
    void reportedClicksLieInTheOrderOfTime() {
        var earlier = LookupKeys.ofTouch("shop", "b", NOON);
        var later = LookupKeys.ofTouch("shop", "a", NOON.plusMillis(1));

        assertThat(earlier.toString()).isLessThan(later.toString());
    }

    @Test
    void beforeTheEpochEverythingIsTheBeginning() {
        assertThat(LookupKeys.ofTouch("shop", "a", Instant.EPOCH.minusMillis(1)))
                .isEqualTo(LookupKeys.ofTouch("shop", "a", Instant.EPOCH));
    }

    @Test
    void anotherSourceIsAnotherClick() {
        assertThat(LookupKeys.ofTouch("shop", "a", NOON)).isNotEqualTo(LookupKeys.ofTouch("app", "a", NOON));
    }
}
