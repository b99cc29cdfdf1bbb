package io.grapevine.notification.invitation.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may turn about invitations. */
@ConfigMapping(prefix = "grapevine.invitations")
interface InvitationConfig {

    /** People an advocate may invite within 24 hours. */
    @WithDefault("50")
    int mostPerDay();

    /** How long after the request who has not come is reminded. */
    @WithDefault("5D")
    Duration reminderAfter();

    /** How long the sealed address is kept; longer than a reminder takes. The hash of it stays, so that nobody is invited twice. */
    @WithDefault("30D")
    Duration kept();

    /** How often it is looked whose time is over. */
    @WithDefault("1H")
    Duration forgottenEvery();
}
