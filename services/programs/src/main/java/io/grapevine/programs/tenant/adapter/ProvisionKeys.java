package io.grapevine.programs.tenant.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.schema.Schema;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.grapevine.events.Event;
import io.grapevine.programs.apikey.ApiKey;
import io.grapevine.programs.tenant.Tenant;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sees at every start that there is a way in: the operator's key from the settings and, in a local installation only, tenant
 * and keys {@code demo}. A further start changes nothing.
 */
@ApplicationScoped
class ProvisionKeys {

    private static final Logger LOG = Logger.getLogger(ProvisionKeys.class);

    private final Schema schema;
    private final OpenTenant openTenant;
    private final Keys keys;
    private final Outbox outbox;
    private final TenantTransactions transactions;
    private final InstantSource clock;
    private final boolean local;
    private final Optional<String> operatorKey;

    ProvisionKeys(
            Schema schema,
            OpenTenant openTenant,
            Keys keys,
            Outbox outbox,
            TenantTransactions transactions,
            InstantSource clock,
            @ConfigProperty(name = "grapevine.local") boolean local,
            @ConfigProperty(name = "grapevine.operator-key") Optional<String> operatorKey) {
        this.schema = schema;
        this.openTenant = openTenant;
        this.keys = keys;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.local = local;
        this.operatorKey = operatorKey;
    }

    void start(@Observes StartupEvent started) throws Throwable {
        var configured = operatorKey.map(ProvisionKeys::checked);
        if (schema.isPresent()) VertxContextSupport.subscribeAndAwait(() -> provision(configured));
        else
            schema.present()
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .subscribe()
                    .with(present -> provisionLate(configured));
    }

    private void provisionLate(Optional<ApiKey> configured) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> provision(configured));
        } catch (Throwable failed) {
            LOG.error("keys from the settings are not there before the next start", failed);
        }
    }

    private Uni<Void> provision(Optional<ApiKey> configured) {
        var operator =
                configured.map(this::admitOperator).orElse(Uni.createFrom().voidItem());
        if (!local) return operator;
        LOG.info("local installation: tenant demo with the keys everybody knows");
        return operator.chain(() -> admitOperator(ApiKey.demo(Kind.OPERATOR)))
                .chain(() -> openTenant.handle(
                        Tenant.DEMO, List.of(ApiKey.demo(Kind.SECRET), ApiKey.demo(Kind.PUBLISHABLE))))
                .replaceWithVoid();
    }

    private static ApiKey checked(String text) {
        var key = new ApiKey(Kind.OPERATOR, text);
        if (!key.isStrong())
            throw new IllegalArgumentException(
                    "grapevine.operator-key must be gv_ok_ and at least 32 random letters and digits");
        return key;
    }

    private Uni<Void> admitOperator(ApiKey key) {
        var row = KeyRow.of(Tenant.OPERATOR, Identifier.next("key"), key, List.of(), clock.instant());
        return transactions.inTenant(
                Tenant.OPERATOR,
                session -> keys.add(session, List.of(row))
                        .chain(added -> added == 1
                                ? publish(session, row)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> publish(Mutiny.StatelessSession session, KeyRow row) {
        var event = Event.stated(
                Tenant.OPERATOR,
                Identifier.next("evt"),
                OpenTenant.SOURCE,
                clock.instant(),
                Correlation.current(),
                row.published());
        return outbox.add(session, List.of(event));
    }
}
