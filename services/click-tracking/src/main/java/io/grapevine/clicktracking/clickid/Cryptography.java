package io.grapevine.clicktracking.clickid;

import java.security.GeneralSecurityException;

/** The algorithms that every JDK 25 has: that one were missing is no case to handle. */
final class Cryptography {

    /** A use of one of them. */
    interface Use<T> {
        T apply() throws GeneralSecurityException;
    }

    private Cryptography() {}

    static <T> T always(Use<T> use) {
        try {
            return use.apply();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has HKDF-SHA256 and HmacSHA256", e);
        }
    }
}
