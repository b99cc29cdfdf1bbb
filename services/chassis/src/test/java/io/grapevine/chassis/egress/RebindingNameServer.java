package io.grapevine.chassis.egress;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/** A name server on loopback that answers as the test wants, to be asked again every time (TTL 0). */
final class RebindingNameServer implements AutoCloseable {

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final Channel channel;

    /** @param answers the addresses of a name, asked once for each kind of address; those of the other kind are left out */
    RebindingNameServer(Function<String, List<InetAddress>> answers) {
        this.channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<NioDatagramChannel>() {
                    @Override
                    protected void initChannel(NioDatagramChannel accepted) {
                        accepted.pipeline()
                                .addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder())
                                .addLast(new Answering(answers));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    DnsServerAddressStreamProvider provider() {
        var address = (InetSocketAddress) channel.localAddress();
        return host -> DnsServerAddresses.singleton(address).stream();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        var unused = loop.shutdownGracefully();
    }

    private static final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {

        private static final int IPV4_BYTES = 4;

        private final Function<String, List<InetAddress>> answers;

        Answering(Function<String, List<InetAddress>> answers) {
            this.answers = answers;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            var question = query.recordAt(DnsSection.QUESTION);
            var response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
            var wantsIpv4 = question.type().equals(DnsRecordType.A);
            for (var address : answers.apply(question.name())) {
                var bytes = address.getAddress();
                if (wantsIpv4 == (bytes.length == IPV4_BYTES))
                    response.addRecord(
                            DnsSection.ANSWER,
                            new DefaultDnsRawRecord(
                                    question.name(), question.type(), 0, Unpooled.wrappedBuffer(bytes)));
            }
            context.writeAndFlush(response);
        }
    }
}
