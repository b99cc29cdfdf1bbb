package io.grapevine.notification.push.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.notification.push.Vapid;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The installation's VAPID keys; a wrong pair fails the start. */
@Startup
@ApplicationScoped
class PushKeys {

    private final Optional<Vapid> vapid;

    PushKeys(PushConfig config) {
        this.vapid = config.publicKey()
                .flatMap(publicKey ->
                        config.privateKey().map(privateKey -> Vapid.of(publicKey, privateKey, config.subject())));
    }

    Optional<Vapid> vapid() {
        return vapid;
    }

    /** Refuses where there are none. */
    void require() {
        if (vapid.isEmpty()) throw Problem.notFound("Web push is not set up here: the installation has no VAPID keys.");
    }
}
