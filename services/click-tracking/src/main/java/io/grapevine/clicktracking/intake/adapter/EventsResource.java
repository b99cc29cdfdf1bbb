package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.clicktracking.intake.RecentEvents;
import io.grapevine.clicktracking.intake.adapter.BatchReader.Origin;
import io.grapevine.clicktracking.intake.adapter.SubmissionParser.Sent;
import io.grapevine.clicktracking.journal.AppendOutcome;
import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.AppendOutcome.Refused;
import io.grapevine.clicktracking.journal.Journal;
import io.grapevine.events.ApiKeyPublished.Kind;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes events in, in the four forms of the contract; answers when they are on disk. */
@Path("/v1/events")
@Tag(name = "Events")
public class EventsResource {

    private static final int MOST_BYTES = 500 << 10;
    /** Larger bodies are read on a worker, so that visitors' redirects do not wait behind a batch. */
    private static final int SMALL_BYTES = 8 << 10;

    private static final int RETRY_AFTER_SECONDS = 5;

    private final Caller caller;
    private final Allowances allowances;
    private final BatchReader reader;
    private final RecentEvents recent;
    private final Journal journal;

    EventsResource(Caller caller, Allowances allowances, BatchReader reader, RecentEvents recent, Journal journal) {
        this.caller = caller;
        this.allowances = allowances;
        this.reader = reader;
        this.recent = recent;
        this.journal = journal;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RequiresKey({Kind.SECRET, Kind.PUBLISHABLE})
    @Operation(
            summary = "Send events",
            description = "One CloudEvent (binary `ce-*` headers or `application/cloudevents+json`), a batch"
                    + " (`application/cloudevents-batch+json`), or plain JSON. Types: share, click, identify, alias, signup, purchase,"
                    + " refund, dispute; a click may say `interaction`: click, soft_click or impression."
                    + " Amounts are integers in minor units. A purchase may say `tax`, `shipping`, `discount` and `items`, a refund the"
                    + " `items` that came back: `{sku, name, category, quantity, price}`, quantity 1 unless given, price of one unit."
                    + " Any event may say `ip`, the visitor's IPv4 or IPv6 address: only a keyed hash of its network is kept, and none with"
                    + " `consent` denied. The event id is the idempotency key. At most 32 KB an event, 500 KB and 2,500 events a"
                    + " batch. 202 once durable, also if every event was rejected; the answer says so for each.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples =
                                @ExampleObject(
                                        name = "purchase",
                                        value =
                                                "{\"events\": [{\"type\": \"purchase\", \"id\": \"order-1001-paid\", \"time\": \"2026-03-01T12:00:00Z\", \"data\": {\"orderId\": \"order-1001\", \"customerId\": \"c-7\", \"amount\": 12900, \"currency\": \"EUR\"}}]}")),
                @Content(
                        mediaType = "application/cloudevents+json",
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples =
                                @ExampleObject(
                                        name = "signup",
                                        value =
                                                "{\"specversion\": \"1.0\", \"id\": \"s-1\", \"source\": \"shop\", \"type\": \"signup\", \"time\": \"2026-03-01T12:00:00Z\", \"data\": {\"customerId\": \"c-7\", \"referralCode\": \"CARLA2026X\", \"ip\": \"203.0.113.7\"}}"))
            })
    @APIResponse(
            responseCode = "202",
            description = "Durable; what became of each event, in their order",
            content = @Content(schema = @Schema(implementation = IntakeResponse.class)))
    @APIResponse(responseCode = "400", description = "`malformed_json`, `malformed_batch`")
    @APIResponse(responseCode = "401", description = "`unauthorized`")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: `origin_not_allowed` for a publishable key of another site")
    @APIResponse(responseCode = "413", description = "`payload_too_large`, `too_many_events`, `event_too_large`")
    @APIResponse(responseCode = "415", description = "`unsupported_media_type`")
    @APIResponse(responseCode = "429", description = "`rate_limited`, with Retry-After")
    @APIResponse(responseCode = "503", description = "`journal_full`, with Retry-After: nothing was taken")
    public Uni<Response> take(byte @Nullable [] body, @Context HttpServerRequest request) {
        var bytes = body == null ? new byte[0] : body;
        if (bytes.length > MOST_BYTES) throw Problem.of(413, "payload_too_large", "A request has at most 500 KB.");
        Origins.check(caller.kind(), caller.origins(), request.getHeader("Origin"));
        var origin = new Origin(caller.tenantId(), Correlation.current(), traceParent());
        var authorization = Objects.requireNonNull(request.getHeader("Authorization"));
        var kind = caller.kind();
        Supplier<Batch> read = () -> {
            List<Sent> sent = Forms.read(request, bytes);
            allowances.take(authorization, kind, Math.max(1, sent.size()));
            return reader.read(origin, bytes, sent);
        };
        var here = MutinyHelper.executor(Vertx.currentContext());
        var batch = Uni.createFrom().item(read);
        if (bytes.length > SMALL_BYTES) batch = batch.runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        return batch.chain(this::keep).emitOn(here);
    }

    @OPTIONS
    @Operation(hidden = true)
    public Response preflight(HttpServerRequest request) {
        return Origins.preflight(request.getHeader("Origin"));
    }

    private Uni<Response> keep(Batch batch) {
        if (batch.frames().isEmpty()) return Uni.createFrom().item(answer(batch));
        return Uni.createFrom().completionStage(journal.append(batch.frames())).map(outcome -> answer(batch, outcome));
    }

    private Response answer(Batch batch, AppendOutcome outcome) {
        return switch (outcome) {
            case Durable durable -> {
                batch.rememberIn(recent);
                yield answer(batch);
            }
            case Refused refused ->
                throw Problem.retryLater(
                        503, "journal_full", "Events cannot be made durable now; none was taken.", RETRY_AFTER_SECONDS);
        };
    }

    private static Response answer(Batch batch) {
        return Response.accepted(batch.response()).build();
    }

    private static @Nullable String traceParent() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }
}
