package io.grapevine.rewardissuing.limits;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a person's claims by one rule came to in a period.
 *
 * @param standing conversions that the rule answered and that count
 * @param granted rewards of which something was left by every limit
 * @param volumeMinor what the standing ones were of, by currency
 * @param grantedMinor what was granted, by currency
 */
public record Tally(long standing, long granted, Map<String, Long> volumeMinor, Map<String, Long> grantedMinor) {

    public static final Tally NOTHING = new Tally(0, 0, Map.of(), Map.of());

    public Tally {
        volumeMinor = Map.copyOf(volumeMinor);
        grantedMinor = Map.copyOf(grantedMinor);
    }

    long volumeMinor(String currency) {
        return volumeMinor.getOrDefault(currency, 0L);
    }

    long grantedMinor(String currency) {
        return grantedMinor.getOrDefault(currency, 0L);
    }

    Tally plus(Tally more) {
        return new Tally(
                standing + more.standing,
                granted + more.granted,
                sum(volumeMinor, more.volumeMinor),
                sum(grantedMinor, more.grantedMinor));
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        if (other.isEmpty()) return one;
        var sum = new TreeMap<>(one);
        other.forEach((currency, minor) -> sum.merge(currency, minor, Math::addExact));
        return sum;
    }
}
