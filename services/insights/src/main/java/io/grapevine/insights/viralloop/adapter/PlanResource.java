package io.grapevine.insights.viralloop.adapter;

import io.grapevine.chassis.access.Caller;
import io.grapevine.chassis.access.RequiresKey;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.insights.viralloop.ProgramPlan;
import io.grapevine.insights.viralloop.ProgramPlan.History;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What a program would cost and bring. */
@Path("/v1/insights/programs/{key}/plan")
@RequiresKey
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Viral loop")
public class PlanResource {

    /** Rewards whose state says that they are owed or paid count as cost; in the currency of most revenue unless one is named. */
    private static final String HISTORY = """
            with referred as (
                select count(*) as referred, coalesce(extract(epoch from cast(cast(:now as text) as timestamptz) - min(occurred_at)), 0) as since,
                    coalesce(sum(greatest(extract(epoch from cast(cast(:now as text) as timestamptz) - occurred_at), 0)), 0) as together
                from conversions where program_key = :key and kind = 'signup' and outcome = 'attributed'),
            nets as (
                select currency, sum(amount_minor - refunded_minor) as net from conversions
                where program_key = :key and kind = 'purchase' and outcome = 'attributed' and currency is not null group by 1),
            costs as (
                select currency, sum(amount_minor) as cost from rewards
                where program_key = :key and status in ('released', 'fulfilled') and currency is not null group by 1),
            chosen as (
                select coalesce(cast(:currency as text), (select currency from nets order by net desc, currency limit 1),
                    (select currency from costs order by cost desc, currency limit 1)) as currency)
            select (select count(*) from programs where program_key = :key), c.currency, r.referred,
                cast(r.since as float8), cast(r.together as float8),
                cast(coalesce((select net from nets n where n.currency = c.currency), 0) as bigint),
                cast(coalesce((select cost from costs k where k.currency = c.currency), 0) as bigint)
            from referred r cross join chosen c""";

    private static final double SECONDS_A_MONTH = 365.25 * 86_400 / 12;
    private static final int MOST_MONTHS = 120;
    private static final int MOST_LEVELS = 20;
    private static final int MOST_ELASTICITY = 5;
    /** A reward above this is a slip of the keyboard, and sums of it would pass 64 bits. */
    private static final long MOST_MINOR = 1_000_000_000_000L;

    private static final String NO_CURRENCY = "XXX";

    private final TenantTransactions transactions;
    private final Caller caller;
    private final InstantSource clock;

    PlanResource(TenantTransactions transactions, Caller caller, InstantSource clock) {
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Expected cost, revenue and payback of other rewards",
            description =
                    "By the program's own history: referrals a month, net revenue of a referred customer a month. How people answer to"
                            + " another reward is an assumption, the elasticity.")
    @APIResponse(responseCode = "200", description = "The plan, one level for each reward")
    public Uni<ProgramPlan> plan(
            String key,
            @Parameter(
                            description =
                                    "Rewards for one referred customer in minor units, commas between them; half to twice the present one if not given")
                    @QueryParam("rewards")
                    @Nullable
                    String rewards,
            @Parameter(description = "ISO 4217; that of most revenue if not given") @QueryParam("currency") @Nullable
                    String currency,
            @Parameter(description = "Months, 1-120") @QueryParam("months") @DefaultValue("12") String months,
            @Parameter(description = "Percent more referrals for one percent more reward, 0-5")
                    @QueryParam("elasticity")
                    @DefaultValue("0")
                    String elasticity,
            @Parameter(description = "Share of revenue that stays, 0-1") @QueryParam("grossMargin") @DefaultValue("1")
                    String grossMargin) {
        var given = rewards == null ? List.<Long>of() : rewards(rewards);
        var planned = (int) number("months", months, 1, MOST_MONTHS);
        var response = number("elasticity", elasticity, 0, MOST_ELASTICITY);
        var margin = BigDecimal.valueOf(number("grossMargin", grossMargin, 0, 1));
        return transactions
                .inTenant(caller.tenantId(), session -> history(session, key, currency))
                .map(history -> ProgramPlan.of(
                        key, history, planned, response, margin, given.isEmpty() ? around(history) : given));
    }

    private Uni<History> history(Mutiny.StatelessSession session, String key, @Nullable String currency) {
        return session.createNativeQuery(HISTORY, Object[].class)
                .setParameter("key", key)
                .setParameter("now", clock.instant().toString())
                .setParameter("currency", currency)
                .getSingleResult()
                .map(row -> {
                    if (((Number) row[0]).longValue() == 0) throw Problem.notFound("There is no program " + key + ".");
                    return new History(
                            row[1] == null ? NO_CURRENCY : (String) row[1],
                            ((Number) row[2]).longValue(),
                            ((Number) row[3]).doubleValue() / SECONDS_A_MONTH,
                            ((Number) row[4]).doubleValue() / SECONDS_A_MONTH,
                            ((Number) row[5]).longValue(),
                            ((Number) row[6]).longValue());
                });
    }

    /** Half, once, one and a half times and twice what a referral costs now. */
    private static List<Long> around(History history) {
        var present = history.averageRewardMinor();
        return LongStream.of(1, 2, 3, 4).map(half -> present * half / 2).boxed().toList();
    }

    private static List<Long> rewards(String text) {
        var levels = Arrays.stream(text.split(",", -1))
                .map(level -> (long) number("rewards", level, 0, MOST_MINOR))
                .toList();
        if (levels.size() <= MOST_LEVELS) return levels;
        throw Problem.badRequest(
                "invalid_parameter", "rewards are at most " + MOST_LEVELS + ", were " + levels.size() + ".");
    }

    private static double number(String name, String text, double least, double most) {
        try {
            var number = Double.parseDouble(text.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // refused below, like a number out of bounds
        }
        throw Problem.badRequest(
                "invalid_parameter", "%s must be a number of %.0f to %.0f, was %s.".formatted(name, least, most, text));
    }
}
