package io.grapevine.clicktracking.network;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IP address as it was written; never the address of a name, which only a look-up would tell. */
public final class NetworkAddress {

    // What a home or a company is given of IPv6: the rest changes by device and by the hour.
    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST = 45;
    // One spelling only: what else Java reads as IPv4 (127.1, 010.0.0.1) others read as another address.
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int CARRIER_FIRST = 100;
    private static final int CARRIER_SECOND = 64;

    private final InetAddress address;

    private NetworkAddress(InetAddress address) {
        this.address = address;
    }

    /** Empty if the text is no IPv4 or IPv6 address. */
    public static Optional<NetworkAddress> parse(String text) {
        if (text.length() > LONGEST) return Optional.empty();
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) return Optional.empty();
        try {
            return Optional.of(new NetworkAddress(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /**
     * What everybody of one network has in common: the address itself, of IPv6 its /64. Empty if it is none of the Internet's: a
     * proxy's or a laptop's own address says nothing about who is behind it, and too many have the same.
     */
    public Optional<byte[]> network() {
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address inside when isLocal() || isCarriers(bytes) -> Optional.empty();
            case Inet6Address inside when isLocal() || (bytes[0] & 0xfe) == UNIQUE_LOCAL -> Optional.empty();
            case Inet6Address outside -> Optional.of(Arrays.copyOf(bytes, NETWORK_BYTES));
            default -> Optional.of(bytes);
        };
    }

    /** Upper half of the address as IPv6 has it. */
    long high() {
        return address instanceof Inet4Address
                ? 0
                : ByteBuffer.wrap(address.getAddress()).getLong();
    }

    /** Lower half of the address as IPv6 has it, where IPv4 is mapped to. */
    long low() {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? MAPPED | Integer.toUnsignedLong(bytes.getInt())
                : bytes.getLong(Long.BYTES);
    }

    private boolean isLocal() {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    private static boolean isCarriers(byte[] bytes) {
        return bytes[0] == CARRIER_FIRST && (bytes[1] & 0xc0) == CARRIER_SECOND;
    }
}
