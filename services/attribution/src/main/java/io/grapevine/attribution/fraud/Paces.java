package io.grapevine.attribution.fraud;

import static io.grapevine.events.FraudSignal.ADVOCATE_VELOCITY;
import static io.grapevine.events.FraudSignal.CLICK_TO_SIGNUP_TOO_UNIFORM;
import static io.grapevine.events.FraudSignal.DEVICE_VELOCITY;
import static io.grapevine.events.FraudSignal.NETWORK_VELOCITY;

import io.grapevine.attribution.fraud.Neighbourhood.Arrival;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms.Pace;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Many in a short time, or all in the same time. Evidence says that a limit was reached, not by how many: it would never rest. */
public final class Paces {

    /** As many visits, with the customer's own, show a pattern; people's differ by minutes. */
    public static final int UNIFORM_VISITS = 6;

    // Of the longest visit, between the shortest and the longest: a script that waits a random second more stays
    // within.
    private static final double UNIFORM_SPREAD = 0.1;

    private Paces() {}

    static Optional<Signal> ofNetwork(Suspect suspect, Neighbourhood around, Pace pace) {
        return crowd(NETWORK_VELOCITY, Trait.NETWORK, pace.perNetwork(), suspect, around, pace.window());
    }

    static Optional<Signal> ofDevice(Suspect suspect, Neighbourhood around, Pace pace) {
        return crowd(DEVICE_VELOCITY, Trait.DEVICE, pace.perDevice(), suspect, around, pace.window());
    }

    private static Optional<Signal> crowd(
            FraudSignal code, Trait trait, int limit, Suspect suspect, Neighbourhood around, Duration window) {
        return around.shownBy(suspect.people())
                .filter(seen -> seen.identifier().trait() == trait)
                .filter(seen -> !seen.firstSeenAt().isAfter(suspect.at()))
                .filter(seen -> others(seen, suspect, around, window) >= limit)
                .findFirst()
                .map(seen -> new Signal(code, suspect.knewBySignUp(seen.firstSeenAt()), reached(limit, window)));
    }

    private static long others(Sighting seen, Suspect suspect, Neighbourhood around, Duration window) {
        var from = seen.firstSeenAt().minus(window);
        return around.crowds().getOrDefault(seen.identifier(), List.of()).stream()
                .filter(other -> !suspect.people().contains(other.person()))
                .filter(other -> other.isBefore(seen) && other.firstSeenAt().isAfter(from))
                .map(Sighting::person)
                .distinct()
                .count();
    }

    static Optional<Signal> ofAdvocates(Suspect suspect, Neighbourhood around, Pace pace) {
        if (!suspect.isSignUp()) return Optional.empty();
        var from = suspect.at().minus(pace.window());
        return suspect.advocates().stream()
                .sorted()
                .filter(advocate -> before(suspect, around, advocate)
                                .filter(arrival -> arrival.at().isAfter(from))
                                .count()
                        >= pace.perAdvocate())
                .findFirst()
                .map(advocate -> new Signal(ADVOCATE_VELOCITY, false, reached(pace.perAdvocate(), pace.window())));
    }

    /** Of the last ones whom the advocate brought, all took as long as this one from the click to the sign-up. */
    static Optional<Signal> uniform(Suspect suspect, Neighbourhood around) {
        return suspect.clickToSignUp()
                .filter(visit -> suspect.advocates().stream()
                        .anyMatch(advocate -> isUniform(visit, before(suspect, around, advocate))))
                .findFirst()
                .map(visit -> new Signal(
                        CLICK_TO_SIGNUP_TOO_UNIFORM,
                        false,
                        Map.of("visits", String.valueOf(UNIFORM_VISITS), "visit", visit.toString())));
    }

    private static boolean isUniform(Duration own, Stream<Arrival> before) {
        var visits = before.map(Arrival::visit)
                .filter(Objects::nonNull)
                .limit(UNIFORM_VISITS - 1L)
                .mapToLong(Duration::toMillis)
                .toArray();
        if (visits.length < UNIFORM_VISITS - 1) return false;
        var all = new LongSummaryStatistics();
        for (var visit : visits) all.accept(visit);
        all.accept(own.toMillis());
        return all.getMax() - all.getMin() <= UNIFORM_SPREAD * all.getMax();
    }

    private static Stream<Arrival> before(Suspect suspect, Neighbourhood around, String advocate) {
        return around.arrivals().getOrDefault(advocate, List.of()).stream()
                .filter(arrival -> suspect.people().stream()
                        .allMatch(customer ->
                                Arrival.IN_TIME.compare(arrival, new Arrival(customer, suspect.at(), null)) < 0));
    }

    private static Map<String, String> reached(int limit, Duration window) {
        return Map.of("atLeast", String.valueOf(limit), "window", window.toString());
    }
}
