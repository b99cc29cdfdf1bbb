package io.grapevine.attribution.journey;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The codes of a tenant that a decision may meet, by code; codes are unique in a tenant. */
public record CodeBook(Map<String, CodeOwner> owners) {

    public CodeBook {
        owners = Map.copyOf(owners);
    }

    /** The owner if the code belongs to this program and counted at that time. */
    public Optional<CodeOwner> ownerIn(String programKey, String code, Instant at) {
        return Optional.ofNullable(owners.get(code))
                .filter(owner -> owner.programKey().equals(programKey))
                .filter(owner -> owner.holdsAt(at));
    }
}
