package io.grapevine.clicktracking.journal.adapter;

import io.grapevine.clicktracking.journal.Journal;
import io.grapevine.clicktracking.journal.JournalSettings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/** Opens the journal before the first request, and says what it found. */
class JournalSource {

    private static final Logger LOG = Logger.getLogger(JournalSource.class);

    @Produces
    @Singleton
    @Startup
    Journal open(JournalConfig config) {
        var settings = new JournalSettings(
                config.directory(),
                config.maxSize().asLongValue(),
                Math.toIntExact(config.segmentSize().asLongValue()),
                config.maxPending().asLongValue());
        try {
            var journal = Journal.open(settings);
            report(journal, settings);
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be opened: " + e.getMessage(), e);
        }
    }

    void close(@Disposes Journal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            LOG.error("the journal was not closed cleanly; the next start reads it as after a crash", e);
        }
    }

    private static void report(Journal journal, JournalSettings settings) {
        var found = journal.recovery();
        LOG.infof(
                "journal %s: %d segments, %d frames to ship, %d torn bytes cut",
                settings.directory(), found.segments(), found.frames(), found.tornBytes());
        if (found.damagedStretches() > 0)
            LOG.errorf(
                    "journal %s: %d damaged stretches were skipped; acknowledged events may be lost, check the disk",
                    settings.directory(), found.damagedStretches());
    }
}
