package io.grapevine.insights.viralloop;

import io.grapevine.insights.graph.ForestShape;
import io.grapevine.insights.graph.LoopWalk;
import io.grapevine.insights.graph.LoopWalk.Tally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a program's loop turns. People are those who came (signed up) in the period; whoever has a code and never signed up was always there.
 * What they brought is everybody whom they have brought by now.
 *
 * @param k friends a person brought
 * @param mature the same of the people who have had time: who came no later than nine tenths of all friends take to come; of them are
 *     extinction and forecast
 * @param maturitySeconds that time; null if it is not known
 * @param amplification 1/(1-K); null for K of 1 or more, or none
 * @param selfSustaining whether K of those who have had time is at least 1; null without any
 * @param generations K by distance from the root, roots first; at most 1,000
 * @param cohorts K by when people came
 * @param by what {@code groups} are put together by; null if nobody asked
 * @param groups K by group, the largest first
 * @param offspring how many people brought how many friends
 */
public record ViralLoop(
        String programKey,
        @Nullable Instant from,
        @Nullable Instant to,
        KEstimate k,
        KEstimate mature,
        @Nullable Double maturitySeconds,
        @Nullable Double amplification,
        @Nullable Boolean selfSustaining,
        List<GenerationK> generations,
        List<CohortK> cohorts,
        List<Brought> offspring,
        CycleTimes cycleTimes,
        Extinction extinction,
        Forecast forecast,
        @Nullable String by,
        List<GroupK> groups) {

    private static final double MILLIS = 1_000;
    /** What one answer may weigh; a chain can be as deep as there are people. */
    private static final int MOST_GENERATIONS = 1_000;

    public ViralLoop {
        generations = List.copyOf(generations);
        cohorts = List.copyOf(cohorts);
        offspring = List.copyOf(offspring);
        groups = List.copyOf(groups);
    }

    /** What else people can be put together by. */
    public enum Grouping {
        /** Through which the code was shared that brought them. */
        CHANNEL,
        /** In which their site last said they are. */
        SEGMENT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Grouping> named(String word) {
            return Arrays.stream(values())
                    .filter(grouping -> grouping.wireName().equals(word))
                    .findFirst();
        }
    }

    /** K of the people of one channel or segment; the empty value is of those who came by themselves, or of whom nothing was said. */
    public record GroupK(String value, KEstimate k) {}

    /** The same with people put together by something more. */
    public ViralLoop grouped(Grouping grouping, List<GroupK> grouped) {
        return new ViralLoop(
                programKey,
                from,
                to,
                k,
                mature,
                maturitySeconds,
                amplification,
                selfSustaining,
                generations,
                cohorts,
                offspring,
                cycleTimes,
                extinction,
                forecast,
                grouping.wireName(),
                grouped);
    }

    /** K of the people so far from their root. */
    public record GenerationK(int generation, KEstimate k) {}

    /** K of the people who came from that day on, until the next cohort begins. */
    public record CohortK(LocalDate begins, KEstimate k) {}

    /** So many people brought so many friends. */
    public record Brought(int friends, int people) {}

    /** Which people are looked at; times are null where the period is open. */
    public record Span(@Nullable Instant from, @Nullable Instant to, LoopWalk.Cohort cohort) {

        public Span {
            if (from != null && to != null && !from.isBefore(to))
                throw new IllegalArgumentException("from must be before to, was " + from + " and " + to);
        }

        long fromMillis() {
            return from == null ? Long.MIN_VALUE : from.toEpochMilli();
        }

        long toMillis() {
            return to == null ? Long.MAX_VALUE : to.toEpochMilli();
        }
    }

    public static ViralLoop of(String programKey, ForestShape shape, Span span, Instant now) {
        var walk = shape.loop(span.fromMillis(), span.toMillis(), span.cohort());
        var cycleTimes = CycleTimes.of(walk.cycleMillis());
        var maturity = cycleTimes.p90();
        var matureWalk = maturity == null
                ? walk
                : shape.loop(
                        span.fromMillis(),
                        Math.min(span.toMillis(), now.toEpochMilli() - Math.round(maturity * MILLIS)),
                        span.cohort());
        var k = estimate(walk.all());
        var mature = estimate(matureWalk.all());
        return new ViralLoop(
                programKey,
                span.from(),
                span.to(),
                k,
                mature,
                maturity,
                k.amplification(),
                mature.k() == null ? null : mature.k() >= 1,
                generations(walk),
                walk.cohorts().entrySet().stream()
                        .map(each -> new CohortK(each.getKey(), estimate(each.getValue())))
                        .toList(),
                walk.offspring().entrySet().stream()
                        .map(each -> new Brought(each.getKey(), each.getValue()))
                        .toList(),
                cycleTimes,
                Extinction.of(matureWalk.offspring()),
                forecast(shape, mature, cycleTimes.median(), now),
                null,
                List.of());
    }

    private static List<GenerationK> generations(LoopWalk walk) {
        var generations = new ArrayList<GenerationK>();
        for (var tally : walk.generations())
            if (generations.size() < MOST_GENERATIONS)
                generations.add(new GenerationK(generations.size(), estimate(tally)));
        return generations;
    }

    private static Forecast forecast(ForestShape shape, KEstimate k, @Nullable Double cycleSeconds, Instant now) {
        var active = cycleSeconds == null ? 0 : shape.cameSince(now.toEpochMilli() - Math.round(cycleSeconds * MILLIS));
        return Forecast.of(shape.people(), active, k, cycleSeconds);
    }

    private static KEstimate estimate(Tally tally) {
        return KEstimate.of(tally.people(), tally.friends(), tally.squares());
    }
}
