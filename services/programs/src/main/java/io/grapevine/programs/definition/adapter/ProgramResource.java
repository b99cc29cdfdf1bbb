package io.grapevine.programs.definition.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.definition.Definition;
import io.grapevine.events.form.Filled;
import io.grapevine.events.form.PageRequest;
import io.grapevine.programs.definition.ProgramKey;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Programs: a whole definition in, versions out. */
@Path("/v1/programs")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programs")
public class ProgramResource {

    private static final String EXAMPLE = """
            {"name": "Spring", "destination": "https://shop.example/welcome",
             "attribution": {"model": "last_touch", "lookback": "30d", "conversionWindow": "90d", "binding": "lifetime"},
             "eligibility": {"countries": ["DE", "ES", "RO"]},
             "rewards": [
               {"id": "welcome", "on": "signup", "to": "friend", "give": {"coupon": {"percent": 10}}},
               {"id": "commission", "on": "purchase", "to": "advocate", "give": {"percent": 10}, "hold": "14d"},
               {"id": "upline", "on": "purchase", "to": "upline", "level": 2, "give": {"percent": 2}, "hold": "14d"}]}""";

    private static final String POLICY_EXAMPLE = """
            {"name": "Affiliates", "destination": "https://shop.example/welcome",
             "attribution": {"model": "last_touch", "lookback": {"length": "30d", "edge": "inclusive"},
                             "conversionWindow": {"length": "90d", "edge": "inclusive"}, "binding": "per_order",
                             "priority": ["code", ["click", "soft_click"]], "tieBreak": "lowest_id",
                             "lateness": "7d"},
             "eligibility": {"newCustomersOnly": true},
             "effective": {"from": "now", "for": "new_customers"},
             "exclusivity": {"group": "sales", "rank": 2},
             "fraud": {"review": 50, "refuse": 120, "weights": {"disposable_domain": 60}, "velocity": {"window": "1h", "perAdvocate": 20},
                       "brandTerms": ["acme"], "couponSites": ["coupons.example"], "reviewTerm": "14d", "afterTerm": "refuse"},
             "rewards": [{"id": "commission", "on": "purchase", "to": "advocate", "give": {"percent": 10}}]}""";

    private static final String SHARED_EXAMPLE = """
            {"name": "Partners", "destination": "https://shop.example/welcome",
             "attribution": {"model": "position", "weights": {"first": 0.4, "middle": 0.2, "last": 0.4},
                             "credit": "multi_touch", "lookback": "30d"},
             "rewards": [
               {"id": "commission", "on": "purchase", "to": "advocate", "give": {"percent": 10}, "hold": "14d"}]}""";

    private final PutProgram putProgram;
    private final Programs programs;
    private final TenantTransactions transactions;
    private final Caller caller;

    ProgramResource(PutProgram putProgram, Programs programs, TenantTransactions transactions, Caller caller) {
        this.putProgram = putProgram;
        this.programs = programs;
        this.transactions = transactions;
        this.caller = caller;
    }

    @PUT
    @Path("/{key}")
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(
            summary = "Put a program's definition",
            description =
                    "The first version holds for all times, a later one from now on, unless effectiveFrom says otherwise."
                            + " The definition that holds already makes no new version. What is not built yet is refused as `unsupported`."
                            + " `attribution.model`: first_touch, last_touch, last_non_direct (credit: single_winner, the default, or"
                            + " multi_touch); linear, position (with weights) or its names position_based, j_shaped, inverse_j,"
                            + " time_decay (halfLife, 7d by default), w_shaped, full_path (always multi_touch: every eligible touch earns"
                            + " its share, and rewards to advocates are shared likewise)."
                            + " `attribution.priority`: which of code, click, paid_click (an ad network's click id or a paid"
                            + " utm_medium), soft_click and impression count, strongest first, those of one rank in a list of their"
                            + " own; what is left out earns nothing; [code, [click, paid_click], soft_click, impression] by default."
                            + " `attribution.lateness`: how long after its event time a fact may arrive and still count, an hour at least,"
                            + " unlimited by default; what comes later is kept, listed by GET"
                            + " /v1/attribution/programs/{key}/late-facts, and changes nothing. `attribution.tieBreak`: by_model (default), lowest_id, highest_id, between touches of one rank and"
                            + " instant. `eligibility.newCustomersOnly`: whoever bought before the sign-up that binds them (with"
                            + " per_order: before the order), or is known by the same e-mail address under another id, earns nobody"
                            + " anything. `effective`: {from: now or a time, for: everyone or new_customers}; a version for new"
                            + " customers leaves those who signed up before it to the version before. `exclusivity`: none, or {group,"
                            + " rank 1 to 1000}; programs of one group (default, all of them) never both pay one conversion: the lower"
                            + " rank (100 by default) is credited, then the stronger class of touch, then the later touch, then the key;"
                            + " the others say other_program and lostTo."
                            + " `fraud`: none, or {review, refuse (points; none = never), weights: {signal: points, 0 = not looked for}, velocity:"
                            + " {window, perAdvocate, perNetwork, perDevice, clicks, shortestVisit}, brandTerms, couponSites, reviewTerm (14d),"
                            + " afterTerm: accept or refuse}; {} looks for everything with the usual points. Without it only self-referral by"
                            + " e-mail address, device or means of payment puts a conversion before a person.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = {
                                @ExampleObject(name = "definition", value = EXAMPLE),
                                @ExampleObject(name = "policy", value = POLICY_EXAMPLE),
                                @ExampleObject(name = "sharedCredit", value = SHARED_EXAMPLE)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "A new version",
            content = @Content(schema = @Schema(implementation = ProgramResponse.class)))
    @APIResponse(responseCode = "200", description = "It holds already")
    public Uni<Response> put(String key, Filled body) {
        var programKey = keyOf(key);
        var definition = Definition.read(body.tree()).orRefuse();
        return putProgram
                .handle(caller.tenantId(), programKey, definition, body)
                .map(taken -> Response.status(taken.isNew() ? 201 : 200)
                        .entity(ProgramResponse.of(taken.row()))
                        .build());
    }

    @GET
    @Operation(summary = "List programs, each with its latest version")
    public Uni<ProgramResponse.Page> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        var page = PageRequest.read(cursor, limit).orRefuse();
        return inTenant((session, tenantId) -> programs.page(session, tenantId, page.after(), page.ask()))
                .map(rows -> {
                    var items = rows.stream()
                            .limit(page.limit())
                            .map(ProgramResponse::of)
                            .toList();
                    return new ProgramResponse.Page(
                            items, page.next(rows.size(), () -> items.getLast().key()));
                });
    }

    @GET
    @Path("/{key}")
    @Operation(summary = "The latest version of a program")
    public Uni<ProgramResponse> latest(String key) {
        var programKey = existing(key);
        return inTenant((session, tenantId) -> programs.latest(session, tenantId, programKey))
                .map(found(key));
    }

    @GET
    @Path("/{key}/versions")
    @Operation(summary = "List a program's versions, the first one first")
    public Uni<ProgramResponse.Page> versions(
            String key, @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        var page = PageRequest.read(cursor, limit).orRefuse();
        var programKey = existing(key);
        return inTenant((session, tenantId) ->
                        programs.versions(session, tenantId, programKey, page.afterNumber(), page.ask()))
                .map(rows -> pageOf(key, page, rows));
    }

    @GET
    @Path("/{key}/versions/{version}")
    @Operation(summary = "One version of a program")
    public Uni<ProgramResponse> version(String key, int version) {
        var programKey = existing(key);
        return inTenant((session, tenantId) -> programs.version(session, tenantId, programKey, version))
                .map(found(key));
    }

    private static ProgramResponse.Page pageOf(String key, PageRequest page, List<ProgramVersionRow> rows) {
        if (rows.isEmpty() && page.isFirst()) throw missing(key);
        var items = rows.stream().limit(page.limit()).map(ProgramResponse::of).toList();
        return new ProgramResponse.Page(
                items,
                page.next(rows.size(), () -> String.valueOf(items.getLast().version())));
    }

    private <T> Uni<T> inTenant(TenantWork<T> work) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(tenantId, session -> work.in(session, tenantId));
    }

    private interface TenantWork<T> {
        Uni<T> in(Mutiny.StatelessSession session, String tenantId);
    }

    private static Function<Optional<ProgramVersionRow>, ProgramResponse> found(String key) {
        return row -> ProgramResponse.of(row.orElseThrow(() -> missing(key)));
    }

    private static Problem missing(String key) {
        return ProgramKey.parse(key).isEmpty()
                ? Problem.notFound("There is no program with this key.")
                : Problem.notFound("There is no program " + key + "; PUT /v1/programs/" + key + " makes one.");
    }

    // What is no key names no program, and never reaches the database.
    private static String existing(String key) {
        return ProgramKey.parse(key).orElseThrow(() -> missing(key)).value();
    }

    private static ProgramKey keyOf(String text) {
        return ProgramKey.parse(text)
                .orElseThrow(() ->
                        Problem.badRequest("invalid_program_key", "The key in the path: " + ProgramKey.FIX + "."));
    }
}
