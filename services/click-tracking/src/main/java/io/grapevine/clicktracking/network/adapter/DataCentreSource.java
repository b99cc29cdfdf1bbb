package io.grapevine.clicktracking.network.adapter;

import io.grapevine.clicktracking.network.AddressBlock;
import io.grapevine.clicktracking.network.AddressBlocks;
import io.grapevine.clicktracking.network.DataCentres;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The lists that the operator gives, read at the start and whenever one of them changes. A list that cannot be read leaves what was known
 * before, and is told of: the edge has better reasons not to start.
 */
@Singleton
class DataCentreSource {

    private static final Logger LOG = Logger.getLogger(DataCentreSource.class);

    private final List<Path> places;
    private volatile AddressBlocks listed = AddressBlocks.NONE;
    private volatile Map<Path, FileTime> read = Map.of();
    private volatile boolean unreadable;

    DataCentreSource(NetworkConfig config, MeterRegistry registry) {
        this.places = config.dataCentres().orElse(List.of());
        Gauge.builder("grapevine.network.data.centre.blocks", this, source -> source.listed.size())
                .register(registry);
        Gauge.builder("grapevine.network.lists.unreadable", this, source -> source.unreadable ? 1 : 0)
                .register(registry);
    }

    @Produces
    @Singleton
    DataCentres dataCentres() {
        return new DataCentres(() -> listed);
    }

    void start(@Observes StartupEvent started) {
        look();
    }

    @Scheduled(
            every = "{grapevine.network.look-every}",
            delayed = "{grapevine.network.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (places.isEmpty()) return;
        try {
            var found = PublishedLists.found(places);
            if (found.equals(read)) return;
            listed = all(found.keySet());
            read = found;
            unreadable = false;
            LOG.infof("data centres: %d blocks of %d lists", listed.size(), found.size());
        } catch (IOException | IllegalArgumentException failure) {
            unreadable = true;
            LOG.errorf("lists of data centres are not used: %s", failure.getMessage());
        }
    }

    private static AddressBlocks all(Iterable<Path> files) throws IOException {
        var blocks = new ArrayList<AddressBlock>();
        for (var file : files) {
            try {
                blocks.addAll(PublishedLists.read(file));
            } catch (IOException | IllegalArgumentException failure) {
                throw new IllegalArgumentException(file + ": " + failure.getMessage(), failure);
            }
        }
        return AddressBlocks.of(blocks);
    }
}
