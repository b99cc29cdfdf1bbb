package io.grapevine.attribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongJourneyTest {

    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final int MOST = 2 * LongJourney.EACH_END;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LongJourney.TOLD, LongJourney.TOLD + 1, MOST})
    void nothingIsLeftOutOfWhatIsNotLong(int number) {
        var touches = touches(number, true, 0);

        assertThat(LongJourney.ends(touches, NOON.plusSeconds(number))).containsExactlyElementsOf(touches);
    }

    @Test
    void bothEndsCountAndTheMiddleDoesNot() {
        var touches = touches(MOST + 3, true, 0);

        var ends = LongJourney.ends(touches, NOON.plusSeconds(MOST + 3));

        assertThat(ends).hasSize(MOST);
        assertThat(ends.subList(0, LongJourney.EACH_END))
                .containsExactlyElementsOf(touches.subList(0, LongJourney.EACH_END));
        assertThat(ends.subList(LongJourney.EACH_END, MOST))
                .containsExactlyElementsOf(touches.subList(MOST + 3 - LongJourney.EACH_END, MOST + 3));
    }

    @Test
    void whatAConversionRestsOnIsTheSameWhateverComesAfterIt() {
        var before = touches(MOST + 9, true, 0);
        var clock = NOON.plusSeconds(MOST + 8);
        var after = touches(1_000, true, MOST + 9);

        var ends = LongJourney.ends(both(before, after), clock);

        assertThat(ends.stream().filter(touch -> !touch.at().isAfter(clock)))
                .containsExactlyElementsOf(LongJourney.ends(before, clock));
        assertThat(ends.stream().filter(touch -> touch.at().isAfter(clock)))
                .containsExactlyElementsOf(after.subList(0, LongJourney.TOLD));
    }

    @Test
    void machinesCrowdNobodyOut() {
        var people = touches(MOST, true, 0);
        var machines = touches(5_000, false, MOST);

        var ends = LongJourney.ends(both(people, machines), NOON.plusSeconds(10_000));

        assertThat(ends).containsAll(people);
        assertThat(ends.stream().filter(touch -> !touch.human()))
                .containsExactlyElementsOf(machines.subList(5_000 - LongJourney.TOLD, 5_000));
    }

    @Test
    void theOrderInWhichTouchesAreKnownDoesNotMatter() {
        var touches = new ArrayList<>(both(touches(MOST + 50, true, 0), touches(200, false, 100)));
        var clock = NOON.plusSeconds(MOST);
        var ends = LongJourney.ends(touches, clock);

        Collections.shuffle(touches, new Random(7));

        assertThat(LongJourney.ends(touches, clock)).isEqualTo(ends);
    }

    @Test
    void consideringTheEndsAgainChangesNothing() {
        var ends = LongJourney.ends(touches(3_000, true, 0), NOON.plusSeconds(2_000));

        assertThat(LongJourney.ends(ends, NOON.plusSeconds(2_000))).isEqualTo(ends);
    }

    private static List<Touchpoint> both(List<Touchpoint> one, List<Touchpoint> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static List<Touchpoint> touches(int number, boolean human, int from) {
        return IntStream.range(from, from + number)
                .mapToObj(i -> new Touchpoint(
                        (human ? "h" : "m") + i, EvidenceClass.CLICK, "CODE", NOON.plusSeconds(i), 0, 0, human))
                .toList();
    }
}
