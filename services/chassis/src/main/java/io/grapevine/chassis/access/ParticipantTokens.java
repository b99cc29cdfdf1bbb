package io.grapevine.chassis.access;

import io.grapevine.chassis.access.ParticipantToken.Payload;
import io.grapevine.chassis.personal.PersonalData;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes and checks what lets a participant's own browser in. Nothing is stored: a token holds until its end, so it should be near; every
 * service knows a token that another made.
 */
@ApplicationScoped
public class ParticipantTokens {

    private final PersonalData personalData;
    private final InstantSource clock;

    ParticipantTokens(PersonalData personalData, InstantSource clock) {
        this.personalData = personalData;
        this.clock = clock;
    }

    /** @param until exclusive, cut to the second */
    public String make(String tenantId, String participantId, Instant until) {
        var payload = new Payload(tenantId, participantId, until.truncatedTo(ChronoUnit.SECONDS));
        return ParticipantToken.of(payload, mac(payload));
    }

    /** What it says; empty unless it was made by this installation and its end is yet to come. */
    Optional<Payload> proof(String presented) {
        return ParticipantToken.parse(presented)
                .filter(token -> MessageDigest.isEqual(
                        mac(token.payload()).getBytes(StandardCharsets.US_ASCII),
                        token.mac().getBytes(StandardCharsets.US_ASCII)))
                .map(ParticipantToken::payload)
                .filter(payload -> clock.instant().isBefore(payload.until()));
    }

    private String mac(Payload payload) {
        return personalData.linkMac(payload.tenantId(), payload.text());
    }
}
