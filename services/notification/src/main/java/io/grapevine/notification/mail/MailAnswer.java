package io.grapevine.notification.mail;

/** How an attempt to hand a mail to the server ended. */
public sealed interface MailAnswer {

    /** 250 after the message: the server has it. */
    record Taken() implements MailAnswer {}

    /** A reply that says no, 4xx or 5xx. */
    record Refused(int code) implements MailAnswer {}

    /** No connection: nothing was said. */
    record Unreachable() implements MailAnswer {}

    /** Ended without a word, after a connection: the server may have the mail. */
    record BrokeOff() implements MailAnswer {}

    /** The advocate has no address that can be read now; {@code maybeLater} while the log may still bring it. */
    record NoAddress(boolean maybeLater) implements MailAnswer {}
}
