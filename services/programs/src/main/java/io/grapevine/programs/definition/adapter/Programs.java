package io.grapevine.programs.definition.adapter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The programs of a tenant, each the sum of its versions. */
@ApplicationScoped
class Programs {

    private static final String HOLD = """
            select count(*) from (select pg_advisory_xact_lock(hashtextextended(:program, 0))) as held""";
    private static final String LATEST = """
            select * from program_versions where tenant_id = :tenant and program_key = :key \
            order by version desc limit 1""";
    private static final String VERSIONS = """
            select * from program_versions where tenant_id = :tenant and program_key = :key and version > :after \
            order by version limit :most""";
    private static final String PAGE = """
            select distinct on (program_key) * from program_versions \
            where tenant_id = :tenant and program_key > :after order by program_key, version desc limit :most""";

    /**
     * Holds the program until the transaction ends: definitions put at once become versions one after the other, and enrolments,
     * which share the lock, make no link to a destination that is being left.
     */
    Uni<Void> hold(Mutiny.StatelessSession session, String tenantId, String key) {
        return session.createNativeQuery(HOLD, Long.class)
                .setParameter("program", "program\n" + tenantId + "\n" + key)
                .getSingleResult()
                .replaceWithVoid();
    }

    Uni<Optional<ProgramVersionRow>> latest(Mutiny.StatelessSession session, String tenantId, String key) {
        return session.createNativeQuery(LATEST, ProgramVersionRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("key", key)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    Uni<Optional<ProgramVersionRow>> version(
            Mutiny.StatelessSession session, String tenantId, String key, int version) {
        return session.get(ProgramVersionRow.class, new ProgramVersionRow.Key(tenantId, key, version))
                .map(Optional::ofNullable);
    }

    /** Versions above a number, lowest first. */
    Uni<List<ProgramVersionRow>> versions(
            Mutiny.StatelessSession session, String tenantId, String key, int after, int most) {
        return session.createNativeQuery(VERSIONS, ProgramVersionRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("key", key)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList();
    }

    /** The latest version of each program, by key, those after a key. */
    Uni<List<ProgramVersionRow>> page(Mutiny.StatelessSession session, String tenantId, String after, int most) {
        return session.createNativeQuery(PAGE, ProgramVersionRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList();
    }

    Uni<Void> add(Mutiny.StatelessSession session, ProgramVersionRow version) {
        return session.insert(version);
    }
}
