package io.grapevine.console.routes;

import java.util.EnumMap;
import java.util.Map;

/** Where every service listens and which paths are its own. */
public record Topology(Map<Backend, BackendAddress> addresses, RouteTable routes) {

    public Topology {
        for (var backend : Backend.values())
            if (!addresses.containsKey(backend))
                throw new IllegalArgumentException("no address for " + backend.serviceName());
        addresses = Map.copyOf(new EnumMap<>(addresses));
    }

    public BackendAddress addressOf(Backend backend) {
        var address = addresses.get(backend);
        if (address == null) throw new IllegalStateException("no address for " + backend);
        return address;
    }
}
