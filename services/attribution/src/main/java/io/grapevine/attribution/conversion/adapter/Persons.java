package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.identity.Alias;
import io.grapevine.attribution.identity.People;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.Program;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads which ids are one person. Where a tenant never merged any, nothing is read. */
final class Persons {

    // All aliases of the given ids, of the ids that those lead to or from, and so on.
    private static final String ALIASES = """
            with recursive merged as (select unnest(cast(:ids as text[])) as id union \
            select other.id from merged cross join lateral ( \
            (select f.customer_id as id from facts f where f.type = 'ALIAS_RECORDED' and f.visitor_id = merged.id offset 0) union all \
            (select f.visitor_id as id from facts f where f.type = 'ALIAS_RECORDED' and f.customer_id = merged.id offset 0)) other) \
            select alias.* from merged cross join lateral (select %s from facts f \
            where f.type = 'ALIAS_RECORDED' and f.customer_id = merged.id offset 0) alias""".formatted(FactRow.COLUMNS);

    private static final String LOCK_SPACE = "person";

    private final Mutiny.StatelessSession session;
    private final Program program;

    /** @param program aliases that came too late for it are none */
    Persons(Mutiny.StatelessSession session, Program program) {
        this.session = session;
        this.program = program;
    }

    /** Who of these is merged with whom. */
    Uni<People> of(Collection<String> ids) {
        if (ids.isEmpty() || !program.usages().contains(Usage.ALIASES))
            return Uni.createFrom().item(People.UNMERGED);
        return aliases(session, ids)
                .map(rows -> People.of(rows.stream()
                        .filter(row -> program.accepts(row.occurredAt, row.lateBy()))
                        .map(Persons::alias)
                        .toList()));
    }

    /** Every id of these people, whichever of their ids were given. */
    Uni<Set<String>> allIdsOf(Set<String> ids) {
        return of(ids).map(people -> people.allIdsOf(ids));
    }

    /** Every id that any alias ties to these, also one that came too late for some program. */
    static Uni<People> ofTenant(Mutiny.StatelessSession session, Collection<Program> programs, Collection<String> ids) {
        if (ids.isEmpty() || !Program.use(programs, Usage.ALIASES))
            return Uni.createFrom().item(People.UNMERGED);
        return aliases(session, ids)
                .map(rows -> People.of(rows.stream().map(Persons::alias).toList()));
    }

    /**
     * Takes the locks of the persons whom these ids stand for; the locks of the ids are held already. A merge that was under way
     * meanwhile may have made other persons of them: then those are locked, too.
     */
    static Uni<Void> lock(
            Mutiny.StatelessSession session, String tenantId, Collection<Program> programs, Set<String> ids) {
        return lock(session, tenantId, programs, ids, Set.of());
    }

    private static Uni<Void> lock(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<Program> programs,
            Set<String> ids,
            Set<String> locked) {
        return ofTenant(session, programs, ids).chain(people -> {
            if (people.equals(People.UNMERGED)) return Uni.createFrom().voidItem();
            var persons = new HashSet<>(people.personsOf(ids));
            if (locked.containsAll(persons)) return Uni.createFrom().voidItem();
            return IdentityLocks.take(session, tenantId, LOCK_SPACE, persons)
                    .chain(() -> lock(session, tenantId, programs, ids, persons));
        });
    }

    private static Uni<List<FactRow>> aliases(Mutiny.StatelessSession session, Collection<String> ids) {
        return session.createNativeQuery(ALIASES, FactRow.class)
                .setParameter("ids", ids.stream().collect(toSet()).toArray(String[]::new))
                .getResultList();
    }

    private static Alias alias(FactRow row) {
        return new Alias(Objects.requireNonNull(row.visitorId), Objects.requireNonNull(row.customerId), row.order());
    }
}
