package io.grapevine.attribution.fraud;

import java.util.Optional;

/** How people are named: customers by their ids, and whoever ordered without one by the order. */
public final class People {

    // Neither ids of customers nor of orders contain it.
    private static final String GUEST = "\n";

    private People() {}

    public static String guestOf(String orderId) {
        return GUEST + orderId;
    }

    /** The order that a guest is named by; empty for a customer. */
    public static Optional<String> orderOf(String person) {
        return person.startsWith(GUEST) ? Optional.of(person.substring(GUEST.length())) : Optional.empty();
    }
}
