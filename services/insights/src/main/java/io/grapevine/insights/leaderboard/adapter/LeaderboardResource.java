package io.grapevine.insights.leaderboard.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.leaderboard.Leaderboard;
import io.grapevine.insights.leaderboard.Leaderboard.Standing;
import io.grapevine.insights.leaderboard.Score;
import io.grapevine.insights.leaderboard.Span;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who brings most, and what people are called there. */
@Path("/v1/insights/programs/{key}/leaderboard")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leaderboard")
public class LeaderboardResource {

    private static final int MOST_ROWS = 100;
    private static final int LONGEST_NAME = 40;
    private static final String BY_REFERRALS = "referrals";
    private static final String BY_REVENUE = "revenue";

    private final TenantTransactions transactions;
    private final SortedBoards sorted;
    private final Caller caller;
    private final InstantSource clock;

    LeaderboardResource(TenantTransactions transactions, SortedBoards sorted, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.sorted = sorted;
        this.caller = caller;
        this.clock = clock;
    }

    /** What somebody is called in public. */
    @Schema(name = "ChosenName")
    record NameResponse(String person, String displayName) {}

    private record Asked(
            Board board,
            int most,
            boolean inPublic,
            @Nullable String participant) {}

    @GET
    @Operation(
            summary = "Who brought most",
            description =
                    "By referrals (attributed sign-ups) or by the net revenue of credited orders in one currency, over the UTC day, week (from Monday)"
                            + " or month that `at` lies in, or ever. A reversal lowers a score as soon as it is decided, at the time of what it reverses."
                            + " Equal scores share a place. `view=public` shows chosen names only: no ids, no money.")
    @APIResponse(responseCode = "200", description = "The board as of now")
    public Uni<Leaderboard> leaderboard(
            String key,
            @Parameter(description = "`day`, `week`, `month` or `all`") @QueryParam("period") @DefaultValue("month")
                    String period,
            @Parameter(description = "RFC 3339; now if left out") @QueryParam("at") @Nullable String at,
            @Parameter(description = "`referrals` or `revenue`") @QueryParam("by") @DefaultValue(BY_REFERRALS)
                    String by,
            @Parameter(description = "ISO 4217; must be given for `revenue`") @QueryParam("currency") @DefaultValue("")
                    String currency,
            @Parameter(description = "`staff` or `public`") @QueryParam("view") @DefaultValue("staff") String view,
            @Parameter(description = "Whose own place is shown too: `par_…`, or the site's own id")
                    @QueryParam("participantId")
                    @Nullable
                    String participantId,
            @Parameter(
                            description = "Rows",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "10"))
                    @QueryParam("limit")
                    @DefaultValue("10")
                    String limit) {
        var span =
                Span.named(period).orElseThrow(() -> refused("period can be day, week, month or all, was " + period));
        var board = new Board(key, span, span.around(moment(at)), currency(by, currency));
        var asked = new Asked(board, rows(limit), inPublic(view), participantId);
        var tenantId = caller.tenantId();
        return transactions.inTenant(
                tenantId,
                session -> Leaderboards.ofProgram(session, key).chain(boards -> shown(boards, tenantId, asked)));
    }

    private Uni<Leaderboard> shown(Leaderboards boards, String tenantId, Asked asked) {
        return asked.participant() == null
                ? shown(boards, tenantId, asked, null)
                : boards.person(asked.participant()).chain(person -> shown(boards, tenantId, asked, person));
    }

    private Uni<Leaderboard> shown(Leaderboards boards, String tenantId, Asked asked, @Nullable String person) {
        return boards.writes()
                .map(writes -> SortedBoards.key(tenantId, asked.board(), writes))
                .chain(set -> sorted.find(set, asked.most(), person)
                        .chain(found -> found.map(top -> Uni.createFrom().item(top))
                                .orElseGet(() -> boards.scores(asked.board())
                                        .invoke(scores -> sorted.put(set, scores))
                                        .map(scores -> Leaderboards.top(scores, asked.most(), person)))))
                .chain(top -> named(boards, asked, top));
    }

    private static Uni<Leaderboard> named(Leaderboards boards, Asked asked, Board.Top top) {
        var people = new ArrayList<>(top.best().stream().map(Score::person).toList());
        top.own().ifPresent(own -> people.add(own.score().person()));
        return boards.names(people).map(names -> answer(asked, top, names));
    }

    private static Leaderboard answer(Asked asked, Board.Top top, Map<String, String> names) {
        var board = asked.board();
        var face = asked.inPublic() ? Leaderboard.everybody(names, board.byRevenue()) : Leaderboard.staff(names);
        return new Leaderboard(
                board.programKey(),
                board.span().wireName(),
                board.days().from(),
                board.days().to(),
                board.byRevenue() ? BY_REVENUE : BY_REFERRALS,
                board.byRevenue() ? board.currency() : null,
                top.people(),
                Leaderboard.standings(top.best()).stream().map(face).toList(),
                top.own()
                        .map(own -> face.apply(new Standing(own.better() + 1, own.better() + 1, own.score())))
                        .orElse(null));
    }

    @PUT
    @Path("/names/{participantId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "chooseName",
            summary = "What a participant chose to be called in public",
            description = "Whoever chose nothing is called `Friend #n` there.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NameResponse.class)))
    public Uni<NameResponse> choose(String key, String participantId, @Nullable Map<String, @Nullable Object> body) {
        var name = switch (Form.read(body, LeaderboardResource::displayName)) {
            case Reading.Accepted<String>(var accepted) -> accepted;
            case Reading.Refused<String>(var mistakes) ->
                throw Problem.invalid(mistakes.stream()
                        .map(mistake -> new Problem.FieldError(mistake.pointer(), mistake.code(), mistake.detail()))
                        .toList());
        };
        return transactions.inTenant(
                caller.tenantId(),
                session -> Leaderboards.ofProgram(session, key)
                        .chain(boards -> boards.person(participantId)
                                .chain(person -> boards.choose(caller.tenantId(), person, name, clock.instant())
                                        .replaceWith(new NameResponse(person, name)))));
    }

    @DELETE
    @Path("/names/{participantId}")
    @Operation(operationId = "forgetName", summary = "Be nobody in public again")
    @APIResponse(responseCode = "204", description = "The name is gone, if there was one")
    public Uni<Response> forget(String key, String participantId) {
        return transactions.inTenant(
                caller.tenantId(),
                session -> Leaderboards.ofProgram(session, key)
                        .chain(boards -> boards.person(participantId).chain(boards::forget))
                        .replaceWith(() -> Response.noContent().build()));
    }

    private static @Nullable String displayName(Form form) {
        form.requires("displayName", "write what the person wants to be called");
        var name = form.text("displayName", LONGEST_NAME);
        form.refuseRest(Set.of());
        return name;
    }

    private Instant moment(@Nullable String at) {
        if (at == null) return clock.instant();
        return Period.moment(at).orElseThrow(() -> refused("at must be an RFC 3339 time with offset, was " + at));
    }

    private static String currency(String by, String currency) {
        return switch (by) {
            case BY_REFERRALS -> "";
            case BY_REVENUE -> {
                if (!currency.matches("[A-Z]{3}"))
                    throw refused("currency must be given for revenue, as ISO 4217 has it");
                yield currency;
            }
            default -> throw refused("by can be referrals or revenue, was " + by);
        };
    }

    private static boolean inPublic(String view) {
        return switch (view) {
            case "staff" -> false;
            case "public" -> true;
            default -> throw refused("view can be staff or public, was " + view);
        };
    }

    private static int rows(String limit) {
        try {
            var rows = Integer.parseInt(limit);
            if (rows >= 1 && rows <= MOST_ROWS) return rows;
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        throw refused("limit must be 1-" + MOST_ROWS + ", was " + limit);
    }

    private static Problem refused(String why) {
        return Problem.badRequest("invalid_parameter", why + ".");
    }
}
