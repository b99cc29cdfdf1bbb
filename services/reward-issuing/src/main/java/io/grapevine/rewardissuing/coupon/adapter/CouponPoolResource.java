package io.grapevine.rewardissuing.coupon.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Reading;
import io.grapevine.rewardissuing.coupon.CodeList;
import io.grapevine.rewardissuing.coupon.Stock;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Pools of coupon codes that the tenant made itself. */
@Path("/v1/coupon-pools")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "coupon pools")
public class CouponPoolResource {

    private static final int CREATED = 201;
    private static final int LARGEST_PAGE = 500;
    private static final String CSV = "text/csv";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final TenantTransactions transactions;
    private final Once once;
    private final Caller caller;
    private final CouponConfig config;
    private final InstantSource clock;

    CouponPoolResource(
            TenantTransactions transactions, Once once, Caller caller, CouponConfig config, InstantSource clock) {
        this.transactions = transactions;
        this.once = once;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    @POST
    @Path("/{name}/codes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "importCouponCodes", summary = "Adds codes behind those the pool has, and makes the pool")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = CouponPoolResponse.Imported.class)))
    public Uni<Response> importJson(
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @Nullable Object body) {
        return add(named(name), idempotencyKey, accepted(CodeList.ofJson(body)));
    }

    @POST
    @Path("/{name}/codes")
    @Consumes(CSV)
    @Operation(operationId = "importCouponCodesCsv", summary = "The same, one code a line")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = CouponPoolResponse.Imported.class)))
    public Uni<Response> importCsv(
            @PathParam("name") String name,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            String body) {
        return add(named(name), idempotencyKey, accepted(CodeList.ofCsv(body)));
    }

    @GET
    @Operation(operationId = "listCouponPools", summary = "Pools with what they have left and how many rewards wait")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CouponPoolResponse.Page.class)))
    public Uni<CouponPoolResponse.Page> list(
            @QueryParam("cursor") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_limit", "limit must be 1-" + LARGEST_PAGE + ".");
        return transactions
                .inTenant(caller.tenantId(), session -> Pools.stocks(session, "", after, limit + 1))
                .map(stocks -> page(stocks, limit));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getCouponPool", summary = "What a pool has left and how many rewards wait for it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CouponPoolResponse.class)))
    public Uni<CouponPoolResponse> show(@PathParam("name") String name) {
        return transactions.inTenant(caller.tenantId(), session -> shown(session, name));
    }

    private Uni<Response> add(String name, @Nullable String idempotencyKey, CodeList codes) {
        var tenantId = caller.tenantId();
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/coupon-pools/" + name + "/codes", codes);
        return once.answer(tenantId, request, session -> add(session, tenantId, name, codes));
    }

    private Uni<Answer> add(Mutiny.StatelessSession session, String tenantId, String name, CodeList codes) {
        return Pools.add(session, tenantId, name, codes, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .chain(imported -> shown(session, name)
                        .map(pool -> Answer.of(CREATED, CouponPoolResponse.Imported.of(imported, codes, pool))));
    }

    private Uni<CouponPoolResponse> shown(Mutiny.StatelessSession session, String name) {
        return Pools.stocks(session, name, "", 1).map(found -> {
            if (found.isEmpty()) throw Problem.notFound("There is no such pool: import codes to make it.");
            return CouponPoolResponse.of(found.getFirst(), config.lowAt());
        });
    }

    private CouponPoolResponse.Page page(List<Stock> stocks, int limit) {
        var items = stocks.stream()
                .limit(limit)
                .map(stock -> CouponPoolResponse.of(stock, config.lowAt()))
                .toList();
        return new CouponPoolResponse.Page(
                items, stocks.size() > limit ? items.getLast().name() : null);
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches())
            throw Problem.badRequest(
                    "invalid_pool", "A pool's name is 1 to 64 characters of A-Z, a-z, 0-9, underscore and hyphen.");
        return name;
    }

    private static CodeList accepted(Reading<CodeList> reading) {
        return switch (reading) {
            case Reading.Accepted<CodeList>(var codes) -> codes;
            case Reading.Refused<CodeList>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }
}
