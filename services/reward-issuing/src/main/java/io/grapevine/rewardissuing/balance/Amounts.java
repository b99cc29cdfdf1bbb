package io.grapevine.rewardissuing.balance;

/**
 * Sums of one currency, in minor units.
 *
 * @param held in a hold period, frozen by a dispute or in review
 * @param released made payable
 * @param paid paid out
 * @param clawedBack taken back after it had been made payable
 */
public record Amounts(long held, long released, long paid, long clawedBack) {

    public static final Amounts NOTHING = new Amounts(0, 0, 0, 0);

    /** What is owed now; negative if more was paid than is owed. */
    public long owed() {
        return released - paid - clawedBack;
    }

    Amounts plus(Amounts other) {
        return new Amounts(
                Math.addExact(held, other.held),
                Math.addExact(released, other.released),
                Math.addExact(paid, other.paid),
                Math.addExact(clawedBack, other.clawedBack));
    }
}
