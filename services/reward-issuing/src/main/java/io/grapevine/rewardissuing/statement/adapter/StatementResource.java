package io.grapevine.rewardissuing.statement.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.ledger.Period;
import io.grapevine.rewardissuing.statement.adapter.Statements.Person;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What people had, what moved it and why, and what they have. */
@Path("/v1/statements")
@RequiresKey
@Tag(name = "statements")
public class StatementResource {

    // A page that a browser shows at once and that fits one answer of a few hundred kilobytes.
    private static final int LARGEST_PAGE = 500;
    private static final String CSV = "text/csv";

    private final TenantTransactions transactions;
    private final ExportStatement export;
    private final Caller caller;
    private final InstantSource clock;

    StatementResource(TenantTransactions transactions, ExportStatement export, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.export = export;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/{person}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getStatement",
            summary = "A participantId answers that person in that program, a customerId over all programs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatementResponse.class)))
    public Uni<Response> get(
            @PathParam("person") String person,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @DefaultValue("0") String next,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1-" + LARGEST_PAGE + ".");
        var period = period(from, to);
        var after = cursor(next);
        return transactions
                .inSnapshot(
                        caller.tenantId(),
                        session -> existing(session, person).chain(found -> page(session, found, period, after, limit)))
                .map(page -> Answer.of(200, page).toResponse());
    }

    @GET
    @Path("/{person}/export")
    @Produces(CSV)
    @Operation(
            operationId = "exportStatement",
            summary = "The same as a table, all of it, amounts in major units; safe to open in a spreadsheet")
    @APIResponse(responseCode = "200", content = @Content(mediaType = CSV))
    public RestMulti<String> export(
            @PathParam("person") String person,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var tenantId = caller.tenantId();
        var period = period(from, to);
        return RestMulti.fromUniResponse(
                transactions.inTenant(tenantId, session -> existing(session, person)),
                found -> export.of(tenantId, found, period));
    }

    private static Uni<StatementResponse> page(
            Mutiny.StatelessSession session, Person person, Period period, long after, int limit) {
        return Statements.standings(session, person, period, after)
                .chain(standings -> Statements.lines(session, person, period, after, limit + 1)
                        .map(rows -> StatementResponse.of(
                                person,
                                period,
                                standings,
                                rows.stream().limit(limit).toList(),
                                rows.size() > limit)));
    }

    private static Uni<Person> existing(Mutiny.StatelessSession session, String person) {
        return Statements.find(session, person)
                .map(found -> found.orElseThrow(() -> Problem.notFound("Nobody here has this id.")));
    }

    private Period period(@Nullable String from, @Nullable String to) {
        return Period.of(from, to, clock.instant())
                .orElseThrow(() -> Problem.badRequest(
                        "invalid_period", "from and to must be times like 2026-06-01T00:00:00Z, from before to."));
    }

    private static long cursor(String next) {
        try {
            return Long.parseLong(next);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("invalid_cursor", "cursor must be what the page before said.");
        }
    }
}
