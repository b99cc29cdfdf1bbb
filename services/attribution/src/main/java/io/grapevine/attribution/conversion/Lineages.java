package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Explanation.Bound;
import io.grapevine.events.Explanation.Lineage;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which binds a decision rests on, in the words of the contract: no more of them than make a difference, each once. */
final class Lineages {

    private static final Comparator<Bound> IN_TIME =
            Comparator.comparing(Bound::at).thenComparing(Bound::customerId);

    private Lineages() {}

    /** Null if there are none: nobody above is paid, and no candidate would have closed a cycle. */
    static @Nullable Lineage of(ConversionDecided decided, Forest forest, int levels) {
        var binds = Stream.concat(aboveCredited(decided, forest, levels), aroundCycles(decided, forest))
                .map(Lineages::bound)
                .distinct()
                .sorted(IN_TIME)
                .toList();
        return binds.isEmpty() ? null : new Lineage(levels, binds);
    }

    private static Stream<Bind> aboveCredited(ConversionDecided decided, Forest forest, int levels) {
        return decided.credits().stream()
                .map(Credit::externalId)
                .flatMap(advocate -> forest.standingAt(decided.occurredAt(), advocate, levels - 1).stream());
    }

    private static Stream<Bind> aroundCycles(ConversionDecided decided, Forest forest) {
        var customer = decided.customerId();
        if (customer == null) return Stream.empty();
        var before = new EventOrder(decided.occurredAt(), decided.eventId());
        return Stream.concat(cyclicCandidates(decided), named(decided))
                .flatMap(owner -> forest.path(owner, customer, before).stream());
    }

    private static Stream<String> cyclicCandidates(ConversionDecided decided) {
        return decided.explanation().candidates().stream()
                .filter(candidate -> candidate.lostBecause() == Reason.CYCLE)
                .flatMap(candidate -> Stream.ofNullable(candidate.externalId()));
    }

    /** Whom staff named, where that would close a cycle. */
    private static Stream<String> named(ConversionDecided decided) {
        var manual = decided.explanation().manual();
        return manual != null && decided.reason() == Reason.CYCLE
                ? Stream.ofNullable(manual.externalId())
                : Stream.of();
    }

    private static Bound bound(Bind bind) {
        return new Bound(
                bind.customer(),
                bind.advocate().externalId(),
                bind.advocate().participantId(),
                bind.order().at(),
                bind.order().eventId());
    }
}
