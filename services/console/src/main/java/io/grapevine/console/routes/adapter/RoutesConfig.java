package io.grapevine.console.routes.adapter;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the gateway. */
@ConfigMapping(prefix = "grapevine.console")
interface RoutesConfig {

    /** Where services listen unless one has an address of its own. */
    @WithDefault("127.0.0.1")
    String serviceHost();

    /** Which paths go where. */
    Routes routes();

    /** The largest body that is passed on; the services' own limits are below it. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** How long a connection to a service may take to open. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long a service may stay silent before its answer begins; an answer that has begun may stream for ever. */
    @WithDefault("60s")
    Duration answerTimeout();

    /** Connections kept to one service. */
    @WithDefault("256")
    int connectionsPerService();

    /** Requests that wait for a connection to one service; more are refused with 503 rather than queued without end. */
    @WithDefault("4096")
    int waitingPerService();

    /** One entry per service, by its name. */
    interface Routes {
        Destination clickTracking();

        Destination attribution();

        Destination rewardIssuing();

        Destination notification();

        Destination programs();

        Destination insights();

        Destination mailSink();
    }

    /** A service's place and paths. */
    interface Destination {

        /** Own port, to which the port offset is added. */
        int port();

        /** {@code host:port}, taken as it is; without it the service is at the common host and its port plus the offset. */
        Optional<String> address();

        /** Paths at and below which the service answers. */
        List<String> paths();
    }
}
