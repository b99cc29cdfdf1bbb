package io.grapevine.notification.invitation;

import io.grapevine.notification.moment.NoticeStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an invitation stands; a closed list. */
public enum InvitationStatus {
    /** On its way. */
    REQUESTED,
    SENT,
    /** It did not go out, or nobody knows whether it did; the mail's own status says which. */
    NOT_SENT,
    /** The invited person signed up. */
    JOINED,
    /** The invited person wants no invitation. */
    LEFT,
    /** The advocate's, before or after it was sent. */
    TAKEN_BACK;

    /**
     * The strongest of what is known.
     *
     * @param mail null until the log has brought the request
     */
    public static InvitationStatus of(boolean joined, boolean left, boolean takenBack, @Nullable NoticeStatus mail) {
        if (joined) return JOINED;
        if (left) return LEFT;
        if (takenBack) return TAKEN_BACK;
        if (mail == null) return REQUESTED;
        return switch (mail) {
            case PENDING, SENDING -> REQUESTED;
            case SENT -> SENT;
            case UNKNOWN, FAILED, NO_ADDRESS, OUTDATED, DROPPED, GATHERED -> NOT_SENT;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
