package io.grapevine.rewardissuing.payout.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may turn about payment providers. */
@ConfigMapping(prefix = "grapevine.payouts.provider")
interface ProviderConfig {

    /** From the first packet to the status line. */
    @WithDefault("15S")
    Duration attemptTimeout();

    /** How old a callback's signature may be, and how far ahead: no old one is played again. */
    @WithDefault("5M")
    Duration callbackTolerance();
}
