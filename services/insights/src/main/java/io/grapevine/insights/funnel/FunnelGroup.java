package io.grapevine.insights.funnel;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one part of a funnel: of the codes of one value, or of one stretch of time.
 *
 * @param variant the value, if the parts are variants
 * @param value what the part has in common; null for what has no value
 * @param start of the stretch of time
 * @param clicks on the codes, bots included
 * @param signups customers these codes brought
 * @param orders credited to these codes
 * @param rewards for them that no rule refused
 * @param net of the credited orders
 * @param netMinor the same as a plain number while there is one currency; null if there are several
 */
public record FunnelGroup(
        @Nullable String variant,
        @Nullable String value,
        @Nullable Instant start,
        long shares,
        long clicks,
        long humanClicks,
        long signups,
        long orders,
        long rewards,
        List<Amount> net,
        @Nullable Long netMinor) {

    /** What one answer may weigh; of advocates there may be many more. */
    public static final int MOST = 1_000;

    public FunnelGroup {
        net = List.copyOf(net);
    }

    /** Ordered by value, that without one last; generations by number. */
    public static List<FunnelGroup> by(Dimension dimension, List<StepSum> sums) {
        return parts(sums)
                .map(part -> {
                    var value = part.getFirst().group().isEmpty()
                            ? null
                            : part.getFirst().group();
                    return of(dimension == Dimension.VARIANT ? value : null, value, null, part);
                })
                .sorted(Comparator.comparing(FunnelGroup::value, Comparator.nullsLast(order(dimension))))
                .toList();
    }

    /** Ordered by time; stretches in which nothing happened are left out. */
    public static List<FunnelGroup> byTime(List<StepSum> sums) {
        return parts(sums)
                .map(part -> of(
                        null,
                        null,
                        Instant.ofEpochMilli(Long.parseLong(part.getFirst().group())),
                        part))
                .sorted(Comparator.comparing(FunnelGroup::start, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static Comparator<String> order(Dimension dimension) {
        return dimension == Dimension.GENERATION
                ? Comparator.comparingInt(Integer::parseInt)
                : Comparator.naturalOrder();
    }

    /** Those in which something happened that a part shows. */
    private static java.util.stream.Stream<List<StepSum>> parts(List<StepSum> sums) {
        return sums.stream()
                .filter(FunnelGroup::shows)
                .collect(Collectors.groupingBy(StepSum::group))
                .values()
                .stream();
    }

    private static boolean shows(StepSum step) {
        return switch (step.kind()) {
            case "share", "click" -> step.known();
            case "signup", "purchase" -> step.attributed();
            case "reward" -> given(step);
            default -> false;
        };
    }

    private static boolean given(StepSum step) {
        return step.is("reward") && !step.outcome().equals("refused");
    }

    private static FunnelGroup of(
            @Nullable String variant, @Nullable String value, @Nullable Instant start, List<StepSum> part) {
        var net = Funnel.amounts(
                part.stream().filter(step -> step.is("purchase")).toList(),
                step -> step.amountMinor() - step.refundedMinor());
        return new FunnelGroup(
                variant,
                value,
                start,
                Funnel.count(part, step -> step.is("share")),
                Funnel.count(part, step -> step.is("click")),
                Funnel.count(part, step -> step.is("click", "human")),
                Funnel.count(part, step -> step.is("signup")),
                Funnel.count(part, step -> step.is("purchase")),
                Funnel.count(part, step -> step.is("reward")),
                net,
                net.size() > 1 ? null : net.stream().mapToLong(Amount::amount).sum());
    }
}
