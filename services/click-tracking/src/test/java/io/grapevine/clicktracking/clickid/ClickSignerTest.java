package io.grapevine.clicktracking.clickid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.clicktracking.clickid.Verification.Reason;
import io.grapevine.clicktracking.clickid.Verification.Refused;
import io.grapevine.clicktracking.clickid.Verification.Valid;
import io.grapevine.events.ClickReference;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClickSignerTest {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final UUID CLICK = ClickSigner.clickAt(AT, 0x1234_5678_9ABC_DEF0L, -1L);
    private static final String LINK = "lnk_01956a3c-5d00-7abc-8def-0123456789ab";
    private static final byte[] KEY = key(1);
    private static final ClickKeys KEYS = ClickKeys.single(KEY);

    @Test
    void aTokenComesBackAsTheClickItWasMadeFor() {
        // Given
        var signer = KEYS.forTenant("demo");
        // When
        var verified = signer.verify(signer.mint(CLICK, LINK).orElseThrow());
        // Then
        assertThat(verified).isEqualTo(new Valid(new ClickReference("clk_" + CLICK, LINK, AT)));
    }

    @Test
    void aTokenHas67CharactersThatNeedNoEncodingInAnAddress() {
        assertThat(KEYS.forTenant("demo").mint(CLICK, LINK).orElseThrow()).matches("[A-Za-z0-9_-]{67}");
    }

    @Test
    void aClickIdIsAUuidOfVersion7() {
        assertThat(CLICK.version()).isEqualTo(7);
        assertThat(CLICK.variant()).isEqualTo(2);
        assertThat(ClickSigner.clickAt(AT, -1, 0).version()).isEqualTo(7);
        assertThat(ClickSigner.clickAt(AT, 0, 0).toString()).startsWith("019ca9");
    }

    @Test
    void aClickIdCarriesEveryRandomBitThatAUuidHasRoomFor() {
        assertThat(ClickSigner.clickAt(AT, -1, -1).getMostSignificantBits() & 0xFFFF)
                .isEqualTo(0x7FFF);
        assertThat(ClickSigner.clickAt(AT, -1, -1).getLeastSignificantBits()).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
        assertThat(ClickSigner.clickAt(AT, 0, 0).getLeastSignificantBits()).isEqualTo(0x8000_0000_0000_0000L);
    }

    @Test
    void everyChangedByteIsNoticed() {
        // Given
        var signer = KEYS.forTenant("demo");
        var token = Base64.getUrlDecoder().decode(signer.mint(CLICK, LINK).orElseThrow());
        for (int at = 0; at < token.length; at++) {
            var changed = token.clone();
            changed[at] ^= 1;
            // When
            var verified = signer.verify(encoded(changed));
            // Then
            var expected = at == 0 ? Reason.MALFORMED : at == 1 ? Reason.UNKNOWN_KEY : Reason.FORGED;
            assertThat(verified).isEqualTo(new Refused(expected));
        }
    }

    @Test
    void aForeignTenantsTokenIsForged() {
        // Given
        var token = KEYS.forTenant("other").mint(CLICK, LINK).orElseThrow();
        // When, then
        assertThat(KEYS.forTenant("demo").verify(token)).isEqualTo(new Refused(Reason.FORGED));
    }

    @Test
    void anythingElseIsMalformed() {
        var signer = KEYS.forTenant("demo");
        var token = signer.mint(CLICK, LINK).orElseThrow();
        for (var text : new String[] {"", "x", token + "A", token.substring(1), "!".repeat(67), "clk_" + CLICK}) {
            assertThat(signer.verify(text)).isEqualTo(new Refused(Reason.MALFORMED));
        }
    }

    @Test
    void aSecondSpellingOfTheSameBytesIsMalformed() {
        // Given a last character that differs only in bits that carry nothing
        var signer = KEYS.forTenant("demo");
        var token = signer.mint(CLICK, LINK).orElseThrow();
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char sibling = alphabet.charAt(alphabet.indexOf(token.charAt(66)) ^ 1);
        // When, then
        assertThat(signer.verify(token.substring(0, 66) + sibling)).isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void tokensOfARetiredKeyStayGoodAndNewOnesBearTheNewKey() {
        // Given
        var before = KEYS.forTenant("demo");
        var rotated = new ClickKeys((byte) 2, Map.of((byte) 1, KEY, (byte) 2, key(2))).forTenant("demo");
        // When
        var old = rotated.verify(before.mint(CLICK, LINK).orElseThrow());
        var fresh = rotated.mint(CLICK, LINK).orElseThrow();
        // Then
        assertThat(old).isInstanceOf(Valid.class);
        assertThat(rotated.verify(fresh)).isInstanceOf(Valid.class);
        assertThat(before.verify(fresh)).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void aLinkWithoutOneOfOurIdsGetsNoToken() {
        var signer = KEYS.forTenant("demo");
        assertThat(signer.mint(CLICK, "par_01956a3c-5d00-7abc-8def-0123456789ab"))
                .isEmpty();
        assertThat(signer.mint(CLICK, "lnk_nonsense")).isEmpty();
        assertThat(signer.mint(CLICK, "lnk_1-1-1-1-1")).isEmpty();
    }

    @Test
    void keysThatCouldNotProtectAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClickKeys.single(new byte[16]));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClickKeys((byte) 2, Map.of((byte) 1, KEY)));
    }

    @Test
    void signersAreDerivedOncePerTenant() {
        var signers = new ClickSigners(KEYS);
        assertThat(signers.of("demo")).isSameAs(signers.of("demo")).isNotSameAs(signers.of("other"));
        assertThat(Reason.UNKNOWN_KEY.wireName()).isEqualTo("unknown_key");
    }

    private static String encoded(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static byte[] key(int fill) {
        var key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }
}
