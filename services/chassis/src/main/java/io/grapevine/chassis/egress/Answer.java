package io.grapevine.chassis.egress;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one attempt ended, as seen from here. */
public sealed interface Answer {

    /**
     * The receiver said something.
     *
     * @param retryAfter the header as it came: seconds or an HTTP date; null if there was none
     */
    record Answered(int status, @Nullable String retryAfter) implements Answer {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /** No status line came, or nothing was sent at all. */
    record Unanswered(Failure failure) implements Answer {}

    /** Why there was no answer; a closed list, shown to the tenant. */
    enum Failure {
        /** The host name has no address. */
        UNKNOWN_HOST,
        /** An address of the host is one we never connect to. */
        ADDRESS_REFUSED,
        /** Nothing accepted the connection. */
        CONNECTION_FAILED,
        /** The certificate is not valid for the host, or the handshake failed. */
        TLS_FAILED,
        /** The receiver closed the connection, or spoke no HTTP. */
        CONNECTION_CLOSED,
        /** No status line within the time an attempt has. */
        TIMEOUT,
        /** A bug or fault on our side. */
        INTERNAL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
