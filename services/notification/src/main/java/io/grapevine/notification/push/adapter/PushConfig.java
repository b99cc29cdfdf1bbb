package io.grapevine.notification.push.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What an operator may turn about web push; without keys nobody can subscribe. */
@ConfigMapping(prefix = "grapevine.push")
interface PushConfig {

    /** VAPID keys in base64url, as tools for web push print them. Other keys end all subscriptions. */
    Optional<String> publicKey();

    Optional<String> privateKey();

    /** Whom the operator of a push service can ask: {@code mailto:} or {@code https:}. */
    @WithDefault("mailto:push@grapevine.localhost")
    String subject();

    /** From the first packet to the push service's word. */
    @WithDefault("10S")
    Duration attemptTimeout();

    /** How long a push service keeps a message for a browser that is off: as long as news are told at all. */
    @WithDefault("72H")
    Duration timeToLive();
}
