package io.grapevine.chassis.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final AddressGuard DEPLOYED = new AddressGuard(false);
    private static final AddressGuard LOCAL = new AddressGuard(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.192",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255"
            })
    void ipv4ThatIsNotPlainlyPublicIsRefused(String address) {
        assertThat(DEPLOYED.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255"
            })
    void ipv4JustBesideARefusedBlockIsAllowed(String address) {
        assertThat(DEPLOYED.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::7f00:1", // IPv4-compatible
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1", // NAT64
                "100::1", // discard
                "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2", // Teredo
                "2001:2::1",
                "2001:20::1",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db8::1",
                "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", // 6to4
                "2620:4f:8000::1",
                "3fff::1",
                "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "4000::",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1", // unique local, a metadata service
                "fe80::1",
                "febf::1",
                "fec0::1", // link-local, site-local
                "ff02::1",
                "ff0e::1" // multicast
            })
    void ipv6ThatIsNotPlainlyPublicIsRefused(String address) {
        assertThat(DEPLOYED.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::",
                "2003::1",
                "2606:4700::1111",
                "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff:1000::1"
            })
    void publicIpv6IsAllowed(String address) {
        assertThat(DEPLOYED.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void ipv4MappedIntoIpv6IsJudgedAsTheIpv4AddressItIs() throws UnknownHostException {
        var mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(DEPLOYED.allows(InetAddress.getByAddress(mapped))).isFalse();
        assertThat(DEPLOYED.allows(InetAddress.ofLiteral("::ffff:169.254.169.254")))
                .isFalse();
        assertThat(DEPLOYED.allows(InetAddress.ofLiteral("::ffff:8.8.8.8"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1"})
    void loopbackIsAllowedInTheLocalRun(String address) {
        assertThat(LOCAL.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "192.168.0.1", "0.0.0.0", "fe80::1", "fc00::1", "::2"})
    void nothingButLoopbackIsAddedInTheLocalRun(String address) {
        assertThat(LOCAL.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void oneRefusedAddressRefusesTheHost() {
        var good = InetAddress.ofLiteral("8.8.8.8");
        var bad = InetAddress.ofLiteral("10.0.0.1");

        assertThat(DEPLOYED.allowsAll(List.of(good))).isTrue();
        assertThat(DEPLOYED.allowsAll(List.of(good, bad))).isFalse();
        assertThat(DEPLOYED.allowsAll(List.of(bad, good))).isFalse();
    }

    @Test
    void noAddressAtAllIsNoPermission() {
        assertThat(DEPLOYED.allowsAll(List.of())).isFalse();
    }
}
