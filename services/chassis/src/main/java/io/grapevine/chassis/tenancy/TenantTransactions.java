package io.grapevine.chassis.tenancy;

import io.grapevine.chassis.schema.Schema;
import io.grapevine.chassis.schema.SchemaAbsent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens transactions that see one tenant and nothing else. There is no other way to the database for a service's own role:
 * without the setting, row-level security shows no row and accepts none.
 */
@ApplicationScoped
public class TenantTransactions {

    private static final String ANY_MOMENT = "";
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read";

    private final Mutiny.SessionFactory sessions;
    private final Schema schema;

    TenantTransactions(Mutiny.SessionFactory sessions, Schema schema) {
        this.sessions = sessions;
        this.schema = schema;
    }

    /** Runs the work in one transaction of the tenant; it commits when the Uni completes and rolls back when it fails. */
    public <T> Uni<T> inTenant(String tenantId, Function<Mutiny.StatelessSession, Uni<T>> work) {
        return withSetting("grapevine.tenant", tenantId, ANY_MOMENT, work);
    }

    /**
     * The same, and everything the work reads is of one moment, without a lock on anything: for what compares many rows while others
     * change them. A row that somebody else changed meanwhile cannot be written; the work is to be done again then.
     */
    public <T> Uni<T> inSnapshot(String tenantId, Function<Mutiny.StatelessSession, Uni<T>> work) {
        return withSetting("grapevine.tenant", tenantId, ONE_MOMENT, work);
    }

    /**
     * Runs the work seeing only the row whose secret the caller can name: for look-ups that happen before the tenant is
     * known. The table's policy must allow it for that setting.
     */
    public <T> Uni<T> presenting(String setting, String secret, Function<Mutiny.StatelessSession, Uni<T>> work) {
        return withSetting("grapevine." + setting, secret, ANY_MOMENT, work);
    }

    // A session of its own, not the one that Hibernate keeps in the Vert.x context: two transactions started
    // from one context must never share a connection.
    private <T> Uni<T> withSetting(
            String name, String value, String isolation, Function<Mutiny.StatelessSession, Uni<T>> work) {
        if (!schema.isPresent()) return Uni.createFrom().failure(SchemaAbsent::new);
        return sessions.openStatelessSession()
                .chain(session -> session.withTransaction(transaction -> isolate(session, isolation)
                                .chain(() -> set(session, name, value))
                                .chain(() -> work.apply(session)))
                        .eventually(session::close));
    }

    // Before anything is read: the first statement fixes what the transaction sees.
    private static Uni<Integer> isolate(Mutiny.StatelessSession session, String isolation) {
        return isolation.equals(ANY_MOMENT)
                ? Uni.createFrom().item(0)
                : session.createNativeQuery(isolation).executeUpdate();
    }

    private static Uni<String> set(Mutiny.StatelessSession session, String name, String value) {
        return session.createNativeQuery("select set_config(:name, :value, true)", String.class)
                .setParameter("name", name)
                .setParameter("value", value)
                .getSingleResult();
    }
}
