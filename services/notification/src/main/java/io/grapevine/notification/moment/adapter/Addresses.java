package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.notification.preference.LeaveToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Where what a letter links to is found: at the tenant's own host, or at the installation. */
@ApplicationScoped
class Addresses {

    // The port of the console, the one origin of an installation.
    private static final int CONSOLE_PORT = 8080;

    private final PersonalData personalData;
    private final String publicOrigin;

    Addresses(
            PersonalData personalData,
            @ConfigProperty(name = "grapevine.public-origin") Optional<String> publicOrigin,
            @ConfigProperty(name = "grapevine.port-offset") int portOffset) {
        this.personalData = personalData;
        this.publicOrigin = publicOrigin
                .map(origin -> origin.replaceAll("/+$", ""))
                .orElseGet(() -> "http://localhost:" + (CONSOLE_PORT + portOffset));
    }

    /** @param host the tenant's first own */
    String share(@Nullable String host, String referralCode) {
        return (host == null ? publicOrigin : "https://" + host) + "/r/" + referralCode;
    }

    /** Where a reader leaves the promotional stream of a channel. */
    String leave(String tenantId, String readerId, String channel) {
        var payload = new LeaveToken.Payload(tenantId, readerId, channel);
        return publicOrigin + "/unsubscribe/" + LeaveToken.of(payload, personalData.linkMac(tenantId, payload.text()));
    }
}
