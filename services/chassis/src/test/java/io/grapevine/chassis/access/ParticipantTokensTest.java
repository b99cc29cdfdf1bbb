package io.grapevine.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.personal.PersonalDataFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ParticipantTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

    private final ParticipantTokens tokens = at(NOW);

    private static ParticipantTokens at(Instant now) {
        return new ParticipantTokens(PersonalDataFixture.personalData(), InstantSource.fixed(now));
    }

    @Test
    void aTokenSaysWhoseItIsUntilItsEnd() {
        var token = tokens.make("t1", "par_ada", NOW.plusSeconds(60));
        assertThat(token).startsWith("gv_pt_");
        assertThat(tokens.proof(token)).hasValueSatisfying(payload -> {
            assertThat(payload.tenantId()).isEqualTo("t1");
            assertThat(payload.participantId()).isEqualTo("par_ada");
        });
        assertThat(at(NOW.plusSeconds(59)).proof(token)).isPresent();
        assertThat(at(NOW.plusSeconds(60)).proof(token)).isEmpty();
    }

    @Test
    void aTokenForSomebodyElseOrLaterIsNotOneOfOurs() {
        var token = tokens.make("t1", "par_ada", NOW.plusSeconds(60));
        var mac = token.substring(token.indexOf('.'));
        for (var forged : new String[] {
            "t1\npar_bob\n" + NOW.plusSeconds(60).getEpochSecond(),
            "t2\npar_ada\n" + NOW.plusSeconds(60).getEpochSecond(),
            "t1\npar_ada\n" + NOW.plusSeconds(61).getEpochSecond(),
            "t1\npar_ada",
            "t1\npar_ada\nsoon"
        }) assertThat(tokens.proof("gv_pt_" + base64(forged) + mac)).as(forged).isEmpty();
        assertThat(tokens.proof(token.replace(mac, "." + "0".repeat(64)))).isEmpty();
        assertThat(tokens.proof("gv_pt_nonsense")).isEmpty();
        assertThat(tokens.proof("gv_pt_a" + mac)).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
