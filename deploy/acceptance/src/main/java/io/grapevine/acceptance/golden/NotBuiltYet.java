package io.grapevine.acceptance.golden;

import java.io.Serial;

/** A case asks for something no core can decide. */
final class NotBuiltYet extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotBuiltYet(String what) {
        super(what);
    }
}
