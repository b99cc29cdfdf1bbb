package io.grapevine.insights.funnel.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says no to a stream before it begins: server-sent events send their status at once, after that nobody can be told 404. */
@ApplicationScoped
class StreamAdmission {

    /** After the key is checked, which happens at the default 5000. */
    private static final int ONCE_THE_CALLER_IS_KNOWN = 6_000;

    private final TenantTransactions transactions;
    private final FunnelStreams streams;
    private final Caller caller;

    StreamAdmission(TenantTransactions transactions, FunnelStreams streams, Caller caller) {
        this.transactions = transactions;
        this.streams = streams;
        this.caller = caller;
    }

    @Admitted
    @ServerRequestFilter(priority = ONCE_THE_CALLER_IS_KNOWN)
    public Uni<Void> admit(UriInfo uri) {
        streams.requireRoom();
        var programKey = uri.getPathParameters().getFirst("key");
        return transactions
                .inTenant(caller.tenantId(), session -> Funnels.ofProgram(session, programKey))
                .replaceWithVoid();
    }
}
