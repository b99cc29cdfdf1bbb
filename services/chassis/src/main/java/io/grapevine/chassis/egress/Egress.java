package io.grapevine.chassis.egress;

import io.grapevine.chassis.egress.Answer.Failure;
import io.grapevine.chassis.egress.Answer.Unanswered;
import io.grapevine.chassis.egress.Target.Reading;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Posts to hosts that tenants name, of whom the worst is expected: every address of the host is checked and the connection goes to the
 * checked address, while Host header and certificate check keep the name; redirects are not followed; time and answer are bounded.
 */
@ApplicationScoped
public class Egress {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    // Longer than a busy receiver's gaps, shorter than the idle time-out of common servers and proxies.
    private static final int KEEP_ALIVE_SECONDS = 5;
    // Callers bound what goes to one receiver. The pool is per host, and one host may receive for many tenants: it must
    // not let one of them use up the connections of the others, so it holds what notification has lanes for.
    private static final int MOST_CONNECTIONS_PER_HOST = 2_048;
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HostAddresses addresses;
    private final AddressGuard guard;
    private final HttpClient client;

    /** @param local whether plain http and this machine itself are allowed: true only in the local run */
    @Inject
    public Egress(Vertx vertx, @ConfigProperty(name = "grapevine.local") boolean local) {
        this(vertx, local, new HostAddresses(vertx));
    }

    Egress(Vertx vertx, boolean local, HostAddresses addresses) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.guard = new AddressGuard(local);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxPoolSize(MOST_CONNECTIONS_PER_HOST)
                .setMaxRedirects(0)
                .setTracingPolicy(TracingPolicy.IGNORE) // our trace context is nobody's business
                .setVerifyHost(true));
    }

    /**
     * One attempt to post JSON.
     *
     * @param attempt counts from 0; each goes to the next address of the host, in case one of them is down
     * @param headers may replace the usual ones; {@code user-agent} should say what calls
     * @param timeout from the first packet to the status line
     */
    public record Post(String url, int attempt, Map<String, String> headers, Buffer body, Duration timeout) {
        public Post {
            headers = Map.copyOf(headers);
        }
    }

    /** Reads a URL by the rules of this run. */
    public Reading read(String url) {
        return Target.read(url, guard.loopbackAllowed());
    }

    /** Whether the host may be connected to, as far as its name is known now; an unknown name may become known later. */
    public Uni<Boolean> mayReach(Target target) {
        var context = vertx.getOrCreateContext();
        return lookedUp(target)
                .emitOn(command -> context.runOnContext(ignored -> command.run()))
                .map(guard::allowsAll)
                .onFailure()
                .recoverWithItem(true);
    }

    /** One attempt; never fails, and answers in the caller's context. */
    public Uni<Answer> send(Post post) {
        return switch (read(post.url())) {
            case Reading.Usable(var target) -> send(target, post);
            case Reading.Unusable unusable -> unanswered(Failure.ADDRESS_REFUSED);
        };
    }

    private Uni<Answer> send(Target target, Post post) {
        var context = vertx.getOrCreateContext();
        return lookedUp(target)
                .emitOn(command -> context.runOnContext(ignored -> command.run()))
                .chain(found -> guard.allowsAll(found)
                        ? exchange(options(target, found, post), post)
                        : unanswered(Failure.ADDRESS_REFUSED))
                .onFailure()
                .recoverWithItem(failure -> new Unanswered(Failures.of(failure)));
    }

    private Uni<List<InetAddress>> lookedUp(Target target) {
        return addresses.of(target).ifNoItem().after(LOOKUP_TIMEOUT).fail();
    }

    private Uni<Answer> exchange(RequestOptions options, Post post) {
        return UniHelper.toUni(new Exchange(vertx, client, options, post.body(), post.timeout()).start());
    }

    private static RequestOptions options(Target target, List<InetAddress> found, Post post) {
        var address = found.get(post.attempt() % found.size());
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json");
        post.headers().forEach(options::putHeader);
        return options;
    }

    private static Uni<Answer> unanswered(Failure failure) {
        return Uni.createFrom().item(new Unanswered(failure));
    }

    @PreDestroy
    void close() {
        client.close();
        addresses.close();
    }
}
