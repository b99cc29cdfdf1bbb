package io.grapevine.rewardissuing.money;

/**
 * Money in minor units of one currency, or points; signed, because a balance may be owed either way.
 *
 * @param currency ISO 4217, with a minor unit, or {@link Currencies#POINTS}
 */
public record MinorAmount(long minor, String currency) {

    public MinorAmount {
        if (!Currencies.isUnit(currency))
            throw new IllegalArgumentException(
                    "currency must be an ISO 4217 code with a minor unit, or points, was " + currency);
    }

    public static MinorAmount zero(String currency) {
        return new MinorAmount(0, currency);
    }

    public MinorAmount plus(MinorAmount other) {
        return new MinorAmount(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public MinorAmount minus(MinorAmount other) {
        return new MinorAmount(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    private MinorAmount sameCurrency(MinorAmount other) {
        if (!currency.equals(other.currency))
            throw new IllegalArgumentException(
                    "amounts of " + currency + " and " + other.currency + " are never added");
        return other;
    }
}
