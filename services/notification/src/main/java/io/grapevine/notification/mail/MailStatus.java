package io.grapevine.notification.mail;

import java.util.Locale;
import java.util.Optional;

/** Where a mail stands; all but the first two are the end. */
public enum MailStatus {
    /** The next attempt is due some day. */
    PENDING,
    /** Claimed: an attempt is under way, or whoever made it has died. */
    SENDING,
    /** The server took it. */
    SENT,
    /** Claimed and never settled, or broken off: it may have been sent, and is not sent again. */
    UNKNOWN,
    /** Refused for good, or refused too often. */
    FAILED,
    /** The advocate gave no address, or it can no longer be read. */
    NO_ADDRESS,
    /** The news is too old to be told. */
    OUTDATED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the log says of a mail that ended, in the words it has for every channel; empty where nothing was to be delivered. */
    public Optional<String> outcome() {
        return switch (this) {
            case SENT -> Optional.of("delivered");
            case FAILED -> Optional.of("dead_letter");
            case UNKNOWN -> Optional.of("unknown");
            case PENDING, SENDING, NO_ADDRESS, OUTDATED -> Optional.empty();
        };
    }
}
