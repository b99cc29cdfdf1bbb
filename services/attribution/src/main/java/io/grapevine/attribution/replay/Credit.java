package io.grapevine.attribution.replay;

/**
 * What is credited in one currency.
 *
 * @param conversions orders of that currency
 * @param attributed of them credited to somebody
 * @param creditedMinor what they came to after refunds, as far as it is credited to somebody
 */
public record Credit(long conversions, long attributed, long creditedMinor) {

    public static final Credit NOTHING = new Credit(0, 0, 0);

    public Credit plus(Credit more) {
        return new Credit(
                conversions + more.conversions,
                attributed + more.attributed,
                Math.addExact(creditedMinor, more.creditedMinor));
    }

    Credit minus(Credit less) {
        return new Credit(
                conversions - less.conversions,
                attributed - less.attributed,
                Math.subtractExact(creditedMinor, less.creditedMinor));
    }
}
