package io.grapevine.console.routes.adapter;

import io.grapevine.console.routes.Backend;
import io.grapevine.console.routes.BackendAddress;
import io.grapevine.console.routes.Route;
import io.grapevine.console.routes.RouteTable;
import io.grapevine.console.routes.Topology;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the topology from the settings, once. */
class ConfiguredTopology {

    @Produces
    @Singleton
    Topology topology(
            RoutesConfig config,
            @ConfigProperty(name = "grapevine.port-offset", defaultValue = "0") int portOffset,
            @ConfigProperty(name = "grapevine.local", defaultValue = "false") boolean local) {
        var addresses = new EnumMap<Backend, BackendAddress>(Backend.class);
        for (var backend : Backend.values()) addresses.put(backend, addressOf(backend, config, portOffset));
        var routes = Arrays.stream(Backend.values())
                .filter(backend -> local || backend != Backend.MAIL_SINK) // elsewhere nobody catches mail
                .flatMap(backend ->
                        settingsOf(backend, config.routes()).paths().stream().map(path -> new Route(path, backend)))
                .toList();
        return new Topology(addresses, new RouteTable(routes));
    }

    private static BackendAddress addressOf(Backend backend, RoutesConfig config, int portOffset) {
        var settings = settingsOf(backend, config.routes());
        return settings.address()
                .map(BackendAddress::parse)
                .orElseGet(() -> new BackendAddress(config.serviceHost(), settings.port() + portOffset));
    }

    private static RoutesConfig.Destination settingsOf(Backend backend, RoutesConfig.Routes routes) {
        return switch (backend) {
            case CLICK_TRACKING -> routes.clickTracking();
            case ATTRIBUTION -> routes.attribution();
            case REWARD_ISSUING -> routes.rewardIssuing();
            case NOTIFICATION -> routes.notification();
            case PROGRAMS -> routes.programs();
            case INSIGHTS -> routes.insights();
            case MAIL_SINK -> routes.mailSink();
        };
    }
}
