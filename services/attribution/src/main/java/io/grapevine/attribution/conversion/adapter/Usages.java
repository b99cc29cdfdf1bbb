package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.joining;

import io.grapevine.attribution.identity.Usage;
import io.grapevine.events.AliasRecorded;
import io.grapevine.events.Consent;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a tenant's facts say beside the usual: noted with the first such fact, and read along with the programs. */
final class Usages {

    private static final String KNOWN = "select usage from usages";
    private static final String NOTE = """
            insert into usages (tenant_id, usage) select :tenant, unnest(string_to_array(:usages, ' ')) on conflict do nothing""";

    private Usages() {}

    /**
     * Takes the lock that holds the tenant's definitions as they are. The first fact of its kind takes it alone: decisions that do
     * not look for such facts must have ended before it is there.
     */
    static Uni<Void> lockDefinitions(Mutiny.StatelessSession session, String tenantId, Collection<Event<?>> events) {
        var usages = of(events);
        if (usages.isEmpty()) return Forests.lockDefinitions(session, tenantId, false);
        return session.createNativeQuery(KNOWN, String.class).getResultList().chain(known -> {
            var isNews = usages.stream().anyMatch(usage -> !known.contains(usage.name()));
            return Forests.lockDefinitions(session, tenantId, isNews)
                    .chain(() -> isNews
                            ? note(session, tenantId, usages)
                            : Uni.createFrom().voidItem());
        });
    }

    static Uni<Void> note(Mutiny.StatelessSession session, String tenantId, Set<Usage> usages) {
        return session.createNativeQuery(NOTE)
                .setParameter("tenant", tenantId)
                .setParameter("usages", usages.stream().map(Usage::name).collect(joining(" ")))
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Set<Usage> of(Collection<Event<?>> events) {
        var usages = EnumSet.noneOf(Usage.class);
        for (var event : events) {
            var context = ((EventData.Fact) event.data()).context();
            if (event.data() instanceof AliasRecorded) usages.add(Usage.ALIASES);
            if (context.consent() == Consent.PENDING) usages.add(Usage.PENDING_CONSENT);
            if (context.deviceKey() != null) usages.add(Usage.DEVICES);
            if (Sightings.locks(event, true).findAny().isPresent()) usages.add(Usage.SIGHTINGS);
        }
        return usages;
    }
}
