package io.grapevine.notification.webhook.adapter;

import io.grapevine.notification.webhook.AddressGuard;
import io.grapevine.notification.webhook.Answer;
import io.grapevine.notification.webhook.Answer.Failure;
import io.grapevine.notification.webhook.Answer.Unanswered;
import io.grapevine.notification.webhook.Target;
import io.grapevine.notification.webhook.Target.Reading;
import io.quarkus.runtime.ShutdownEvent;
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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Posts to receivers, of whom the worst is expected: every address of the host is checked and the connection goes to the checked
 * address, while Host header and certificate check keep the name; redirects are not followed; time and answer are bounded.
 */
@ApplicationScoped
class Receivers {

    private static final String USER_AGENT = "Grapevine-Webhooks/1.0";
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    // Longer than a busy endpoint's gaps, shorter than the idle time-out of common servers and proxies.
    private static final int KEEP_ALIVE_SECONDS = 5;
    // Lanes bound what goes to an endpoint. The pool is per host, and one host may receive for many tenants: it must
    // not let one of
    // them use up the connections of the others.
    private static final int MOST_CONNECTIONS_PER_HOST = Dispatcher.MOST_AT_ONCE * Dispatcher.MOST_LANES;
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HostAddresses addresses;
    private final AddressGuard guard;
    private final Duration attemptTimeout;
    private final HttpClient client;

    Receivers(
            Vertx vertx,
            HostAddresses addresses,
            WebhookConfig config,
            @ConfigProperty(name = "grapevine.local") boolean local) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.guard = new AddressGuard(local);
        this.attemptTimeout = config.attemptTimeout();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxPoolSize(MOST_CONNECTIONS_PER_HOST)
                .setMaxRedirects(0)
                .setTracingPolicy(TracingPolicy.IGNORE) // our trace context is nobody's business
                .setVerifyHost(true));
    }

    /** Reads a URL by the rules of this run. */
    Reading read(String url) {
        return Target.read(url, guard.loopbackAllowed());
    }

    /** Whether the host may be connected to, as far as its name is known now; an unknown name may become known later. */
    Uni<Boolean> mayReach(Target target) {
        var context = vertx.getOrCreateContext();
        return lookedUp(target)
                .emitOn(command -> context.runOnContext(ignored -> command.run()))
                .map(guard::allowsAll)
                .onFailure()
                .recoverWithItem(true);
    }

    /**
     * One attempt; never fails, and answers in the caller's context.
     *
     * @param attempt counts from 0; each goes to the next address of the host, in case one of them is down
     */
    Uni<Answer> post(String url, int attempt, Map<String, String> headers, Buffer body) {
        return switch (read(url)) {
            case Reading.Usable(var target) -> post(target, attempt, headers, body);
            case Reading.Unusable unusable -> unanswered(Failure.ADDRESS_REFUSED);
        };
    }

    private Uni<Answer> post(Target target, int attempt, Map<String, String> headers, Buffer body) {
        var context = vertx.getOrCreateContext();
        return lookedUp(target)
                .emitOn(command -> context.runOnContext(ignored -> command.run()))
                .chain(found -> guard.allowsAll(found)
                        ? exchange(options(target, found, attempt, headers), body)
                        : unanswered(Failure.ADDRESS_REFUSED))
                .onFailure()
                .recoverWithItem(failure -> new Unanswered(Failures.of(failure)));
    }

    private Uni<List<InetAddress>> lookedUp(Target target) {
        return addresses.of(target).ifNoItem().after(LOOKUP_TIMEOUT).fail();
    }

    private Uni<Answer> exchange(RequestOptions options, Buffer body) {
        return UniHelper.toUni(new Exchange(vertx, client, options, body, attemptTimeout).start());
    }

    private static RequestOptions options(
            Target target, List<InetAddress> found, int attempt, Map<String, String> headers) {
        var address = found.get(attempt % found.size());
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.pathAndQuery())
                .setFollowRedirects(false)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", USER_AGENT);
        headers.forEach(options::putHeader);
        return options;
    }

    private static Uni<Answer> unanswered(Failure failure) {
        return Uni.createFrom().item(new Unanswered(failure));
    }

    void close(@Observes ShutdownEvent stopped) {
        client.close();
    }
}
