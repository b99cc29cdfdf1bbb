package io.grapevine.local.child;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something did not start; the message is meant for the person at the terminal. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StartFailed(String message) {
        this(message, null);
    }

    /** Says what happened, where the log is, and how it ends. */
    public static StartFailed withLog(String what, Path log) {
        return new StartFailed(what + "; its log is " + log + LogTail.of(log));
    }
}
