package io.grapevine.notification.moment;

import java.util.Locale;
import java.util.Optional;

/** Where a notice stands; all but the first two are the end. */
public enum NoticeStatus {
    /** The next attempt is due some day. */
    PENDING,
    /** Claimed: an attempt is under way, or whoever made it has died. */
    SENDING,
    /** The channel took it. */
    SENT,
    /** Claimed and never settled, or broken off: it may have been sent, and is not sent again. */
    UNKNOWN,
    /** Refused for good, or refused too often. */
    FAILED,
    /** The reader gave no address, or it can no longer be read. */
    NO_ADDRESS,
    /** The news is too old to be told. */
    OUTDATED,
    /** The reader, or a rule that protects the reader, does not want it. */
    DROPPED,
    /** Waits to be told with others in the next digest. */
    GATHERED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the log says of a notice that ended, in the words it has for every channel; empty where nothing was to be delivered. */
    public Optional<String> outcome() {
        return switch (this) {
            case SENT -> Optional.of("delivered");
            case FAILED -> Optional.of("dead_letter");
            case UNKNOWN -> Optional.of("unknown");
            case PENDING, SENDING, NO_ADDRESS, OUTDATED, DROPPED, GATHERED -> Optional.empty();
        };
    }
}
