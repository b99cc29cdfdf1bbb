package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.PurchaseRecorded;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Adds facts to their people's timelines and decides again whatever they touch, in the caller's transaction; holds no rule of
 * its own. Locks come in one order: partitions, definitions, identities, programs' forests.
 */
@ApplicationScoped
class AttributeConversions {

    private static final String SOURCE = "attribution";

    private final Outbox outbox;
    private final InstantSource clock;
    private final DecisionMetrics metrics;
    private final Traces traces;
    private final TouchpointPartitions partitions;

    AttributeConversions(
            Outbox outbox,
            InstantSource clock,
            DecisionMetrics metrics,
            Traces traces,
            TouchpointPartitions partitions) {
        this.outbox = outbox;
        this.clock = clock;
        this.metrics = metrics;
        this.traces = traces;
        this.partitions = partitions;
    }

    /** Facts came: each has an effect once, however often it is delivered. */
    Uni<Void> onFacts(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var clicks = events.stream().filter(AttributeConversions::isClick).toList();
        return partitions
                .cover(session, clicks.stream().map(Timelines::touchedAt).toList())
                .chain(() -> Usages.lockDefinitions(session, tenantId, events))
                .chain(() -> Definitions.programs(session))
                .chain(programs -> onFacts(session, tenantId, programs, clicks, events));
    }

    private Uni<Void> onFacts(
            Mutiny.StatelessSession session,
            String tenantId,
            List<Program> programs,
            List<Event<?>> clicks,
            List<Event<?>> events) {
        var facts = events.stream().filter(event -> !isClick(event)).toList();
        var identities = identities(events, programs);
        return IdentityLocks.take(session, tenantId, "identity", identities)
                .chain(() -> Persons.lock(session, tenantId, programs, identities))
                .chain(() -> Timelines.saveTouchpoints(session, tenantId, clicks))
                .chain(() -> Timelines.saveFacts(session, tenantId, facts))
                .chain(newFacts -> affected(session, tenantId, programs, clicks, newFacts))
                .chain(affected -> decide(session, tenantId, programs, affected, CausingRequests.of(events)));
    }

    private Uni<Affected> affected(
            Mutiny.StatelessSession session,
            String tenantId,
            List<Program> programs,
            List<Event<?>> clicks,
            List<Event<?>> newFacts) {
        return Affected.by(session, clicks, newFacts, programs)
                .chain(byTies -> Merges.affectedBy(session, programs, newFacts).map(byTies::and))
                .chain(affected ->
                        Beside.affectedBy(session, programs, clicks, newFacts).map(affected::and))
                .chain(affected -> asksWhoIsNew(programs)
                        ? affectedByTraces(session, tenantId, programs, newFacts)
                                .map(affected::and)
                        : Uni.createFrom().item(affected))
                .chain(affected ->
                        Sightings.note(session, tenantId, programs, newFacts).map(affected::and));
    }

    private Uni<Affected> affectedByTraces(
            Mutiny.StatelessSession session, String tenantId, List<Program> programs, List<Event<?>> newFacts) {
        var customers = newFacts.stream()
                .flatMap(event -> Stream.ofNullable(
                        Timelines.Columns.of((EventData.Fact) event.data()).customerId()))
                .collect(toSet());
        return Persons.ofTenant(session, programs, customers)
                .chain(people -> traces.note(session, tenantId, newFacts, people.allIdsOf(customers)));
    }

    /** Decides the affected again in every program of the tenant and states what is news. */
    Uni<Void> decide(Mutiny.StatelessSession session, String tenantId, Affected affected, CausingRequests requests) {
        return Definitions.programs(session).chain(programs -> decide(session, tenantId, programs, affected, requests));
    }

    private Uni<Void> decide(
            Mutiny.StatelessSession session,
            String tenantId,
            List<Program> programs,
            Affected affected,
            CausingRequests requests) {
        if (affected.isEmpty()) return Uni.createFrom().voidItem();
        return Forests.lock(session, tenantId, programs, !affected.customers().isEmpty())
                .chain(() -> new DecidePrograms(session, tenantId, programs, traces).decide(affected))
                .chain(statements -> Conversions.revise(session, tenantId, statements, clock.instant()))
                .chain(revisions -> state(session, tenantId, revisions, requests));
    }

    private Uni<Void> state(
            Mutiny.StatelessSession session,
            String tenantId,
            List<ConversionDecided> revisions,
            CausingRequests requests) {
        metrics.decided(revisions);
        var events = revisions.stream()
                .map(revision -> event(tenantId, revision, requests))
                .toList();
        return outbox.add(session, events);
    }

    private Event<ConversionDecided> event(String tenantId, ConversionDecided revision, CausingRequests requests) {
        var id = revision.conversionId() + ":" + revision.revision();
        return Event.stated(tenantId, id, SOURCE, clock.instant(), requests.of(revision), revision);
    }

    private static boolean isClick(Event<?> event) {
        return event.data() instanceof ClickRecorded;
    }

    private static boolean asksWhoIsNew(List<Program> programs) {
        return programs.stream().anyMatch(Program::wantsNewCustomersOnly);
    }

    /**
     * An address counts where it says whose it is, and where a guest gave it; and whatever else people are told to be the same by, where
     * they show it.
     */
    private static Set<String> identities(List<Event<?>> events, List<Program> programs) {
        var withAddresses = asksWhoIsNew(programs);
        var withNetwork = Program.lookForFraud(programs);
        var identities = new HashSet<String>();
        for (var event : events) {
            Sightings.locks(event, withNetwork).forEach(identities::add);
            var columns = Timelines.Columns.of((EventData.Fact) event.data());
            var deviceKey = ((EventData.Fact) event.data()).context().deviceKey();
            if (deviceKey != null) identities.add(deviceKey);
            var email = Timelines.emailForm(event.data());
            if (email != null && (columns.customerId() == null || !(event.data() instanceof PurchaseRecorded)))
                identities.add(email);
            if (withAddresses) identities.addAll(Traces.emailHashes(event.data()));
            Stream.of(columns.customerId(), columns.visitorId(), columns.orderId(), columns.refundId())
                    .filter(identity -> identity != null)
                    .forEach(identities::add);
        }
        return identities;
    }
}
