package io.grapevine.rewardissuing.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.limits.Counted;
import io.grapevine.rewardissuing.limits.Counting;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every drawn program comes to what an independent model makes of the same facts, to the last unit: as lines, and in the books. */
class LimitsAgainstReferenceTest {

    private static final int CONVERSIONS = 30;

    static Stream<Long> seeds() {
        return Seeds.drawn();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsOwedIsWhatTheReferenceSays(long seed) {
        // Given
        var drawn = new DrawnProgram(seed);
        var latest = new ArrayList<>(DrawnProgram.latest(drawn.revisions(CONVERSIONS)));
        // When
        Collections.shuffle(latest, new Random(seed));
        var owed = owed(latest, drawn.versions());
        // Then
        assertThat(owed).isEqualTo(ReferenceModel.owed(latest, drawn.versions()));
    }

    /** Late, twice, in pieces of any size: the books of a whole run. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theLedgerIsWhatTheReferenceSaysInWhateverOrderTheFactsCame(long seed) {
        // Given
        var drawn = new DrawnProgram(seed);
        var revisions = drawn.revisions(CONVERSIONS);
        var random = new Random(seed);
        var deliveries = new ArrayList<>(revisions);
        deliveries.addAll(revisions.subList(0, random.nextInt(revisions.size())));
        Collections.shuffle(deliveries, random);
        // When
        var books = new BooksOfOneRun(terms(drawn.versions()));
        for (var from = 0; from < deliveries.size(); ) {
            var to = Math.min(deliveries.size(), from + 1 + random.nextInt(20));
            books.take(deliveries.subList(from, to));
            from = to;
        }
        // Then
        var reference = ReferenceModel.owed(DrawnProgram.latest(revisions), drawn.versions());
        assertThat(books.accounts()).isEqualTo(accounts(reference));
    }

    /** What each person may have, and what waits for a review or a dispute. */
    private static Map<String, Long> accounts(Map<String, String> owed) {
        return owed.entrySet().stream()
                .map(one -> List.of(one.getKey().split("/")[2], one.getValue()))
                .collect(Collectors.groupingBy(
                        one -> {
                            var said = one.get(1).split(" ");
                            return (said[2].equals("released") ? "payable:" : "held:") + one.get(0) + " " + said[1];
                        },
                        TreeMap::new,
                        Collectors.summingLong(one -> Long.parseLong(one.get(1).split(" ")[0]))));
    }

    private static Map<ProgramVersion, Terms> terms(Map<Integer, Terms> versions) {
        return versions.entrySet().stream()
                .collect(
                        Collectors.toMap(version -> new ProgramVersion("demo", version.getKey()), Map.Entry::getValue));
    }

    private static Map<String, String> owed(Collection<ConversionDecided> decisions, Map<Integer, Terms> versions) {
        var terms = terms(versions);
        var owed = Owed.of(decisions, terms, CountedRules.of(terms));
        var lines = Stream.concat(
                owed.lines().values().stream(),
                Counting.of(Map.of(), owed.claims(), terms).stream()
                        .map(Counted::line)
                        .flatMap(Stream::ofNullable));
        var sums = new TreeMap<String, String>();
        lines.filter(RewardLine::owesAnything)
                .forEach(line -> sums.put(
                        line.key().conversionId() + "/" + line.key().ruleId() + "/"
                                + line.key().externalId(),
                        line.amount().minor() + " " + line.amount().currency() + " " + state(line.standing())));
        return sums;
    }

    private static String state(Standing standing) {
        return switch (standing) {
            case DUE -> "released";
            case FROZEN -> "frozen";
            case REVIEW -> "review";
            case REVERSED, REFUSED, WITHDRAWN -> "nothing";
        };
    }
}
