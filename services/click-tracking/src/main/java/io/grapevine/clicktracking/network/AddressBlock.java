package io.grapevine.clicktracking.network;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that lie next to one another, as 128-bit numbers, both ends inclusive; IPv4 among them as IPv6 maps it.
 *
 * @param firstHigh upper half of the first address
 * @param firstLow its lower half
 */
public record AddressBlock(long firstHigh, long firstLow, long lastHigh, long lastLow)
        implements Comparable<AddressBlock> {

    private static final int BITS = 128;
    private static final int MAPPED_BITS = 96;
    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    // Nobody is given more; a list that says so is wrong, and would make machines of everybody.
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 16;

    /** Written as CIDR, or one address; empty if it is neither, or wider than anybody's network. Bits behind the prefix count for nothing. */
    public static Optional<AddressBlock> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) return NetworkAddress.parse(text).map(address -> of(address, BITS));
        var length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches()) return Optional.empty();
        return NetworkAddress.parse(text.substring(0, slash))
                .flatMap(address -> of(address, text, Integer.parseInt(length)));
    }

    private static Optional<AddressBlock> of(NetworkAddress address, String text, int length) {
        var isIpv6 = text.indexOf(':') >= 0;
        if (length > (isIpv6 ? BITS : BITS - MAPPED_BITS)) return Optional.empty();
        if (length < (isIpv6 ? WIDEST_IPV6 : WIDEST_IPV4)) return Optional.empty();
        return Optional.of(of(address, isIpv6 ? length : length + MAPPED_BITS));
    }

    private static AddressBlock of(NetworkAddress address, int length) {
        var highMask = prefix(Math.min(length, Long.SIZE));
        var lowMask = prefix(Math.max(0, length - Long.SIZE));
        return new AddressBlock(
                address.high() & highMask,
                address.low() & lowMask,
                address.high() | ~highMask,
                address.low() | ~lowMask);
    }

    private static long prefix(int bits) {
        return bits == 0 ? 0 : -1L << Long.SIZE - bits;
    }

    /** By the first address, then by the last. */
    @Override
    public int compareTo(AddressBlock other) {
        var byFirst = compare(firstHigh, firstLow, other.firstHigh, other.firstLow);
        return byFirst != 0 ? byFirst : compare(lastHigh, lastLow, other.lastHigh, other.lastLow);
    }

    static int compare(long high, long low, long otherHigh, long otherLow) {
        var byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }
}
