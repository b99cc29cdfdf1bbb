package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.program.Program;
import io.grapevine.events.AliasRecorded;
import io.grapevine.events.Event;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Whose decisions a merge of ids can change beside the merged person's own: whoever was brought by one of the ids or showed a code of
 * theirs may be credited to another id now, to themselves, or in a circle.
 */
final class Merges {

    private static final String CODES = "select code from codes where external_id = any(:ids)";

    private static final String CUSTOMERS = """
            with ids as materialized (select p.program_key, unnest(cast(:ids as text[])) as id \
            from (select distinct program_key from program_versions) p) \
            select b.customer_id from ids cross join lateral (select b.customer_id from binds b \
            where b.program_key = ids.program_key and b.advocate = ids.id offset 0) b \
            union select c.customer_id from words w join conversions c on c.tenant_id = w.tenant_id and c.program_key = w.program_key \
            and c.kind = w.kind and c.subject = w.subject where w.external_id = any(:ids) and w.kind = 'SIGNUP'""";

    private static final String ORDERS = """
            with ids as materialized (select p.program_key, unnest(cast(:ids as text[])) as id \
            from (select distinct program_key from program_versions) p) \
            select shown.order_id from ids cross join lateral (select c.order_id from considered c \
            where c.program_key = ids.program_key and c.external_id = ids.id offset 0) shown \
            union select w.subject from words w where w.external_id = any(:ids) and w.kind = 'PURCHASE'""";

    private Merges() {}

    /** @param newFacts just stored; those of them that merge anybody count */
    static Uni<Affected> affectedBy(
            Mutiny.StatelessSession session, Collection<Program> programs, Collection<Event<?>> newFacts) {
        var named = new HashSet<String>();
        for (var event : newFacts)
            if (event.data() instanceof AliasRecorded alias)
                named.addAll(List.of(alias.previousId(), alias.customerId()));
        if (named.isEmpty()) return Uni.createFrom().item(Affected.NONE);
        return Persons.ofTenant(session, programs, named).chain(people -> affectedBy(session, people.allIdsOf(named)));
    }

    /** Customers who showed a code of theirs: where touches share the credit, a sign-up credits more people than it is bound to. */
    static Uni<Set<String>> showingCodesOf(Mutiny.StatelessSession session, Set<String> people) {
        return found(session, CODES, people)
                .chain(codes -> DefinitionConsumer.showing(session, codes))
                .map(Affected::customers);
    }

    private static Uni<Affected> affectedBy(Mutiny.StatelessSession session, Set<String> ids) {
        return found(session, CODES, ids)
                .chain(codes -> DefinitionConsumer.showing(session, codes))
                .chain(showing -> found(session, CUSTOMERS, ids)
                        .map(brought -> new Affected(DecideProgram.union(ids, brought), Set.of()).and(showing)))
                .chain(affected -> found(session, ORDERS, ids)
                        .map(orders -> affected.and(new Affected(Set.of(), new HashSet<>(orders)))))
                .chain(affected -> Affected.ordersOfPeople(session, affected.customers())
                        .map(orders -> affected.and(new Affected(Set.of(), new HashSet<>(orders)))));
    }

    private static Uni<List<String>> found(Mutiny.StatelessSession session, String query, Set<String> ids) {
        return session.createNativeQuery(query, String.class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList();
    }
}
