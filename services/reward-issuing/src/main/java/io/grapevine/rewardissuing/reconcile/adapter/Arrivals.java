package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Event;
import io.grapevine.rewardissuing.owed.CustomerKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The decisions of a batch: of each conversion only the highest revision matters, for it is the whole current state. */
record Arrivals(Map<String, Arrival> byConversion) {

    static final Arrivals NONE = new Arrivals(Map.of());

    record Arrival(DecisionRow row, @Nullable String correlationId) {}

    static Arrivals of(String tenantId, List<Event<?>> events) {
        var latest = new LinkedHashMap<String, Arrival>();
        for (var event : events) {
            if (event.data() instanceof ConversionDecided decision)
                latest.merge(
                        decision.conversionId(),
                        new Arrival(DecisionRow.of(tenantId, decision), event.correlationId()),
                        (one, other) -> one.row().revision() >= other.row().revision() ? one : other);
        }
        return new Arrivals(latest);
    }

    Arrivals above(List<DecisionRow> known) {
        var revisions = known.stream().collect(Collectors.toMap(DecisionRow::conversionId, DecisionRow::revision));
        return new Arrivals(byConversion.values().stream()
                .filter(arrival -> arrival.row().revision()
                        > revisions.getOrDefault(arrival.row().conversionId(), 0))
                .collect(Collectors.toMap(
                        arrival -> arrival.row().conversionId(),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new)));
    }

    boolean isEmpty() {
        return byConversion.isEmpty();
    }

    Set<String> conversionIds() {
        return byConversion.keySet();
    }

    List<DecisionRow> rows() {
        return byConversion.values().stream().map(Arrival::row).toList();
    }

    /** Whose rewards may change: a conversion that moved to another customer touches both. */
    Set<CustomerKey> customers(List<DecisionRow> replaced) {
        return touched(replaced).map(DecisionRow::customer).collect(Collectors.toSet());
    }

    /** Everybody whose money may move, customers and beneficiaries alike: they are the same people. */
    Set<String> people(List<DecisionRow> replaced) {
        return peopleOf(touched(replaced).toList());
    }

    static Set<String> peopleOf(Collection<DecisionRow> rows) {
        var people = new HashSet<String>();
        for (var row : rows) {
            people.add(row.person());
            if (row.decision().advocate() != null)
                people.add("c:" + row.decision().advocate().externalId());
            row.decision().credits().forEach(credit -> people.add("c:" + credit.externalId()));
            row.decision().upline().forEach(ancestor -> people.add("c:" + ancestor.externalId()));
        }
        return people;
    }

    Map<String, String> correlations() {
        return byConversion.entrySet().stream()
                .filter(arrival -> arrival.getValue().correlationId() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        arrival -> String.valueOf(arrival.getValue().correlationId())));
    }

    private Stream<DecisionRow> touched(List<DecisionRow> replaced) {
        return Stream.concat(
                byConversion.values().stream().map(Arrival::row),
                replaced.stream().filter(row -> byConversion.containsKey(row.conversionId())));
    }
}
