package io.grapevine.chassis.egress;

import io.grapevine.chassis.egress.Answer.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** Tells the tenant in one word what an exception means. */
final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    static Failure of(Throwable failure) {
        return switch (failure) {
            case UnknownHostException _, TimeoutException _ -> Failure.UNKNOWN_HOST;
            case SSLException _ -> Failure.TLS_FAILED;
            case ConnectTimeoutException _, ConnectException _, NoRouteToHostException _ -> Failure.CONNECTION_FAILED;
            case IOException _, VertxException _ -> Failure.CONNECTION_CLOSED;
            case IllegalArgumentException _ -> Failure.CONNECTION_CLOSED; // what Vert.x calls an answer that is no HTTP
            default -> unexpected(failure);
        };
    }

    private static Failure unexpected(Throwable failure) {
        LOG.error("an attempt failed unexpectedly", failure);
        return Failure.INTERNAL;
    }
}
