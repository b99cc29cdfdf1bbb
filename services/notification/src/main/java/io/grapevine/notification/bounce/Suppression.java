package io.grapevine.notification.bounce;

import java.util.Locale;

/**
 * An address that shall not be written to.
 *
 * @param address as the report names it
 * @param detail a bounce's status, a complaint's type
 */
public record Suppression(String address, Reason reason, String detail) {

    /** Why. */
    public enum Reason {
        /** Nobody is there (RFC 3464). */
        BOUNCE,
        /** Its owner called a mail abuse (RFC 5965). */
        COMPLAINT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Suppression {
        if (address.isBlank()) throw new IllegalArgumentException("a suppression needs an address");
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return "Suppression[" + reason.wireName() + " " + detail + "]";
    }
}
