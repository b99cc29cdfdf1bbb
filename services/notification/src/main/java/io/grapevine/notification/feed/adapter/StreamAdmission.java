package io.grapevine.notification.feed.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.notification.feed.FeedPlace;
import io.grapevine.notification.feed.adapter.FeedEntries.Reader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says no to a stream before it begins: server-sent events send their status at once, after that nobody can be told 404. */
@ApplicationScoped
class StreamAdmission {

    /** After the key is checked, which happens at the default 5000. */
    private static final int ONCE_THE_CALLER_IS_KNOWN = 6_000;

    private final TenantTransactions transactions;
    private final FeedEntries entries;
    private final FeedStreams streams;
    private final Caller caller;

    StreamAdmission(TenantTransactions transactions, FeedEntries entries, FeedStreams streams, Caller caller) {
        this.transactions = transactions;
        this.entries = entries;
        this.streams = streams;
        this.caller = caller;
    }

    @Admitted
    @ServerRequestFilter(priority = ONCE_THE_CALLER_IS_KNOWN)
    public Uni<Void> admit(ContainerRequestContext request) {
        streams.requireRoom();
        var query = request.getUriInfo().getQueryParameters();
        var reader = new Reader(caller.tenantId(), caller.participant(query.getFirst("participantId")));
        var last = request.getHeaderString("Last-Event-ID");
        if (last != null && FeedPlace.parse(last).isEmpty())
            throw Problem.badRequest("invalid_cursor", "Last-Event-ID must be the id of an event of this stream.");
        return transactions
                .inTenant(reader.tenantId(), session -> entries.knows(session, reader))
                .invoke(known -> {
                    if (!known) throw Problem.notFound("There is no participant " + reader.readerId() + ".");
                })
                .replaceWithVoid();
    }
}
