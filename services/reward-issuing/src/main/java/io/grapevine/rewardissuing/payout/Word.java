package io.grapevine.rewardissuing.payout;

import java.util.Collection;

/** What comes of a person's word about a payout. */
public sealed interface Word {

    /** It holds. */
    record Granted() implements Word {}

    /** It had been said before. */
    record Already() implements Word {}

    /** Whoever created a payout does not approve it. */
    record SamePerson() implements Word {}

    /** In this state there is no such way. */
    record Illegal(PayoutStatus from) implements Word {}

    /** @param signers who have put their names to it, by whichever key */
    static Word approve(PayoutStatus status, Collection<String> signers, String person) {
        return switch (status) {
            case AWAITING_APPROVAL -> signers.contains(person) ? new SamePerson() : new Granted();
            case APPROVED, PAYING, SETTLED -> new Already();
            case EMPTY, CANCELLED -> new Illegal(status);
        };
    }

    /** Only what nobody approved can be cancelled: afterwards it is booked, and may have been paid. */
    static Word cancel(PayoutStatus status) {
        return switch (status) {
            case AWAITING_APPROVAL -> new Granted();
            case CANCELLED -> new Already();
            case EMPTY, APPROVED, PAYING, SETTLED -> new Illegal(status);
        };
    }

    /** Says what became of the payments. */
    static Word confirm(PayoutStatus status) {
        return switch (status) {
            case PAYING -> new Granted();
            case SETTLED -> new Already();
            case AWAITING_APPROVAL, EMPTY, APPROVED, CANCELLED -> new Illegal(status);
        };
    }
}
