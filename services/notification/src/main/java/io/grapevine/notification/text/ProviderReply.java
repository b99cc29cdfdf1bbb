package io.grapevine.notification.text;

import org.jspecify.annotations.Nullable;

/** How a call ended. */
public sealed interface ProviderReply {

    /**
     * The provider said something.
     *
     * @param retryAfter the header as it came; null if there was none
     * @param body its beginning
     */
    record Answered(int status, @Nullable String retryAfter, String body) implements ProviderReply {}

    /** No connection: nothing was said. */
    record Unreachable() implements ProviderReply {}

    /** Ended without an answer, after a connection. */
    record BrokeOff() implements ProviderReply {}
}
