package io.grapevine.notification.moment.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may turn about telling people, whatever the channel. */
@ConfigMapping(prefix = "grapevine.notices")
interface CourierConfig {

    /** Older news is recorded and not told: whoever starts this service on an old log does not write to everybody. */
    @WithDefault("72H")
    Duration newsFor();

    /** Promotional notices a reader gets over one channel within {@link #capWithin}; more wait, and are dropped when they are old. */
    @WithDefault("3")
    int capMost();

    @WithDefault("7D")
    Duration capWithin();

    /** How often it is looked whether a week or month is over. */
    @WithDefault("10M")
    Duration digestsEvery();
}
