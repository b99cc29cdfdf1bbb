package io.grapevine.chassis.egress;

import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;

/**
 * Looks host names up without blocking, so that one slow name server delays only those who ask it. We resolve ourselves because
 * the very address that was checked is the one to connect to: a second look-up could answer differently (DNS rebinding).
 */
final class HostAddresses {

    // A name server may be slow once; a delivery must still be settled within its lease.
    private static final long QUERY_TIMEOUT_MILLIS = 2_000;
    // Receivers move with short-lived records; a checked address is used at once and never kept past this.
    private static final int LONGEST_TTL_SECONDS = 30;

    private final DnsNameResolver resolver;

    HostAddresses(Vertx vertx) {
        this(vertx, DnsServerAddressStreamProviders.platformDefault());
    }

    HostAddresses(Vertx vertx, DnsServerAddressStreamProvider nameServers) {
        this.resolver = new DnsNameResolverBuilder(vertx.nettyEventLoopGroup().next())
                .datagramChannelType(NioDatagramChannel.class)
                .nameServerProvider(nameServers)
                .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
                .ttl(0, LONGEST_TTL_SECONDS)
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                // A tenant's host is absolute: our own search domains would complete it to neighbours of ours.
                .searchDomains(List.of())
                .build();
    }

    /** All addresses of the host, preferred first; fails if it has none. */
    Uni<List<InetAddress>> of(Target target) {
        var literal = target.literalAddress();
        if (literal.isPresent()) return Uni.createFrom().item(List.of(literal.get()));
        return Uni.createFrom()
                .emitter(emitter -> resolver.resolveAll(target.host())
                        .addListener((io.netty.util.concurrent.Future<List<InetAddress>> lookup) -> {
                            if (lookup.isSuccess()) emitter.complete(lookup.getNow());
                            else emitter.fail(lookup.cause());
                        }));
    }

    void close() {
        resolver.close();
    }
}
