package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.idempotency.IdempotentRequest;
import io.grapevine.chassis.idempotency.Once;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.form.Reading;
import io.grapevine.notification.moment.NewsForm;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What staff has to say to everybody of a program. */
@Path("/v1/programs/{programKey}/news")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "News", description = "What staff has to say to everybody of a program.")
public class NewsResource {

    private static final int ACCEPTED = 202;

    private static final String KNOWN =
            "select count(*) from program_names where tenant_id = :tenant and program_key = :program";

    private static final String KEEP = """
            insert into news (tenant_id, news_id, program_key, title, body, created_at)
            values (:tenant, :news, :program, :title, :body, :now)""";

    private final Caller caller;
    private final Once once;
    private final InstantSource clock;

    NewsResource(Caller caller, Once once, InstantSource clock) {
        this.caller = caller;
        this.once = once;
        this.clock = clock;
    }

    /** Kept; each participant is told by wish and turn. */
    public record News(String id, String programKey, String title, Instant createdAt) {}

    @POST
    @Operation(
            operationId = "tellNews",
            summary = "Tells every participant of the program, each in the frame of his language.",
            description = "Promotional: who left that stream, or had his share of it this week, is not told.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "202",
            description = "Kept, and told from now on.",
            content = @Content(schema = @Schema(implementation = News.class)))
    public Uni<Response> tell(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @PathParam("programKey") String programKey,
            @Nullable Map<String, @Nullable Object> body) {
        var tenantId = caller.tenantId();
        var form = accepted(body);
        var request = IdempotentRequest.of(idempotencyKey, "POST /v1/programs/" + programKey + "/news", body);
        var news = new News(
                Identifier.next("nws"),
                programKey,
                form.title(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return once.answer(
                tenantId,
                request,
                session -> existing(session, tenantId, programKey)
                        .chain(() -> keep(session, tenantId, news, form.text())));
    }

    private Uni<Void> existing(Mutiny.StatelessSession session, String tenantId, String programKey) {
        return session.createNativeQuery(KNOWN, Long.class)
                .setParameter("tenant", tenantId)
                .setParameter("program", programKey)
                .getSingleResult()
                .invoke(found -> {
                    if (found == 0) throw Problem.notFound("There is no program " + programKey + ".");
                })
                .replaceWithVoid();
    }

    private Uni<Answer> keep(Mutiny.StatelessSession session, String tenantId, News news, String text) {
        return session.createNativeQuery(KEEP)
                .setParameter("tenant", tenantId)
                .setParameter("news", news.id())
                .setParameter("program", news.programKey())
                .setParameter("title", news.title())
                .setParameter("body", text)
                .setParameter("now", news.createdAt())
                .executeUpdate()
                .replaceWith(() -> Answer.of(ACCEPTED, news));
    }

    private static NewsForm accepted(@Nullable Map<String, @Nullable Object> body) {
        return switch (NewsForm.read(body)) {
            case Reading.Accepted<NewsForm>(var form) -> form;
            case Reading.Refused<NewsForm>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
    }
}
