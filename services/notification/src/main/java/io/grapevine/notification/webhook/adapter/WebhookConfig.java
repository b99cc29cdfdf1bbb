package io.grapevine.notification.webhook.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What an operator may turn about webhooks. */
@ConfigMapping(prefix = "grapevine.webhooks")
interface WebhookConfig {

    /** From the first packet to the status line; a receiver that needs longer should answer 202 and work later. */
    @WithDefault("15S")
    Duration attemptTimeout();

    /** How long to wait after the first failure, the second and so on; after the last of them the next failure makes a dead letter. */
    @WithDefault("5S,295S,30M,2H,5H,10H,14H,20H,24H")
    List<Duration> retryWaits();

    /** How long the replaced secret still signs after a rotation. */
    @WithDefault("24H")
    Duration rotationOverlap();

    /** How long deliveries that have ended, dead letters included, are kept with their messages. */
    @WithDefault("90D")
    Duration kept();
}
