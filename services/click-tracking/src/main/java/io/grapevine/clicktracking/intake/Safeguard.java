package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.clickid.Verification;
import io.grapevine.clicktracking.network.DataCentres;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import io.grapevine.events.TrafficLabel;
import java.time.Instant;
import java.util.function.Function;

/**
 * What reading an event needs from outside, as arguments: the time, and the functions that need a secret or a list.
 *
 * @param clickIds verifies a click id for the tenant
 * @param seal encrypts personal fields for the tenant
 * @param emailHash keyed hash of an address, for matching
 * @param networkKey keyed hash of a network, for matching
 * @param dataCentres whose addresses are machines'
 * @param label tells people from machines by the user agent
 */
public record Safeguard(
        Instant now,
        Function<String, Verification> clickIds,
        Function<Personal, Sealed> seal,
        Function<String, String> emailHash,
        Function<byte[], String> networkKey,
        DataCentres dataCentres,
        Function<String, TrafficLabel> label,
        String classifierVersion) {

    /** Sealed fields and the wrapped key that must be published with them. */
    public record Sealed(SealedPersonal fields, PersonalKeyWrapped key) {}
}
