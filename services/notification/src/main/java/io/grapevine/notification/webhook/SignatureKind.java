package io.grapevine.notification.webhook;

import java.util.Arrays;
import java.util.Optional;

/** How posts can be signed, by the words of Standard Webhooks. */
public enum SignatureKind {
    /** With a secret that the receiver shares. */
    V1("v1"),
    /** With a key pair of which the receiver has the public half. */
    V1A("v1a");

    private final String wireName;

    SignatureKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<SignatureKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
