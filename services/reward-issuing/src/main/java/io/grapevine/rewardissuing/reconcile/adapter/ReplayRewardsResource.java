package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.idempotency.Answer;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.form.PageRequest;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.reconcile.adapter.CountCosts.Question;
import io.grapevine.rewardissuing.simulation.Compared;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What would be owed by what a replay of attribution found. */
@Path("/v1/rewards/replays/{id}")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "replays")
public class ReplayRewardsResource {

    private static final String FIND = """
            select cast(jsonb_build_object('replay_id', p.replay_id, 'program_key', p.program_key, 'from_at', p.from_at, \
            'to_at', p.to_at, 'changed', p.changed, 'arrived', (select count(*) from replay_decisions d \
            where d.replay_id = p.replay_id)) as text) from replays p where p.replay_id = :id""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record Found(String replayId, String programKey, Instant fromAt, Instant toAt, long changed, long arrived) {

        boolean isComplete() {
            return arrived >= changed;
        }
    }

    private record Replay(Found found, Map<ProgramVersion, Terms> terms) {

        Question question() {
            return new Question(
                    found.programKey(),
                    found.fromAt(),
                    found.toAt(),
                    found.replayId(),
                    (version, own) -> terms.getOrDefault(
                            new ProgramVersion(version.programKey(), version.version(), found.replayId()), own));
        }
    }

    /**
     * A reward that would be another one.
     *
     * @param because {@code decided_otherwise}, {@code other_rewards}, {@code other_first_order} or {@code other_limits}
     * @param currency absent for a coupon
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(
            String conversionId,
            String programKey,
            @Nullable String orderId,
            @Nullable String customerId,
            String ruleId,
            Terms.Role role,
            int level,
            String externalId,
            RewardKind kind,
            @Nullable String currency,
            @Nullable Long wasMinor,
            @Nullable Long wouldBeMinor,
            String because) {

        static Difference of(Compared reward) {
            var line = reward.line();
            return new Difference(
                    line.key().conversionId(),
                    line.programKey(),
                    line.orderId(),
                    line.customerId(),
                    line.key().ruleId(),
                    line.key().role(),
                    line.key().level(),
                    line.key().externalId(),
                    line.kind(),
                    reward.currency().isEmpty() ? null : reward.currency(),
                    reward.was() == null ? null : reward.wasMinor(),
                    reward.wouldBe() == null ? null : reward.wouldBeMinor(),
                    reward.because().name().toLowerCase(Locale.ROOT));
        }
    }

    /** A page; it may be short, or empty, and still have a next one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DifferencePage(List<Difference> items, @Nullable String next) {}

    private final CompareCosts compareCosts;
    private final TenantTransactions transactions;
    private final Caller caller;

    ReplayRewardsResource(CompareCosts compareCosts, TenantTransactions transactions, Caller caller) {
        this.compareCosts = compareCosts;
        this.transactions = transactions;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "getReplayRewards",
            summary = "What a replay's decisions would cost",
            description =
                    "What is owed for the program's conversions of the period, and whatever else would be owed otherwise, as of now; and what"
                            + " would be, by the replay's decisions and terms. `arriving` while what it found is still on its way.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CostResponse.class)))
    public Uni<Response> show(@PathParam("id") String id) {
        var tenantId = caller.tenantId();
        return transactions
                .inTenant(tenantId, session -> find(session, id))
                .chain(replay -> replay.found().isComplete()
                        ? compareCosts
                                .all(tenantId, replay.question())
                                .map(report -> CostResponse.of(id, replay.question(), report))
                        : Uni.createFrom().item(arriving(replay.found())))
                .map(shown -> Answer.of(200, shown).toResponse());
    }

    @GET
    @Path("/differences")
    @Operation(
            operationId = "listReplayRewardDifferences",
            summary = "Which rewards would be others",
            description =
                    "Reward by reward and receiver: what is owed, what would be, and why: its conversion would be decided otherwise, other"
                            + " rewards would be promised, or another order would be the first one. A page may be short and still have a next one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DifferencePage.class)))
    public Uni<Response> differences(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        var page = SimulationResource.refusing(PageRequest.read(cursor, limit));
        var tenantId = caller.tenantId();
        return transactions
                .inTenant(tenantId, session -> find(session, id))
                .chain(replay -> compareCosts.after(
                        tenantId, replay.question(), place(replay.question(), page.after()), page.limit()))
                .map(found -> Answer.of(200, page(found)).toResponse());
    }

    private static DifferencePage page(CompareCosts.Differences found) {
        return new DifferencePage(
                found.rewards().stream().map(Difference::of).toList(),
                found.ended()
                        ? null
                        : found.after().programKey() + "|" + found.after().person());
    }

    private static CustomerKey place(Question question, String cursor) {
        var cut = cursor.indexOf('|');
        return cut < 0
                ? CompareCosts.start(question)
                : new CustomerKey(cursor.substring(0, cut), cursor.substring(cut + 1));
    }

    private static CostResponse arriving(Found found) {
        return CostResponse.arriving(found.replayId(), found.programKey(), found.fromAt(), found.toAt());
    }

    private static Uni<Replay> find(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery(FIND, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> {
                    if (row == null) throw Problem.notFound("No replay " + id + " has run to its end.");
                    return JsonRows.read(row, Found.class);
                })
                .chain(found -> Decisions.restated(session, found.programKey(), id)
                        .map(terms -> new Replay(
                                found, terms.stream().collect(Collectors.toMap(TermsRow::named, TermsRow::terms)))));
    }
}
