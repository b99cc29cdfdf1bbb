package io.grapevine.rewardissuing.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * What a transfer added to a person's accounts in one currency, in minor units; each may be negative.
 *
 * @param heldMinor what is promised or waits
 * @param payableMinor what is owed now, after what was paid
 * @param paidMinor what was paid
 */
public record Moved(long heldMinor, long payableMinor, long paidMinor) {

    /** What it did, in the order in which it happens; one transfer holds every account that a change moves. */
    public List<Booking> bookings() {
        var bookings = new ArrayList<Booking>();
        var posted = Math.addExact(payableMinor, paidMinor);
        var crossed = crossing(heldMinor, posted);
        if (crossed > 0 || posted - crossed > 0) bookings.add(Booking.POSTED);
        if (crossed < 0) bookings.add(Booking.FROZEN);
        if (posted - crossed < 0) bookings.add(Booking.REVERSAL);
        if (heldMinor + crossed > 0) bookings.addFirst(Booking.PENDING);
        if (heldMinor + crossed < 0) bookings.add(Booking.VOIDED);
        if (paidMinor > 0) bookings.add(Booking.PAID);
        if (paidMinor < 0) bookings.add(Booking.RETURNED);
        return List.copyOf(bookings);
    }

    /** What left one of them for the other: positive out of what was held, negative into it. */
    private static long crossing(long held, long posted) {
        if (held < 0 && posted > 0) return Math.min(-held, posted);
        if (held > 0 && posted < 0) return Math.max(-held, posted);
        return 0;
    }
}
