package io.grapevine.rewardissuing.reconcile;

/**
 * Where the money of one reward lies, in minor units of its currency.
 *
 * @param heldMinor promised, in its hold period
 * @param releasedMinor ever made payable, restored amounts not counted twice
 * @param clawedBackMinor taken back after it had been made payable
 * @param paidMinor paid out; may exceed what is left after a clawback, the person then owes the difference
 * @param frozenMinor part of what was made payable that a dispute holds back
 */
public record Position(long heldMinor, long releasedMinor, long clawedBackMinor, long paidMinor, long frozenMinor) {

    public static final Position NOTHING = new Position(0, 0, 0, 0, 0);

    public Position {
        requireNotNegative("heldMinor", heldMinor);
        requireNotNegative("releasedMinor", releasedMinor);
        requireNotNegative("clawedBackMinor", clawedBackMinor);
        requireNotNegative("paidMinor", paidMinor);
        requireNotNegative("frozenMinor", frozenMinor);
        if (clawedBackMinor > releasedMinor)
            throw new IllegalArgumentException(
                    "clawedBackMinor must not exceed " + releasedMinor + ", was " + clawedBackMinor);
    }

    /** What the ledger says is owed for this reward, paid or not. */
    public long netMinor() {
        return heldMinor + releasedMinor - clawedBackMinor;
    }

    /** Payable now; negative if more was paid than is owed. */
    public long payableMinor() {
        return releasedMinor - clawedBackMinor - paidMinor - frozenMinor;
    }

    /** In its hold period nothing was promised yet, so the promise itself is adjusted. */
    Position holding(long owedMinor) {
        return new Position(owedMinor, releasedMinor, clawedBackMinor, paidMinor, frozenMinor);
    }

    /** The hold is over: all of it is payable. */
    Position releasing() {
        return new Position(0, releasedMinor + heldMinor, clawedBackMinor, paidMinor, frozenMinor);
    }

    /** After the release a reduction is clawed back, and a raise first restores what was clawed back. */
    Position adjusting(long owedMinor) {
        var difference = owedMinor - (releasedMinor - clawedBackMinor);
        if (difference < 0) return clawingBack(-difference);
        var restored = Math.min(difference, clawedBackMinor);
        return new Position(
                heldMinor, releasedMinor + difference - restored, clawedBackMinor - restored, paidMinor, frozenMinor);
    }

    /** What is payable waits for the dispute; what was paid cannot. */
    Position freezing() {
        var available = releasedMinor - clawedBackMinor - paidMinor;
        return new Position(heldMinor, releasedMinor, clawedBackMinor, paidMinor, Math.max(0, available));
    }

    Position thawing() {
        return new Position(heldMinor, releasedMinor, clawedBackMinor, paidMinor, 0);
    }

    Position paying() {
        return new Position(heldMinor, releasedMinor, clawedBackMinor, paidMinor + payableMinor(), frozenMinor);
    }

    /**
     * A part is paid; negative where a debt was netted against another reward's money, or where a payment came back.
     *
     * @throws IllegalArgumentException if that is more than is payable, or more comes back than was paid
     */
    Position paying(long minor) {
        if (minor > 0 && minor > payableMinor())
            throw new IllegalArgumentException(
                    "minor must not exceed the payable " + payableMinor() + ", was " + minor);
        return new Position(heldMinor, releasedMinor, clawedBackMinor, Math.addExact(paidMinor, minor), frozenMinor);
    }

    /** Nothing is owed any more in this currency; what was paid stays paid. */
    Position closing() {
        return new Position(0, releasedMinor, releasedMinor, paidMinor, 0);
    }

    private Position clawingBack(long minor) {
        return new Position(heldMinor, releasedMinor, clawedBackMinor + minor, paidMinor, frozenMinor);
    }

    private static void requireNotNegative(String field, long minor) {
        if (minor < 0) throw new IllegalArgumentException(field + " must not be negative, was " + minor);
    }
}
