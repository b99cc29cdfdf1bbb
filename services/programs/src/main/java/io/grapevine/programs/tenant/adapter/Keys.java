package io.grapevine.programs.tenant.adapter;

import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The keys this service made. */
@ApplicationScoped
class Keys {

    // A tenant rotates a handful of keys, a test bench some hundreds; the bound keeps the list an answer of one page.
    static final int MOST_LIVING = 1_000;

    private static final String INSERT = """
            insert into tenant_keys (tenant_id, key_id, key_hash, hint, kind, origins, created_at, revoked_at, person) \
            select r.tenant_id, r.key_id, r.key_hash, r.hint, r.kind, r.origins, r.created_at, r.revoked_at, r.person \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, key_id text, key_hash text, hint text, \
            kind text, origins text, created_at timestamptz, revoked_at timestamptz, person text) \
            on conflict (tenant_id, key_hash) do nothing""";
    // What checks callers is fed by the log; this service need not wait for its own word.
    private static final String ADMIT = """
            insert into api_keys (tenant_id, key_hash, hint, kind, scopes, origins, revoked_at, person) \
            select tenant_id, key_hash, hint, kind, '', origins, revoked_at, person from tenant_keys \
            where tenant_id = :tenant and key_id = any(:ids) \
            on conflict (tenant_id, key_hash) do update set revoked_at = excluded.revoked_at""";
    private static final String LIVING = """
            select * from tenant_keys where tenant_id = :tenant and (revoked_at is null or revoked_at > :now) \
            order by key_id""";
    private static final String REVOKE = """
            update tenant_keys set revoked_at = :at where tenant_id = :tenant and key_id = :id""";

    /** Adds keys; those whose hash is known stay as they are. Answers how many were new. */
    Uni<Integer> add(Mutiny.StatelessSession session, List<KeyRow> keys) {
        return Rows.write(session, INSERT, keys).call(() -> admit(session, keys));
    }

    /** Those that still open something, oldest first. */
    Uni<List<KeyRow>> living(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return session.createNativeQuery(LIVING, KeyRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("now", now)
                .getResultList();
    }

    Uni<Void> revoke(Mutiny.StatelessSession session, KeyRow key, Instant moment) {
        var at = moment.truncatedTo(ChronoUnit.MILLIS);
        key.revokedAt = at;
        return session.createNativeQuery(REVOKE)
                .setParameter("at", at)
                .setParameter("tenant", key.tenantId)
                .setParameter("id", key.keyId)
                .executeUpdate()
                .chain(() -> admit(session, List.of(key)));
    }

    private Uni<Void> admit(Mutiny.StatelessSession session, List<KeyRow> keys) {
        return session.createNativeQuery(ADMIT)
                .setParameter("tenant", keys.getFirst().tenantId)
                .setParameter("ids", keys.stream().map(key -> key.keyId).toArray(String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }
}
