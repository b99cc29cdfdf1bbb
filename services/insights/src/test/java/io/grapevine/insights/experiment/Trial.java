package io.grapevine.insights.experiment;

import io.grapevine.events.form.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Experiments and counts made up for tests: control A against B, by advocates who brought somebody, unless said otherwise. */
final class Trial {

    private final Map<String, Object> definition = new LinkedHashMap<>(Map.of(
            "programKey", "spring", "kind", "copy", "metric", "share_to_signup", "variants", variants("A", "B")));
    private final List<Counts.Day> days = new ArrayList<>();
    private final List<Counts.Spread> spreads = new ArrayList<>();
    private final List<Counts.Money> money = new ArrayList<>();

    static List<Map<String, Object>> variants(String... names) {
        return List.of(names).stream()
                .map(name -> Map.<String, Object>of("name", name))
                .toList();
    }

    Trial with(String field, Object value) {
        definition.put(field, value);
        return this;
    }

    /** Advocates of their own, each with one exposure, all on one day. */
    Trial arm(String name, long exposures, long conversions) {
        return day(name, 0, exposures, conversions)
                .spread(name, exposures, exposures, conversions, conversions, conversions, exposures);
    }

    Trial day(String name, long day, long exposures, long conversions) {
        days.add(new Counts.Day(name, day, exposures, conversions));
        return this;
    }

    Trial spread(
            String name, long advocates, long exposures, long conversions, double squared, double product, double all) {
        spreads.add(new Counts.Spread(name, advocates, advocates, exposures, conversions, squared, product, all));
        return this;
    }

    Trial money(String name, String currency, long revenue, long cost) {
        money.add(new Counts.Money(name, currency, revenue, cost));
        return this;
    }

    Experiment experiment() {
        return switch (Experiment.read("exp", definition)) {
            case Reading.Accepted<Experiment>(var read) -> read;
            case Reading.Refused<Experiment>(var mistakes) -> throw new AssertionError(mistakes);
        };
    }

    Counts counts() {
        return new Counts(days, spreads, money, 0);
    }

    ExperimentReport report(Run run) {
        return ExperimentReport.of(experiment(), run, counts());
    }

    Recommendation advice(Run run) {
        return ExperimentReport.recommend(experiment(), run, counts());
    }
}
