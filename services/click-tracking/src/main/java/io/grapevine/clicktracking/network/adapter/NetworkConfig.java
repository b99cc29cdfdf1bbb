package io.grapevine.clicktracking.network.adapter;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is known of networks. */
@ConfigMapping(prefix = "grapevine.network")
interface NetworkConfig {

    /** Files, or directories of files, that list the networks of data centres, as their owners publish them. */
    Optional<List<Path>> dataCentres();

    /** How often it is looked whether a list has changed. */
    Duration lookEvery();
}
