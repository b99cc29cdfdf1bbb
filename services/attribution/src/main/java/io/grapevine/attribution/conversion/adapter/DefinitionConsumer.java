package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ProgramPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes programs and codes over from the log and decides again what waited for them. */
@ApplicationScoped
class DefinitionConsumer {

    // Touchpoints that carried a code, or a link, before it was known: their visitors' sign-ups may have another answer
    // now.
    private static final String CUSTOMERS_OF_CODES = """
            select distinct f.customer_id from facts f where f.type = 'SIGNUP_RECORDED' and f.code = any(:codes) \
            union select distinct f.customer_id from facts f join touchpoints t on t.tenant_id = f.tenant_id \
            and t.visitor = lookup_key(f.visitor_id) where f.customer_id is not null and (t.code = any(:codes) \
            or t.link_id in (select link_id from codes where code = any(:codes)))""";
    private static final String ORDERS_OF_CODES = """
            select distinct order_id from facts where type = 'PURCHASE_RECORDED' and (code = any(:codes) \
            or lookup_key(visitor_id) in (select visitor from touchpoints where code = any(:codes)))""";
    private static final String ALL_CUSTOMERS = "select distinct customer_id from facts where type = 'SIGNUP_RECORDED'";
    private static final String ALL_ORDERS = "select distinct order_id from facts where type = 'PURCHASE_RECORDED'";

    private final BatchConsumer consumer;
    private final AttributeConversions attributeConversions;
    private final Traces traces;

    DefinitionConsumer(BatchConsumer consumer, AttributeConversions attributeConversions, Traces traces) {
        this.consumer = consumer;
        this.traces = traces;
        this.attributeConversions = attributeConversions;
    }

    @Incoming("definitions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, this::takeOver);
    }

    private Uni<Void> takeOver(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var versions = of(events, ProgramPublished.class);
        var links = of(events, LinkPublished.class);
        return Forests.lockDefinitions(session, tenantId, true)
                .chain(() -> Definitions.saveVersions(session, tenantId, versions))
                .call(newPrograms -> newPrograms.isEmpty() ? done() : noteTraces(session, tenantId, versions))
                .call(newPrograms -> newPrograms.isEmpty() ? done() : noteNetworks(session, tenantId, versions))
                .chain(newPrograms -> Definitions.saveCodes(session, tenantId, links)
                        .chain(newCodes -> affected(session, !newPrograms.isEmpty(), newCodes)))
                .chain(affected -> Definitions.programs(session)
                        .chain(programs -> Sightings.noteParticipants(session, tenantId, programs, events))
                        .map(affected::and))
                .chain(affected -> attributeConversions.decide(session, tenantId, affected, CausingRequests.NONE));
    }

    // They are not noted before a program asks for them; from now on the facts bring them along.
    private Uni<Void> noteTraces(Mutiny.StatelessSession session, String tenantId, List<ProgramPublished> published) {
        var asked = published.stream()
                .anyMatch(version -> version.terms().eligibility().wantsNewCustomersOnly());
        return asked ? traces.noteAll(session, tenantId) : done();
    }

    // Nor is where people were.
    private static Uni<Void> noteNetworks(
            Mutiny.StatelessSession session, String tenantId, List<ProgramPublished> published) {
        var asked = published.stream().anyMatch(version -> version.terms().fraud() != null);
        return asked ? Sightings.noteAll(session, tenantId) : done();
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private static Uni<Affected> affected(
            Mutiny.StatelessSession session, boolean programIsNew, List<String> newCodes) {
        if (programIsNew)
            return session.createNativeQuery(ALL_CUSTOMERS, String.class)
                    .getResultList()
                    .chain(customers -> session.createNativeQuery(ALL_ORDERS, String.class)
                            .getResultList()
                            .map(orders -> new Affected(new HashSet<>(customers), new HashSet<>(orders))));
        return showing(session, newCodes);
    }

    /** Who showed one of these codes, however. */
    static Uni<Affected> showing(Mutiny.StatelessSession session, List<String> codes) {
        if (codes.isEmpty()) return Uni.createFrom().item(Affected.NONE);
        return named(session, CUSTOMERS_OF_CODES, codes)
                .chain(customers -> named(session, ORDERS_OF_CODES, codes)
                        .chain(orders -> Affected.ordersOfPeople(session, new HashSet<>(customers))
                                .invoke(orders::addAll)
                                .map(all -> new Affected(new HashSet<>(customers), new HashSet<>(orders)))));
    }

    private static Uni<List<String>> named(Mutiny.StatelessSession session, String query, List<String> codes) {
        return session.createNativeQuery(query, String.class)
                .setParameter("codes", codes.toArray(String[]::new))
                .getResultList()
                .map(java.util.ArrayList::new);
    }

    private static <T extends EventData> List<T> of(List<Event<?>> events, Class<T> type) {
        return events.stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
