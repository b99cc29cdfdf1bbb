package io.grapevine.clicktracking.journal.adapter;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where the journal lives, what it may take, and how patiently it is shipped. */
@ConfigMapping(prefix = "grapevine.journal")
interface JournalConfig {

    /** Must be on a disk of its own replica and survive a restart. */
    Path directory();

    @WithDefault("1G")
    MemorySize maxSize();

    @WithDefault("32M")
    MemorySize segmentSize();

    /** May wait in memory for the disk. */
    @WithDefault("64M")
    MemorySize maxPending();

    /** The longest pause before frames that Kafka did not take are sent again. */
    @WithDefault("2S")
    Duration longestPause();

    /** How long nothing must have come before the space of shipped frames is given back. */
    @WithDefault("10S")
    Duration idleAfter();
}
