package io.grapevine.insights.experiment.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.PageRequest;
import io.grapevine.events.form.Reading;
import io.grapevine.insights.experiment.Assignment;
import io.grapevine.insights.experiment.Experiment;
import io.grapevine.insights.experiment.Run;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is tried: definitions, their runs, and who gets which variant. */
@Path("/v1/experiments")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Experiments")
public class ExperimentResource {

    private static final int LONGEST_UNIT = 255;

    private final TenantTransactions transactions;
    private final Caller caller;
    private final InstantSource clock;

    ExperimentResource(TenantTransactions transactions, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    @PUT
    @Path("/{experiment}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putExperiment",
            summary = "Define an experiment",
            description =
                    "As a whole. Until it starts anything can change; while it runs only its name and whether it stops by itself, since other weights would"
                            + " move people between the arms; after that nothing.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExperimentResponse.class)))
    public Uni<ExperimentResponse> put(String experiment, @Nullable Map<String, @Nullable Object> body) {
        if (!Experiment.isKey(experiment))
            throw Problem.badRequest(
                    "invalid_parameter",
                    "an experiment's key is 1-64 letters, digits, _ and -, was " + experiment + ".");
        var defined = accepted(Experiment.read(experiment, body));
        return inTurn(experiments -> experiments
                .knowsProgram(defined.programKey())
                .invoke(known -> {
                    if (!known) throw wrong("/programKey", "there is no program " + defined.programKey());
                })
                .chain(() -> experiments.findToChange(experiment))
                .invoke(before -> before.ifPresent(held -> requireUnspoilt(held, defined)))
                .chain(before -> experiments
                        .save(caller.tenantId(), defined)
                        .replaceWith(() -> ExperimentResponse.of(new Experiments.Held(
                                defined, before.map(Experiments.Held::run).orElse(Run.NONE), null)))));
    }

    private static void requireUnspoilt(Experiments.Held held, Experiment defined) {
        var key = defined.key();
        var spoiled = held.experiment().spoiledBy(defined);
        if (held.run().state() == Run.State.RUNNING && !spoiled.isEmpty())
            throw Problem.conflict(
                    "experiment_running",
                    "Experiment " + key + " runs, and " + String.join(", ", spoiled)
                            + " must stay as they are: people would change arms, or be judged by another rule. Stop it and define another.");
        if (held.run().state() == Run.State.STOPPED && !held.experiment().equals(defined)) throw stopped(key);
    }

    @GET
    @Operation(operationId = "experiments", summary = "List experiments by key")
    @APIResponse(responseCode = "200", description = "A page")
    public Uni<ExperimentResponse.Page> list(
            @Parameter(description = "Only those of this program") @QueryParam("programKey") @DefaultValue("")
                    String programKey,
            @Parameter(description = "`next` of the page before") @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        var page = switch (PageRequest.read(cursor, limit)) {
            case Reading.Accepted<PageRequest>(var read) -> read;
            case Reading.Refused<PageRequest>(var mistakes) ->
                throw Problem.badRequest(
                        "invalid_parameter", mistakes.getFirst().detail() + ".");
        };
        return transactions
                .inTenant(
                        caller.tenantId(),
                        session -> new Experiments(session).page(programKey, page.after(), page.ask()))
                .map(found -> {
                    var items = found.stream()
                            .limit(page.limit())
                            .map(ExperimentResponse::of)
                            .toList();
                    return new ExperimentResponse.Page(
                            items, page.next(found.size(), () -> items.getLast().key()));
                });
    }

    @GET
    @Path("/{experiment}")
    @Operation(operationId = "experiment", summary = "One experiment as it was defined")
    @APIResponse(
            responseCode = "200",
            description = "As of now; its results are at `/v1/insights/programs/{key}/experiments`")
    public Uni<ExperimentResponse> get(String experiment) {
        return transactions.inTenant(
                caller.tenantId(),
                session -> new Experiments(session)
                        .find(experiment)
                        .map(found -> ExperimentResponse.of(found.orElseThrow(() -> Experiments.missing(experiment)))));
    }

    @POST
    @Path("/{experiment}/start")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startExperiment",
            summary = "Start an experiment",
            description =
                    "Shares from `at` on take part: now, or earlier if people were divided already. One that runs goes on.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExperimentResponse.class)))
    public Uni<ExperimentResponse> start(String experiment, @Nullable Map<String, @Nullable Object> body) {
        var at = moment(body);
        return changed(experiment, (experiments, held) -> switch (held.run().state()) {
            case STOPPED -> throw stopped(experiment);
            case RUNNING -> {
                if (at.isPresent() && !at.get().equals(held.run().startedAt()))
                    throw Problem.conflict(
                            "experiment_running",
                            "Experiment " + experiment + " runs since "
                                    + held.run().startedAt() + "; its start stays as it is.");
                yield Uni.createFrom().item(held.run());
            }
            case DRAFT -> {
                var since = at.orElseGet(this::now);
                yield experiments
                        .othersRunningSince(held.experiment(), since)
                        .invoke(others -> others.forEach(other -> requireOtherNames(held.experiment(), other)))
                        .chain(() -> experiments.start(experiment, since))
                        .replaceWith(new Run(since, null, null));
            }
        });
    }

    /** A share says its variant and no experiment: two of a program may not both mean something by it at one time. */
    private static void requireOtherNames(Experiment experiment, Experiments.Held other) {
        var both = experiment.arms().stream()
                .filter(other.experiment().arms()::contains)
                .toList();
        if (!both.isEmpty())
            throw Problem.conflict(
                    "variant_taken",
                    "Experiment " + other.experiment().key() + " of the program has " + String.join(", ", both)
                            + " too at that time, and a share says its variant only: name them otherwise, or stop it first.");
    }

    @POST
    @Path("/{experiment}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "stopExperiment",
            summary = "Stop an experiment",
            description =
                    "For good: what happens from `at` on (now, or earlier) does not count. What happened before and is told later, or corrected, does.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExperimentResponse.class)))
    public Uni<ExperimentResponse> stop(String experiment, @Nullable Map<String, @Nullable Object> body) {
        var at = moment(body);
        return changed(experiment, (experiments, held) -> switch (held.run().state()) {
            case DRAFT ->
                throw Problem.conflict(
                        "experiment_not_started", "Experiment " + experiment + " has not started; start it first.");
            case STOPPED -> Uni.createFrom().item(held.run());
            case RUNNING -> {
                var startedAt = Objects.requireNonNull(held.run().startedAt());
                var until = at.orElseGet(this::now);
                if (until.isBefore(startedAt)) throw wrong("/at", "write a time from its start on, " + startedAt);
                yield experiments
                        .stop(experiment, until, Run.StoppedBy.PERSON)
                        .replaceWith(new Run(startedAt, until, Run.StoppedBy.PERSON));
            }
        });
    }

    @GET
    @Path("/{experiment}/assignment")
    @Operation(
            operationId = "assignment",
            summary = "Which variant somebody gets",
            description =
                    "Always the same for the same unit, by a hash: nothing is written. Who came by a code gets the variant of the code's owner. Let every"
                            + " share of the experiment say its `variant`, `holdout` included: that is what is counted. While it does not run everybody"
                            + " gets the control.")
    @APIResponse(responseCode = "200", description = "The variant")
    public Uni<Assignment> assignment(
            String experiment,
            @Parameter(description = "The site's own id of the advocate or visitor, or `par_…`", required = true)
                    @QueryParam("unit")
                    @Nullable
                    String unit,
            @Parameter(description = "The referral code they came by") @QueryParam("code") @Nullable String code) {
        if (unit == null || unit.isBlank() || unit.length() > LONGEST_UNIT)
            throw Problem.badRequest(
                    "invalid_parameter",
                    "unit must be 1-255 characters: the site's own id of whom the variant is for.");
        return transactions.inTenant(caller.tenantId(), session -> {
            var experiments = new Experiments(session);
            return experiments
                    .find(experiment)
                    .map(found -> found.orElseThrow(() -> Experiments.missing(experiment)))
                    .chain(held -> experiments
                            .unit(held.experiment().programKey(), unit, code)
                            .map(known ->
                                    Assignment.of(held.experiment(), held.run(), unit, known.person(), known.owner())));
        });
    }

    /** Does something to one experiment while nobody else does. */
    private Uni<ExperimentResponse> changed(String key, BiFunction<Experiments, Experiments.Held, Uni<Run>> change) {
        return inTurn(experiments -> experiments
                .findToChange(key)
                .map(found -> found.orElseThrow(() -> Experiments.missing(key)))
                .chain(held -> change.apply(experiments, held)
                        .map(run -> ExperimentResponse.of(new Experiments.Held(held.experiment(), run, held.told())))));
    }

    private <T> Uni<T> inTurn(Function<Experiments, Uni<T>> work) {
        var tenantId = caller.tenantId();
        return transactions.inTenant(tenantId, session -> {
            var experiments = new Experiments(session);
            return experiments.inTurn(tenantId).chain(() -> work.apply(experiments));
        });
    }

    private Optional<Instant> moment(@Nullable Map<String, @Nullable Object> body) {
        return accepted(Form.read(body == null ? Map.of() : new HashMap<>(body), form -> {
            var at = form.time("at");
            if (at != null && at.isAfter(now())) form.wrong("at", "write a time that has come, or leave it out");
            form.refuseRest(Set.of());
            return Optional.ofNullable(at);
        }));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> T accepted(Reading<T> reading) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }

    private static Problem wrong(String pointer, String fix) {
        return Problem.invalid(List.of(new Problem.FieldError(pointer, Mistake.INVALID, fix)));
    }

    private static Problem stopped(String key) {
        return Problem.conflict(
                "experiment_stopped",
                "Experiment " + key + " was stopped, for good; define another under a key of its own.");
    }
}
