package io.grapevine.console.overview;

import java.util.List;

/** How the system stands: ready only when every service is. */
public record SystemReadiness(List<Readiness> services) {

    public SystemReadiness {
        services = List.copyOf(services);
    }

    public boolean ready() {
        return services.stream().allMatch(Readiness::ready);
    }

    /** Names of the services that are not ready, in the order asked. */
    public List<String> missing() {
        return services.stream()
                .filter(service -> !service.ready())
                .map(service -> service.backend().serviceName())
                .toList();
    }
}
