package io.grapevine.clicktracking.journal.adapter;

import io.grapevine.clicktracking.journal.Journal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What an operator watches: bytes that wait, forces, and whether the disk's word still counts. */
@Singleton
class JournalMetrics {

    void register(@Observes StartupEvent started, Journal journal, Shipper shipper, MeterRegistry registry) {
        Gauge.builder("grapevine.journal.bytes", journal, Journal::bytes).register(registry);
        Gauge.builder("grapevine.journal.unshipped.bytes", journal, Journal::unshippedBytes)
                .register(registry);
        Gauge.builder("grapevine.journal.pending.bytes", journal, Journal::pendingBytes)
                .register(registry);
        Gauge.builder("grapevine.journal.broken", journal, open -> open.broken().isPresent() ? 1 : 0)
                .register(registry);
        Gauge.builder(
                        "grapevine.journal.damaged",
                        journal,
                        open -> open.recovery().damagedStretches() + open.damageFound())
                .register(registry);
        FunctionCounter.builder("grapevine.journal.forces", journal, Journal::forces)
                .register(registry);
        FunctionCounter.builder("grapevine.journal.shipped", shipper, Shipper::shipped)
                .register(registry);
        FunctionCounter.builder("grapevine.journal.ship.failures", shipper, Shipper::failures)
                .register(registry);
    }
}
