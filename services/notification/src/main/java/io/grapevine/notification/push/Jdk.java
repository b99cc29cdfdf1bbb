package io.grapevine.notification.push;

import java.security.GeneralSecurityException;

/** What every JDK 25 can do, though its methods say that they might not. */
final class Jdk {

    /** What may name an algorithm. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws GeneralSecurityException;
    }

    private Jdk() {}

    /** @throws IllegalStateException if this platform cannot do it after all */
    static <T> T certain(Step<T> step) {
        try {
            return step.take();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has P-256, ES256, AES-GCM, HKDF and SHA-256", e);
        }
    }
}
