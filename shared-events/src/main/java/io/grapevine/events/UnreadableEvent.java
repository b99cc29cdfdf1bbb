package io.grapevine.events;

import org.jspecify.annotations.Nullable;

/** A record on the log that no version of this contract describes; a consumer puts it in its dead letters. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
