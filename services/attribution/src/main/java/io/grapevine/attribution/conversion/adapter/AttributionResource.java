package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.conversion.ParticipantView;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Shows what was decided, by which rule, and everything that was considered. */
@Path("/v1/conversions")
@RequiresKey
public class AttributionResource {

    // Large enough for an export, small enough to be built in memory.
    private static final int LARGEST_PAGE = 500;

    /** A page of conversions; {@code next} is the cursor of the following one, absent on the last. */
    public record Page(
            List<ConversionResponse> items, @Nullable String next) {}

    private final TenantTransactions transactions;
    private final Caller caller;

    AttributionResource(TenantTransactions transactions, Caller caller) {
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List conversions",
            description = "Sign-ups and orders with what their programs decided, current revisions, oldest first.")
    @APIResponse(responseCode = "200", description = "A page")
    public Uni<Page> list(
            @QueryParam("customerId") @Nullable String customerId,
            @QueryParam("orderId") @Nullable String orderId,
            @Parameter(description = "signup or purchase") @QueryParam("kind") @Nullable String kind,
            @QueryParam("programKey") @Nullable String programKey,
            @Parameter(description = "the next of the page before") @QueryParam("cursor") @DefaultValue("")
                    String cursor,
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE)
            throw Problem.badRequest("invalid_parameter", "limit must be 1 to " + LARGEST_PAGE + ", was " + limit);
        var filter = new Conversions.Filter(customerId, orderId, kindOf(kind), programKey);
        return transactions
                .inTenant(caller.tenantId(), session -> Conversions.page(session, filter, cursor, limit + 1))
                .map(found -> page(found, limit));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a conversion", description = "With its explanation and all its revisions.")
    @APIResponse(responseCode = "200", description = "The conversion")
    public Uni<ConversionResponse> show(@PathParam("id") String id) {
        return transactions
                .inTenant(caller.tenantId(), session -> Conversions.revisions(session, id))
                .map(revisions -> {
                    if (revisions.isEmpty()) throw Problem.notFound("There is no conversion " + id + ".");
                    return ConversionResponse.withHistory(revisions);
                });
    }

    @GET
    @Path("/{id}/participant-view")
    @Operation(
            summary = "Show a conversion to a participant",
            description =
                    "What became of one participant's own links and codes, in plain words: nobody else's name, codes or purchases."
                            + " Safe to pass on to them.")
    @APIResponse(responseCode = "200", description = "What the participant may see")
    public Uni<ParticipantView> showTo(
            @PathParam("id") String id, @QueryParam("externalId") @Nullable String externalId) {
        if (externalId == null || externalId.isEmpty())
            throw Problem.badRequest("invalid_parameter", "externalId must say who is to see it");
        return transactions
                .inTenant(caller.tenantId(), session -> Conversions.revisions(session, id))
                .map(revisions -> (revisions.isEmpty()
                                ? Optional.<ParticipantView>empty()
                                : ParticipantView.of(revisions.getLast(), externalId))
                        .orElseThrow(() ->
                                Problem.notFound("There is no conversion " + id + " that this participant may see.")));
    }

    private static Page page(List<ConversionDecided> found, int limit) {
        var items = found.stream()
                .limit(limit)
                .map(decided -> ConversionResponse.of(decided, null))
                .toList();
        return new Page(items, found.size() > limit ? items.getLast().id() : null);
    }

    private static @Nullable String kindOf(@Nullable String kind) {
        return kind == null ? null : kindNamed(kind);
    }

    static String kindNamed(String kind) {
        return Arrays.stream(ConversionDecided.Kind.values())
                .filter(candidate -> candidate.wireName().equals(kind))
                .map(Enum::name)
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(
                        "invalid_parameter",
                        "kind must be one of "
                                + Arrays.stream(ConversionDecided.Kind.values())
                                        .map(ConversionDecided.Kind::wireName)
                                        .collect(Collectors.joining(", "))
                                + ", was " + kind));
    }
}
