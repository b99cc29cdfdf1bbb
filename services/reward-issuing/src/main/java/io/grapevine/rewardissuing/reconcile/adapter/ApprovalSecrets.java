package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.signing.SecretVault;
import io.grapevine.chassis.signing.SigningSecret;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What signs a tenant's approval calls: one secret, and for a day after a rotation the one before beside it. */
@ApplicationScoped
class ApprovalSecrets {

    /** As for webhooks. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final String NAME = "approval-calls";
    private static final String MAKE = """
            insert into approval_secrets (tenant_id, secret, created_at) values (:tenant, :secret, :now) on conflict do nothing""";
    private static final String ROTATE = """
            insert into approval_secrets as s (tenant_id, secret, created_at) values (:tenant, :secret, :now) \
            on conflict (tenant_id) do update set previous = s.secret, previous_until = :until, \
            secret = excluded.secret, created_at = excluded.created_at""";
    private static final String READ = "select cast(to_jsonb(s) as text) from approval_secrets s";

    @JsonNaming(SnakeCaseStrategy.class)
    private record SecretRow(
            String secret,
            @Nullable String previous,
            @Nullable Instant previousUntil) {}

    private final SecretVault vault;

    ApprovalSecrets(SecretVault vault) {
        this.vault = vault;
    }

    /** All that are valid now, the newest first; made if there is none yet. */
    Uni<List<SigningSecret>> validAt(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return read(session)
                .chain(found -> found == null
                        ? make(session, tenantId, now).chain(() -> validAt(session, tenantId, now))
                        : Uni.createFrom().item(valid(tenantId, found, now)));
    }

    Uni<Integer> rotate(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return session.createNativeQuery(ROTATE)
                .setParameter("tenant", tenantId)
                .setParameter("secret", vault.seal(tenantId, NAME, vault.fresh()))
                .setParameter("now", now)
                .setParameter("until", now.plus(OVERLAP))
                .executeUpdate();
    }

    private Uni<Integer> make(Mutiny.StatelessSession session, String tenantId, Instant now) {
        return session.createNativeQuery(MAKE)
                .setParameter("tenant", tenantId)
                .setParameter("secret", vault.seal(tenantId, NAME, vault.fresh()))
                .setParameter("now", now)
                .executeUpdate();
    }

    private static Uni<@Nullable SecretRow> read(Mutiny.StatelessSession session) {
        return session.createNativeQuery(READ, String.class)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : JsonRows.read(row, SecretRow.class));
    }

    private List<SigningSecret> valid(String tenantId, SecretRow row, Instant now) {
        var secrets = new ArrayList<SigningSecret>();
        secrets.add(vault.open(tenantId, row.secret()));
        if (row.previous() != null && row.previousUntil() != null && now.isBefore(row.previousUntil()))
            secrets.add(vault.open(tenantId, row.previous()));
        return List.copyOf(secrets);
    }
}
