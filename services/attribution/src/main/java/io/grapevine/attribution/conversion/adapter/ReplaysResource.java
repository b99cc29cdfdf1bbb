package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.replay.ReplayForm;
import io.grapevine.attribution.replay.ReplayState;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.problem.Problem.FieldError;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.PageRequest;
import io.grapevine.events.form.Reading;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lets history be decided again by other terms, shows what would differ, and makes them hold. */
@Path("/v1/attribution/replays")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Replays")
public class ReplaysResource {

    // Each keeps its shadow until it has run, and they run one after the other.
    private static final int MOST_AT_WORK = 10;
    private static final int RETRY_AFTER_SECONDS = 60;

    private final TenantTransactions transactions;
    private final Once once;
    private final ApplyReplay applyReplay;
    private final Caller caller;
    private final InstantSource clock;

    ReplaysResource(
            TenantTransactions transactions, Once once, ApplyReplay applyReplay, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.once = once;
        this.applyReplay = applyReplay;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Decide a period again by other terms",
            description =
                    "`{programKey, from, to, definition}`. The program's conversions with occurredAt from `from` (inclusive) to `to`"
                            + " (exclusive) are decided by the definition, in the background and in a shadow: nothing live changes."
                            + " `definition` is a whole one as PUT /v1/programs/{key} takes it, or some of its parts (attribution,"
                            + " eligibility, rewards, exclusivity) in the place of those that held at each event's time, or {version: n}."
                            + " What it may not say is effective or effectiveFrom: the period says when it holds, and whose conversions"
                            + " each version decides stays as it was. People bound before `from` stay bound. Who is bound otherwise in the"
                            + " period stays so: their orders after `to`, and of those they brought, are decided by the version in force"
                            + " then, and credited to whom they would have been bound; what that changes is part of the differences,"
                            + " although it lies after the period, and so is what other programs would win or lose. Facts that arrive"
                            + " while it runs may not be in it; applying decides them, too.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its turn",
            content = @Content(schema = @Schema(implementation = ReplayResponse.class)))
    public Uni<Response> ask(
            @Parameter(description = "The same request again is answered alike and carried out once")
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String idempotencyKey,
            Map<String, @Nullable Object> body) {
        var asked = refusing(ReplayForm.read(body, clock.instant()));
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/attribution/replays", body);
        var tenantId = caller.tenantId();
        var by = caller.keyHint();
        return once.answer(
                tenantId,
                request,
                session -> requireRoom(session)
                        .chain(() -> Definitions.programs(session))
                        .map(programs -> row(tenantId, by, asked, programs))
                        .call(row -> Replays.add(session, row))
                        .map(row -> Answer.of(202, ReplayResponse.of(row, clock.instant()))));
    }

    @GET
    @Operation(summary = "List replays, the newest first")
    public Uni<ReplayResponse.Page> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        var page = refusing(PageRequest.read(cursor, limit));
        return transactions
                .inTenant(caller.tenantId(), session -> Replays.page(session, page.after(), page.ask()))
                .map(rows -> {
                    var items = rows.stream()
                            .limit(page.limit())
                            .map(row -> ReplayResponse.of(row, clock.instant()))
                            .toList();
                    return new ReplayResponse.Page(
                            items, page.next(rows.size(), () -> items.getLast().id()));
                });
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "How a replay stands",
            description =
                    "State, progress, and what is credited before and after by currency: the program's conversions of the period, and"
                            + " whatever else would change with them. While it runs these are of what it has come to.")
    @APIResponse(responseCode = "200", description = "As of now")
    public Uni<ReplayResponse> show(String id) {
        return transactions.inTenant(
                caller.tenantId(),
                session -> Replays.find(session, id)
                        .map(found -> found.orElseThrow(() -> missing(id)))
                        .chain(row -> ReplayDifferences.sides(session, id)
                                .map(sides -> ReplayResponse.of(row, sides, clock.instant()))));
    }

    @GET
    @Path("/{id}/differences")
    @Operation(
            summary = "What a replay would change",
            description =
                    "By conversion: what it was, what it would be, and why. By advocate: what the changed conversions come to for each,"
                            + " by currency. `because.reasons` are the decisions' reason codes (why somebody would lose, why nobody would"
                            + " be credited, or was), bound_otherwise where the sign-up would have decided so, upline where only those"
                            + " above would be others; `because.terms` names the terms that are others.")
    @APIResponse(responseCode = "200", description = "A page")
    public Uni<DifferenceResponse.Page> differences(
            String id,
            @Parameter(description = "conversion or advocate") @QueryParam("by") @DefaultValue("conversion") String by,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        if (!by.equals("conversion") && !by.equals("advocate"))
            throw Problem.badRequest("invalid_parameter", "by must be conversion or advocate, was " + by);
        var ofAdvocates = by.equals("advocate");
        var page = refusing(PageRequest.read(cursor, limit));
        var after = cursor == null ? "" : cursor;
        return transactions.inTenant(
                caller.tenantId(),
                session -> Replays.find(session, id)
                        .map(found -> found.orElseThrow(() -> missing(id)))
                        .chain(found -> ofAdvocates
                                ? byAdvocate(session, id, after, page)
                                : byConversion(session, id, after, page)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Cancel a replay",
            description =
                    "It stops, and what it found is forgotten. One that is applied cannot be cancelled: replay the period by"
                            + " the version that held, and apply that.")
    @APIResponse(responseCode = "200", description = "Cancelled")
    public Uni<ReplayResponse> cancel(String id) {
        return held(id, (session, row) -> {
            if (row.is() == ReplayState.CANCELLED) return Uni.createFrom().item(row);
            if (!row.is().canBeCancelled())
                throw Problem.conflict(
                        "illegal_transition",
                        "Replay " + id + " is " + row.state()
                                + "; replay the period by the version that held instead.");
            return Replays.forget(session, id)
                    .chain(() -> ReplayDifferences.removeAll(session, id))
                    .chain(() -> Replays.save(session, row.ended(ReplayState.CANCELLED, clock.instant())));
        });
    }

    @POST
    @Path("/{id}/apply")
    @Operation(
            summary = "Make a replay's terms hold for its period",
            description =
                    "From now on facts of the period are decided by them, also those that come later. Its conversions are decided again"
                            + " in the background, by the facts there are now; what changes becomes a revision, and rewards follow: what was"
                            + " paid too much becomes a negative balance. Applying again changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "How it stands",
            content = @Content(schema = @Schema(implementation = ReplayResponse.class)))
    public Uni<Response> apply(String id) {
        var by = caller.keyHint();
        return held(id, (session, row) -> applyReplay.start(session, row, by))
                .map(shown -> Response.accepted(shown).build());
    }

    private interface Change {
        Uni<ReplayRow> of(Mutiny.StatelessSession session, ReplayRow row);
    }

    private Uni<ReplayResponse> held(String id, Change change) {
        return transactions
                .inTenant(
                        caller.tenantId(),
                        session -> Replays.hold(session, id)
                                .map(found -> found.orElseThrow(() -> missing(id)))
                                .chain(row -> change.of(session, row)))
                .map(row -> ReplayResponse.of(row, clock.instant()));
    }

    private static Uni<Void> requireRoom(Mutiny.StatelessSession session) {
        return Replays.atWork(session)
                .invoke(atWork -> {
                    if (atWork >= MOST_AT_WORK)
                        throw Problem.retryLater(
                                429,
                                "too_many_replays",
                                MOST_AT_WORK + " replays wait or run; they run one after the other.",
                                RETRY_AFTER_SECONDS);
                })
                .replaceWithVoid();
    }

    private ReplayRow row(String tenantId, String by, ReplayForm asked, List<Program> programs) {
        var program = programs.stream()
                .filter(candidate -> candidate.key().equals(asked.programKey()))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(List.of(new FieldError(
                        "/programKey",
                        "unknown_program",
                        "there is no program " + asked.programKey() + ": write the key of one of yours"))));
        var id = Identifier.next("rpl");
        var restatement = refusing(asked.restating(program, id));
        var reachesBeyond = ReplayForm.reachesBeyond(program, restatement);
        return ReplayRow.asked(
                tenantId, asked, restatement, reachesBeyond, by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Uni<DifferenceResponse.Page> byConversion(
            Mutiny.StatelessSession session, String id, String after, PageRequest page) {
        return ReplayDifferences.page(session, id, after, page.ask())
                .map(rows -> page(rows, page, DifferenceResponse::of, last -> last.conversionId()));
    }

    private static Uni<DifferenceResponse.Page> byAdvocate(
            Mutiny.StatelessSession session, String id, String after, PageRequest page) {
        var cut = after.lastIndexOf('|');
        var advocate = cut < 0 ? after : after.substring(0, cut);
        var currency = cut < 0 ? "" : after.substring(cut + 1);
        return ReplayDifferences.byAdvocate(session, id, advocate, currency, page.ask())
                .map(rows -> page(rows, page, DifferenceResponse::of, last -> last.advocate() + "|" + last.currency()));
    }

    private static <R> DifferenceResponse.Page page(
            List<R> rows, PageRequest page, Function<R, DifferenceResponse> shown, Function<R, String> cursor) {
        var items = rows.stream().limit(page.limit()).toList();
        return new DifferenceResponse.Page(
                items.stream().map(shown).toList(), page.next(rows.size(), () -> cursor.apply(items.getLast())));
    }

    private static Problem missing(String id) {
        return Problem.notFound("There is no replay " + id + ".");
    }

    private static <T> T refusing(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(
                        mistakes.stream().map(ReplaysResource::error).toList());
        };
    }

    private static FieldError error(Mistake mistake) {
        return new FieldError(mistake.pointer(), mistake.code(), mistake.detail());
    }
}
