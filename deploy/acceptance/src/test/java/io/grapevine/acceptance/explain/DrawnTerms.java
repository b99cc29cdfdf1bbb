package io.grapevine.acceptance.explain;

import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A program drawn at random: any policy that the programs service accepts, in one version or two. */
final class DrawnTerms {
    static final Duration LATENESS = Duration.ofHours(1);
    /** Whole hours, as the times of what happens are but for a millisecond: so that edges are met exactly. */
    static final Duration WINDOW = Duration.ofHours(4);

    private static final List<AttributionTerms.PositionWeights> POSITIONS = List.of(
            weights("0.4", "0.2", "0.4"),
            weights("0.2", "0.2", "0.6"),
            weights("1", "0", "2"),
            weights("0", "0.333", "0"),
            weights("0", "1", "0.1"));

    private final Random random;
    private final Instant noon;

    DrawnTerms(Random random, Instant noon) {
        this.random = random;
        this.noon = noon;
    }

    Program program(String key) {
        var versions = new ArrayList<ProgramVersion>();
        // The same in both: whether something came in time is asked before it is known for whose customers a version
        // is.
        var lateness = oneIn(4) ? LATENESS : null;
        versions.add(version(key, 1, oneIn(6) ? someTime() : null, lateness));
        if (oneIn(3)) versions.add(version(key, 2, someTime(), lateness));
        return new Program(key, versions);
    }

    private Instant someTime() {
        return noon.plus(Duration.ofHours(random.nextInt(9) - 4));
    }

    private ProgramVersion version(String key, int number, @Nullable Instant from, @Nullable Duration lateness) {
        var rules = new ArrayList<Terms.RewardRule>();
        rules.add(rule(Terms.Trigger.SIGNUP, 1));
        rules.add(rule(Terms.Trigger.PURCHASE, 1 + random.nextInt(3)));
        return new ProgramVersion(
                key,
                number,
                from,
                new Terms(
                        key,
                        "https://shop.example/",
                        attribution(lateness),
                        new Terms.Eligibility(
                                oneIn(5) ? new Terms.Money(1_000, "EUR") : null,
                                oneIn(5) ? List.of("DE", "ES") : List.of(),
                                oneIn(4) ? true : null),
                        rules,
                        oneIn(3) ? Terms.Audience.NEW_CUSTOMERS : null,
                        oneIn(2) ? new Terms.Exclusivity(oneIn(4) ? null : "default", 1 + random.nextInt(2)) : null));
    }

    private AttributionTerms attribution(@Nullable Duration lateness) {
        var shares = oneIn(3);
        var models = AttributionTerms.Model.values();
        var model = models[random.nextInt(shares ? models.length : 3)];
        var binding = shares || oneIn(3) ? AttributionTerms.Binding.PER_ORDER : AttributionTerms.Binding.LIFETIME;
        return new AttributionTerms(
                model,
                new AttributionTerms.Lookback(oneIn(4) ? null : WINDOW, edge()),
                shares || oneIn(2) ? null : WINDOW,
                binding,
                shares ? AttributionTerms.Credit.MULTI_TOUCH : null,
                model == AttributionTerms.Model.POSITION ? POSITIONS.get(random.nextInt(POSITIONS.size())) : null,
                model == AttributionTerms.Model.TIME_DECAY ? halfLife() : null,
                oneIn(2) ? edge() : null,
                oneIn(2) ? null : priority(),
                shares || oneIn(2) ? null : AttributionTerms.TieBreak.values()[random.nextInt(3)],
                lateness);
    }

    /** From one in which a touch of an hour ago is nothing to one in which all weigh nearly the same. */
    private Duration halfLife() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofSeconds(100);
            case 1 -> Duration.ofHours(1);
            case 2 -> Duration.ofMinutes(37);
            default -> Duration.ofDays(7);
        };
    }

    private List<List<AttributionTerms.TouchClass>> priority() {
        var classes = new ArrayList<>(List.of(AttributionTerms.TouchClass.values()));
        Collections.shuffle(classes, random);
        var ranks = new ArrayList<List<AttributionTerms.TouchClass>>();
        for (var touchClass : classes.subList(0, 1 + random.nextInt(classes.size()))) {
            if (ranks.isEmpty() || random.nextBoolean()) ranks.add(new ArrayList<>());
            ranks.getLast().add(touchClass);
        }
        return ranks;
    }

    private AttributionTerms.Edge edge() {
        return random.nextBoolean() ? AttributionTerms.Edge.INCLUSIVE : AttributionTerms.Edge.EXCLUSIVE;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private static Terms.RewardRule rule(Terms.Trigger trigger, int level) {
        return new Terms.RewardRule(
                trigger.wireName(),
                trigger,
                level > 1 ? Terms.Role.UPLINE : Terms.Role.ADVOCATE,
                level,
                false,
                null,
                new Terms.Give(RewardKind.CASH, BigDecimal.ONE, null, null, null),
                Duration.ZERO);
    }

    private static AttributionTerms.PositionWeights weights(String first, String middle, String last) {
        return new AttributionTerms.PositionWeights(
                new BigDecimal(first), new BigDecimal(middle), new BigDecimal(last));
    }
}
