package io.grapevine.notification.text.adapter;

import io.grapevine.notification.text.ProviderCall;
import io.grapevine.notification.text.ProviderReply;
import io.grapevine.notification.text.Providers;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;

/** Calls hosts that the operator named: these may be within the walls, where the guarded way out for tenants' hosts never leads. */
@ApplicationScoped
class HttpProviders implements Providers {

    private static final Logger LOG = Logger.getLogger(HttpProviders.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    // Providers answer with the message's own record; more than that is no answer of theirs.
    private static final long LONGEST_BODY = 64 * 1024;
    private static final int DEEPEST_CAUSE = 10;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER)
            .version(
                    HttpClient.Version
                            .HTTP_1_1) // each attempt on a connection of its own: one that hangs holds up no other
            .build();
    private final Duration attemptTimeout;

    HttpProviders(TextConfig config) {
        this.attemptTimeout = config.attemptTimeout();
    }

    @Override
    public CompletionStage<ProviderReply> send(ProviderCall call) {
        var request =
                HttpRequest.newBuilder(call.url()).timeout(attemptTimeout).POST(BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::setHeader);
        var sent = client.sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_BODY));
        // The client's own time-out ends with the headers; a body that never ends is cut off with the same measure.
        return sent.copy()
                .orTimeout(attemptTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    if (failure != null) sent.cancel(true);
                })
                .handle(HttpProviders::reply);
    }

    private static ProviderReply reply(HttpResponse<String> response, Throwable failure) {
        if (failure == null)
            return new ProviderReply.Answered(
                    response.statusCode(),
                    response.headers().firstValue("retry-after").orElse(null),
                    response.body());
        if (isBeforeAnythingWasSaid(failure)) return new ProviderReply.Unreachable();
        LOG.warnf("a provider said nothing: %s", root(failure).getClass().getName());
        return new ProviderReply.BrokeOff();
    }

    private static boolean isBeforeAnythingWasSaid(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause())
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) return true;
        return false;
    }

    private static Throwable root(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() instanceof IOException cause
                ? cause
                : failure;
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
