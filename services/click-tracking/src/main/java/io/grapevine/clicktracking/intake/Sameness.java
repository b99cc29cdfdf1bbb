package io.grapevine.clicktracking.intake;

import org.jspecify.annotations.Nullable;

/** How an event stands to an earlier one of the same source and id. */
public enum Sameness {
    NEW,
    /** The same event again: nothing to keep. */
    DUPLICATE,
    /** The id was used for something else; the first one stays. */
    CONFLICT;

    /** Compares body hashes; no known one means that the event is new. */
    public static Sameness of(@Nullable String knownHash, String hash) {
        if (knownHash == null) return NEW;
        return knownHash.equals(hash) ? DUPLICATE : CONFLICT;
    }
}
