package io.grapevine.attribution.fraud;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import io.grapevine.events.Screening.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many of a thousand rings among 100,000 people are found, and how many of the honest must wait; {@code -Drings.seed} draws another. */
class PlantedRingsTest {

    private static final FraudTerms USUAL = new FraudTerms(
            FraudTerms.USUAL_REVIEW,
            FraudTerms.USUAL_REFUSE,
            List.of(),
            Pace.USUAL,
            List.of(),
            List.of(),
            FraudTerms.USUAL_REVIEW_TERM,
            AfterTerm.ACCEPT);

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122, 77})
    void ringsAreFoundAndTheHonestAreLeftAlone(long seed) {
        // Given
        var drawn = Long.getLong("rings.seed", seed);
        var town = new Town(drawn);
        var around = town.neighbourhood();
        // When
        var verdicts = new HashMap<String, Verdict>();
        var honestBecause = new TreeMap<String, Long>();
        town.signUps().forEach((person, suspect) -> {
            var signals = Scrutiny.signals(suspect, around, USUAL);
            var verdict = Judgement.of(signals, USUAL, null, null)
                    .map(screening -> screening.verdict())
                    .orElse(Verdict.ACCEPT);
            verdicts.put(person, verdict);
            if (verdict != Verdict.ACCEPT && town.isHonest(person))
                honestBecause.merge(
                        signals.stream().map(signal -> signal.code().wireName()).toList() + "", 1L, Long::sum);
        });
        // Then
        var stopped = new HashSet<String>();
        verdicts.forEach((person, verdict) -> {
            if (verdict != Verdict.ACCEPT) stopped.add(person);
        });
        var inRings = share(stopped, verdicts.keySet(), town, false);
        var honest = share(stopped, verdicts.keySet(), town, true);
        var honestOfAll = (double) stopped.stream().filter(town::isHonest).count()
                / (Town.PEOPLE - town.rings().stream().mapToInt(List::size).sum());
        var found = town.rings().stream()
                .filter(ring -> ring.stream().anyMatch(stopped::contains))
                .count();
        System.out.printf(
                "seed %d: %.1f %% of the rings' referrals stopped, %.1f %% of the rings touched; honest stopped: %.2f %% of people, %.2f %% of"
                        + " those referred %s%n",
                drawn, 100 * inRings, 100.0 * found / Town.RINGS, 100 * honestOfAll, 100 * honest, honestBecause);
        assertThat(inRings).isGreaterThanOrEqualTo(0.95);
        assertThat(honestOfAll).isLessThanOrEqualTo(0.01);
        assertThat(verdicts.entrySet().stream().filter(entry -> town.isHonest(entry.getKey())))
                .noneMatch(entry ->
                        entry.getValue() == Verdict.REFUSE && entry.getKey().startsWith("office"));
    }

    private static double share(Set<String> stopped, Set<String> screened, Town town, boolean honest) {
        Map<Boolean, Long> counted = screened.stream()
                .filter(person -> town.isHonest(person) == honest)
                .collect(groupingBy(stopped::contains, counting()));
        var all = counted.values().stream().mapToLong(Long::longValue).sum();
        return (double) counted.getOrDefault(true, 0L) / all;
    }
}
