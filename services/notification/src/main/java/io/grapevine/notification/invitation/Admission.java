package io.grapevine.notification.invitation;

import java.util.Locale;

/** Whether somebody may be invited; a closed list. */
public enum Admission {
    ACCEPTED,
    /** Once for an address and program, whoever asks. */
    ALREADY_INVITED,
    /** Signed up or enrolled: known to the tenant without an invitation. */
    ALREADY_HERE,
    /** Left an earlier invitation of the tenant, whatever its program. */
    LEFT,
    /** The address bounced, or its owner complained. */
    SUPPRESSED;

    /** What is known of an address before it is invited. */
    public record Acquaintance(boolean isHere, boolean left, boolean suppressed, boolean invited) {}

    /** What the person said comes before what we did. */
    public static Admission of(Acquaintance known) {
        if (known.left()) return LEFT;
        if (known.suppressed()) return SUPPRESSED;
        if (known.isHere()) return ALREADY_HERE;
        return known.invited() ? ALREADY_INVITED : ACCEPTED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
