package io.grapevine.notification.webhook.adapter;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Egress;
import io.grapevine.chassis.egress.Target;
import io.grapevine.chassis.egress.Target.Reading;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Posts to receivers under our name and within the time that an attempt has. */
@ApplicationScoped
class Receivers {

    private static final String USER_AGENT = "Grapevine-Webhooks/1.0";

    private final Egress egress;
    private final Duration attemptTimeout;

    Receivers(Egress egress, WebhookConfig config) {
        this.egress = egress;
        this.attemptTimeout = config.attemptTimeout();
    }

    /** Reads a URL by the rules of this run. */
    Reading read(String url) {
        return egress.read(url);
    }

    /** Whether the host may be connected to, as far as its name is known now; an unknown name may become known later. */
    Uni<Boolean> mayReach(Target target) {
        return egress.mayReach(target);
    }

    /**
     * One attempt; never fails, and answers in the caller's context.
     *
     * @param attempt counts from 0; each goes to the next address of the host, in case one of them is down
     */
    Uni<Answer> post(String url, int attempt, Map<String, String> headers, Buffer body) {
        var named = new LinkedHashMap<>(headers);
        named.put("user-agent", USER_AGENT);
        return egress.send(new Egress.Post(url, attempt, named, body, attemptTimeout));
    }
}
