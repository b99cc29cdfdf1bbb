package io.grapevine.programs.definition.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.programs.definition.Definition;
import io.grapevine.programs.definition.ProgramKey;
import io.grapevine.programs.form.Filled;
import io.grapevine.programs.tenant.Tenant;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Program {@code demo} of a local installation, made once: what people change in it stays changed. */
@ApplicationScoped
class ProvisionDemo {

    private static final ProgramKey DEMO = new ProgramKey("demo");

    private static final Map<String, Object> TEN_PERCENT_TO_THE_ADVOCATE = Map.of(
            "name", "Demo",
            "destination", "https://shop.example/welcome",
            "rewards",
                    List.of(Map.of(
                            "id", "commission", "on", "purchase", "to", "advocate", "give", Map.of("percent", 10))));

    private final PutProgram putProgram;
    private final Programs programs;
    private final TenantTransactions transactions;
    private final boolean local;

    ProvisionDemo(
            PutProgram putProgram,
            Programs programs,
            TenantTransactions transactions,
            @ConfigProperty(name = "grapevine.local") boolean local) {
        this.putProgram = putProgram;
        this.programs = programs;
        this.transactions = transactions;
        this.local = local;
    }

    void start(@Observes StartupEvent started) throws Throwable {
        if (local) VertxContextSupport.subscribeAndAwait(this::provision);
    }

    private Uni<Void> provision() {
        var tenantId = Tenant.DEMO.id();
        return transactions
                .inTenant(tenantId, session -> programs.latest(session, tenantId, DEMO.value()))
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().voidItem()
                        : putProgram
                                .handle(
                                        tenantId,
                                        DEMO,
                                        Definition.read(TEN_PERCENT_TO_THE_ADVOCATE)
                                                .orRefuse(),
                                        new Filled(TEN_PERCENT_TO_THE_ADVOCATE))
                                .replaceWithVoid());
    }
}
