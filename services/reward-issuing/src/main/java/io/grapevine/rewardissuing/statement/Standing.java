package io.grapevine.rewardissuing.statement;

/**
 * What a person has in one currency at a moment.
 *
 * @param owedMinor payable now; negative if more was paid than is owed
 * @param heldMinor promised or waiting
 */
public record Standing(long owedMinor, long heldMinor) {

    public static final Standing NOTHING = new Standing(0, 0);

    public Standing plus(Standing other) {
        return new Standing(Math.addExact(owedMinor, other.owedMinor), Math.addExact(heldMinor, other.heldMinor));
    }

    Standing after(Moved moved) {
        return plus(new Standing(moved.payableMinor(), moved.heldMinor()));
    }
}
