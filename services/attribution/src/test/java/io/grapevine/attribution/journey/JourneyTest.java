package io.grapevine.attribution.journey;

import static io.grapevine.attribution.journey.LookbackWindow.Edge.EXCLUSIVE;
import static io.grapevine.attribution.journey.LookbackWindow.Edge.INCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyTest {

    private static final Instant CONVERSION = Instant.parse("2026-07-01T00:00:00Z");
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final LookbackWindow WINDOW = new LookbackWindow(THIRTY_DAYS, INCLUSIVE);

    @Test
    void touchesAreOrderedByTimeThenSequenceThenId() {
        // Given
        var touches =
                List.of(touch("tb", 5, 2), touch("ta", 5, 1), touch("td", 5, 2), touch("tz", 9, 7), touch("tc", 5, 2));
        // When
        var journey = Journey.of(touches, CONVERSION, WINDOW);
        // Then
        assertThat(ids(journey)).containsExactly("tz", "ta", "tb", "tc", "td");
    }

    @Test
    void touchAtTheFarEdgeIsEligibleOnlyIfTheEdgeIsInclusive() {
        var atTheEdge = List.of(new ChannelTouch("t1", "email", CONVERSION.minus(THIRTY_DAYS), 0));
        assertThat(ids(Journey.of(atTheEdge, CONVERSION, WINDOW))).containsExactly("t1");
        assertThat(Journey.of(atTheEdge, CONVERSION, new LookbackWindow(THIRTY_DAYS, EXCLUSIVE))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void touchesOutsideTheWindowAreNotEligible() {
        var touches = List.of(
                new ChannelTouch("early", "email", CONVERSION.minus(THIRTY_DAYS).minusMillis(1), 0),
                new ChannelTouch("now", "email", CONVERSION, 0),
                new ChannelTouch("late", "email", CONVERSION.plusMillis(1), 0));
        assertThat(ids(Journey.of(touches, CONVERSION, WINDOW))).containsExactly("now");
    }

    @Test
    void touchThatComesTwiceCountsOnceAtItsEarliest() {
        var journey = Journey.of(List.of(touch("t1", 1, 0), touch("t2", 2, 0), touch("t1", 3, 0)), CONVERSION, WINDOW);
        assertThat(ids(journey)).containsExactly("t1", "t2");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderOfArrivalRepeatsAndIneligibleTouchesChangeNothing(long seed) {
        // Given
        var random = new Random(seed);
        for (var round = 0; round < 100; round++) {
            var touches = new ArrayList<ChannelTouch>();
            for (var i = 0; i < random.nextInt(12); i++)
                touches.add(touch("t" + i, random.nextInt(5), random.nextInt(3)));
            var expected = Journey.of(touches, CONVERSION, WINDOW);
            // When
            touches.addAll(List.copyOf(touches).subList(0, touches.size() / 2));
            touches.add(touch("too old", 31, 0));
            touches.add(touch("too late", -1, 0));
            Collections.shuffle(touches, random);
            // Then
            assertThat(Journey.of(touches, CONVERSION, WINDOW)).isEqualTo(expected);
        }
    }

    @Test
    void touchesOutOfOrderAreNoJourney() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Journey(List.of(touch("t1", 1, 0), touch("t2", 2, 0))))
                .withMessageContaining("t1 comes before t2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Journey(List.of(touch("t1", 1, 0), touch("t1", 1, 0))));
    }

    @Test
    void touchWithoutIdOrChannelIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelTouch("", "email", CONVERSION, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelTouch("t1", "", CONVERSION, 0))
                .withMessageContaining("t1");
    }

    private static ChannelTouch touch(String id, int daysBefore, long sequence) {
        return new ChannelTouch(id, "email", CONVERSION.minus(Duration.ofDays(daysBefore)), sequence);
    }

    private static List<String> ids(Journey journey) {
        return journey.touches().stream().map(ChannelTouch::id).toList();
    }
}
