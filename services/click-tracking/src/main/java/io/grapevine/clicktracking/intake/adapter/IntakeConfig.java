package io.grapevine.clicktracking.intake.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many events a key may send. */
@ConfigMapping(prefix = "grapevine.intake")
interface IntakeConfig {

    /** Of a secret key; twice as many at once. */
    @WithDefault("200000")
    long eventsPerSecond();

    /** Of a publishable key, which everybody can read in the page; twice as many at once. */
    @WithDefault("5000")
    long publishableEventsPerSecond();
}
