package io.grapevine.acceptance.client;

import java.io.Serial;

/** The system did not answer for as long as we were willing to ask. */
public final class Unreachable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
