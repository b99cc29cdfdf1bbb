package io.grapevine.rewardissuing.reference;

import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Terms;
import io.grapevine.testkit.fact.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Programs and what happened in them, drawn from a seed: every rule there is, few people, so that limits are reached. */
public final class DrawnProgram {

    static final Instant START = Instant.parse("2026-02-26T00:00:00Z");
    private static final Duration SECOND_VERSION_AFTER = Duration.ofDays(20);
    private static final double THIRD = 1 / 3.0;

    private final Random random;
    private final Map<Integer, Terms> versions = new HashMap<>();

    public DrawnProgram(long seed) {
        this.random = new Random(seed);
        var drawn = new DrawnTerms(random);
        versions.put(1, drawn.terms());
        if (random.nextInt(3) == 0) versions.put(2, drawn.terms());
    }

    /** One version, or two of which the second holds for what came later. */
    public Map<Integer, Terms> versions() {
        return Map.copyOf(versions);
    }

    /** The latest revisions of some conversions, preceded by revisions that were overtaken. */
    public List<ConversionDecided> revisions(int conversions) {
        var revisions = new ArrayList<ConversionDecided>();
        for (var number = 0; number < conversions; number++) {
            var order = new Order(
                    number,
                    START.plus(Duration.ofHours(random.nextInt(24 * 40))),
                    random.nextInt(12) == 0 ? "ada" : "friend-" + random.nextInt(1 + conversions / 3),
                    1 + random.nextInt(20_000),
                    random.nextInt(10) == 0 ? "USD" : "EUR");
            var revised = 1 + random.nextInt(3);
            for (var revision = 1; revision <= revised; revision++) revisions.add(revision(order, revision));
        }
        return revisions;
    }

    /** What is known in the end, whatever came first. */
    public static Collection<ConversionDecided> latest(Collection<ConversionDecided> revisions) {
        var latest = new HashMap<String, ConversionDecided>();
        for (var revision : revisions)
            latest.merge(
                    revision.conversionId(),
                    revision,
                    (one, other) -> one.revision() >= other.revision() ? one : other);
        return latest.values();
    }

    private record Order(int number, Instant at, String customer, int gross, String currency) {
        boolean isSignUp() {
            return number % 4 == 0;
        }
    }

    private ConversionDecided revision(Order order, int revision) {
        var version = versions.size() > 1 && order.at().isAfter(START.plus(SECOND_VERSION_AFTER)) ? 2 : 1;
        var decision = (order.isSignUp()
                        ? signUp()
                        : purchase().order("o" + order.number()).amount(order.gross(), order.currency()))
                .of("cnv_" + order.number())
                .in("demo", version)
                .event("e" + order.number())
                .revision(revision)
                .by(order.customer())
                .at(order.at());
        decision = credited(decision);
        decision =
                order.isSignUp() ? decision.details(ConversionDetails.ofSignUp(segment())) : happened(decision, order);
        if (random.nextInt(8) == 0) decision = decision.inReview();
        return random.nextInt(8) == 0
                ? decision.unattributed(ConversionDecided.Outcome.UNATTRIBUTED, ConversionDecided.Reason.NOT_BOUND)
                        .build()
                : decision.build();
    }

    /** To one advocate or several; ada and ben have the same person above them, cid has nobody. */
    private Decisions credited(Decisions decision) {
        return switch (random.nextInt(6)) {
            case 0 -> above(decision.sharedBy(shares("ada", 0.25, "ben", 0.75)), 1);
            case 1 -> above(decision.sharedBy(shares("cid", THIRD, "ada", THIRD, "ben", THIRD)), 2 * THIRD);
            case 2 -> above(decision.sharedBy(shares("ben", 0.6, "cid", 0.4)), 0.6);
            case 3 -> decision.broughtBy("cid");
            case 4 -> decision.broughtBy("ben").upline(2, "eve").upline(3, "fox");
            default -> decision.broughtBy("ada").upline(2, "eve").upline(3, "fox");
        };
    }

    private static Decisions above(Decisions decision, double weight) {
        return decision.upline(2, "eve", weight).upline(3, "fox", weight);
    }

    private static Map<String, Double> shares(Object... namesAndWeights) {
        var shares = new LinkedHashMap<String, Double>();
        for (var i = 0; i < namesAndWeights.length; i += 2)
            shares.put((String) namesAndWeights[i], (Double) namesAndWeights[i + 1]);
        return shares;
    }

    private Decisions happened(Decisions decision, Order order) {
        var refunded = switch (random.nextInt(4)) {
            case 0 -> order.gross();
            case 1 -> random.nextInt(order.gross() + 1);
            default -> 0;
        };
        var told =
                decision.refunded(refunded).details(random.nextInt(4) == 0 ? null : details(order.gross(), refunded));
        return random.nextInt(6) == 0 ? told.disputed(State.values()[random.nextInt(State.values().length)]) : told;
    }

    /** Lines that come to less than the order, to it or to more; refunds that name none of them, one or several. */
    private ConversionDetails details(int gross, int refunded) {
        var lines = new ArrayList<Line>();
        var unnamed = refunded;
        for (var sku : List.of("mug", "shirt", "sock")) {
            if (random.nextInt(3) == 0) continue;
            var amount = 1 + random.nextInt(1 + gross / 2);
            var back = random.nextInt(3) == 0 ? Math.min(unnamed, random.nextInt(amount + 1)) : 0;
            unnamed -= back;
            lines.add(new Line(
                    random.nextInt(6) == 0 ? null : sku,
                    sku.equals("mug") ? "kitchen" : "clothes",
                    random.nextBoolean() ? null : (Long) (1L + random.nextInt(3)),
                    (long) amount,
                    back == 0 ? null : (Long) (long) back));
        }
        return new ConversionDetails(part(gross), part(gross), part(gross), segment(), lines);
    }

    private @Nullable Long part(int gross) {
        return random.nextInt(3) == 0 ? null : (Long) (long) random.nextInt(1 + gross / 2);
    }

    private @Nullable String segment() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> "vip";
            default -> "new";
        };
    }
}
