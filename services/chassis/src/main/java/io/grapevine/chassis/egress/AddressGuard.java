package io.grapevine.chassis.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a request for a tenant may never reach: everything that is not plainly the public internet, by the special-purpose registries
 * of IANA. A tenant names the host, so without this it could make us call our own database or a cloud's metadata service.
 *
 * @param loopbackAllowed true only in the local run, where the receiver is on the developer's own machine
 */
public record AddressGuard(boolean loopbackAllowed) {

    private static final List<Block> REFUSED_IPV4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT; a cloud's metadata service is at 100.100.100.200
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's host agent, publicly numbered but never public
            "169.254.0.0/16", // link-local; most metadata services
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments; a cloud's metadata service is at 192.0.0.192
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** Only global unicast can be public at all: that leaves out loopback, link-local, ULA, multicast, mapped, compatible and NAT64 forms. */
    private static final Block GLOBAL_UNICAST_IPV6 = Block.parse("2000::/3");

    private static final List<Block> REFUSED_IPV6 = blocks(
            "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarking, anycast
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: carries any IPv4 address
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    private static final List<Block> LOOPBACK = blocks("127.0.0.0/8", "::1/128");

    /** Every address of a host must pass before any is connected to: a name may resolve to a good and a bad one. */
    public boolean allowsAll(List<InetAddress> addresses) {
        return !addresses.isEmpty() && addresses.stream().allMatch(this::allows);
    }

    public boolean allows(InetAddress address) {
        var bytes = address.getAddress();
        if (loopbackAllowed && isIn(LOOPBACK, bytes)) return true;
        return bytes.length == Block.IPV4_BYTES
                ? !isIn(REFUSED_IPV4, bytes)
                : GLOBAL_UNICAST_IPV6.contains(bytes) && !isIn(REFUSED_IPV6, bytes);
    }

    private static boolean isIn(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... cidrs) {
        return Stream.of(cidrs).map(Block::parse).toList();
    }

    /** A range of addresses in CIDR notation. */
    private record Block(byte[] network, int prefixLength) {

        static final int IPV4_BYTES = 4;

        static Block parse(String cidr) {
            var slash = cidr.indexOf('/');
            var network = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            return new Block(network, Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) return false;
            var wholeBytes = prefixLength / Byte.SIZE;
            if (!Arrays.equals(network, 0, wholeBytes, address, 0, wholeBytes)) return false;
            var restBits = prefixLength % Byte.SIZE;
            if (restBits == 0) return true;
            var mask = 0xff << (Byte.SIZE - restBits);
            return ((network[wholeBytes] ^ address[wholeBytes]) & mask & 0xff) == 0;
        }
    }
}
