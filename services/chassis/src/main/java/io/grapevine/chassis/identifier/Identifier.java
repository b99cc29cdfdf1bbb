package io.grapevine.chassis.identifier;

import com.github.f4b6a3.uuid.UuidCreator;

/** Prefixed UUIDv7 ids: {@code cnv_0199…}; ids made later sort later, to the millisecond. */
public final class Identifier {

    private Identifier() {}

    /** A fresh id of a kind; {@code prefix} comes without the underscore, for example {@code cnv}. */
    public static String next(String prefix) {
        return prefix + "_" + UuidCreator.getTimeOrderedEpoch();
    }
}
