package io.grapevine.rewardissuing.ledger.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.ledger.Period;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** The books: what was posted, and the proof that it still says the same. */
@Path("/v1/ledger")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ledger")
public class LedgerResource {

    // A page that fits one answer of a few hundred kilobytes.
    private static final int LARGEST_PAGE = 1000;
    private static final String ENTRIES = """
            select cast(to_jsonb(e) as text) from ledger_entries e where (:account = '' or e.account = :account) \
            and (:program = '' or e.program_key = :program) and e.entry_id > :after order by e.entry_id limit :most""";

    /** One side of a transfer; positive debits the account, negative credits it. */
    record EntryResponse(
            String id, String transferId, String account, String programKey, Terms.Money amount, Instant postedAt) {}

    /** A page of entries, oldest first; {@code next} is absent on the last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryPage(List<EntryResponse> items, @Nullable String next) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Row(
            long entryId,
            String transferId,
            String account,
            String programKey,
            String currency,
            long amountMinor,
            Instant postedAt) {

        EntryResponse toResponse() {
            return new EntryResponse(
                    String.valueOf(entryId),
                    transferId,
                    account,
                    programKey,
                    new Terms.Money(amountMinor, currency),
                    postedAt);
        }
    }

    private static final String JSON_LINES = "application/jsonl";

    private final TenantTransactions transactions;
    private final ExportLedger ledger;
    private final ExportAccount accounts;
    private final Caller caller;
    private final InstantSource clock;

    LedgerResource(
            TenantTransactions transactions,
            ExportLedger ledger,
            ExportAccount accounts,
            Caller caller,
            InstantSource clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.accounts = accounts;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/entries")
    @Operation(
            operationId = "listLedgerEntries",
            summary = "Entries in the order they were posted, of one account or of all, of one program or of all")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryPage.class)))
    public Uni<Response> entries(
            @QueryParam("account") @DefaultValue("") String account,
            @QueryParam("programKey") @DefaultValue("") String programKey,
            @QueryParam("cursor") @DefaultValue("0") String next,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1-" + LARGEST_PAGE + ".");
        var after = cursor(next);
        return transactions
                .inTenant(caller.tenantId(), session -> page(session, account, programKey, after, limit))
                .map(page -> Answer.of(200, page).toResponse());
    }

    @GET
    @Path("/verify")
    @Operation(operationId = "verifyLedger", summary = "Proves sums, balances and hash chains from the tables, now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProveLedger.Proof.class)))
    public Uni<Response> verify() {
        return transactions
                .inSnapshot(caller.tenantId(), ProveLedger::of)
                .map(proof -> Answer.of(200, proof).toResponse());
    }

    @GET
    @Path("/export")
    @Produces(JSON_LINES)
    @Operation(
            operationId = "exportLedger",
            summary =
                    "The sealed ledger, or one account's statement, line by line, to be verified without this service")
    @APIResponse(responseCode = "200", content = @Content(mediaType = JSON_LINES))
    public RestMulti<String> export(
            @QueryParam("account") @Nullable String account,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        if (account != null) return lines(accounts.of(caller.tenantId(), account, period(from, to)));
        if (from != null || to != null)
            throw Problem.badRequest("account_required", "from and to are for an account's statement: say account.");
        return lines(ledger.of(caller.tenantId()));
    }

    /** As they are: what has json in its name would else become one array. */
    private static RestMulti<String> lines(Multi<String> lines) {
        return RestMulti.fromMultiData(lines).encodeAsJsonArray(false).build();
    }

    private Period period(@Nullable String from, @Nullable String to) {
        return Period.of(from, to, clock.instant())
                .orElseThrow(() -> Problem.badRequest(
                        "invalid_period", "from and to must be times like 2026-06-01T00:00:00Z, from before to."));
    }

    private static Uni<EntryPage> page(
            Mutiny.StatelessSession session, String account, String program, long after, int limit) {
        return session.createNativeQuery(ENTRIES, String.class)
                .setParameter("account", account)
                .setParameter("program", program)
                .setParameter("after", after)
                .setParameter("most", limit + 1)
                .getResultList()
                .map(rows -> page(rows, limit));
    }

    private static EntryPage page(List<String> rows, int limit) {
        var items = rows.stream()
                .limit(limit)
                .map(row -> LedgerRows.read(row, Row.class).toResponse())
                .toList();
        return new EntryPage(items, rows.size() > limit ? items.getLast().id() : null);
    }

    private static long cursor(String next) {
        try {
            return Long.parseLong(next);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("invalid_cursor", "cursor must be what the page before said.");
        }
    }
}
