package io.grapevine.notification.moment;

import java.time.Duration;

/** How an attempt to hand a notice to a channel ended. */
public sealed interface CarrierAnswer {

    /** Taken over: an SMTP server's 250, a provider's 2xx. */
    record Taken() implements CarrierAnswer {}

    /**
     * A reply that says no.
     *
     * @param error a word for operators, such as {@code smtp_451}
     */
    record Refused(String error, boolean forGood) implements CarrierAnswer {}

    /**
     * A reply that says not now.
     *
     * @param atLeast what the other side asks for, at least; zero if it does not say
     */
    record Later(String error, Duration atLeast) implements CarrierAnswer {}

    /** No connection: nothing was said. */
    record Unreachable() implements CarrierAnswer {}

    /** Ended without a word, after a connection: the other side may have the notice. */
    record BrokeOff() implements CarrierAnswer {}

    /** The reader has no address that can be read now; {@code maybeLater} while the log may still bring it. */
    record NoAddress(boolean maybeLater) implements CarrierAnswer {}
}
