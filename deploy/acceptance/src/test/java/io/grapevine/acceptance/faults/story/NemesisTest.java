package io.grapevine.acceptance.faults.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.acceptance.faults.story.Story.Chapter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NemesisTest {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
    private static final int EVENTS = 4000;

    @Test
    void oneSeedTellsOneStory() {
        // When
        var story = Nemesis.tell(7, ALL, 0, EVENTS);
        // Then
        assertThat(Nemesis.tell(7, ALL, 0, EVENTS)).isEqualTo(story);
        assertThat(Nemesis.tell(8, ALL, 0, EVENTS)).isNotEqualTo(story);
        assertThat(Nemesis.tellShort(7, EVENTS)).isEqualTo(Nemesis.tellShort(7, EVENTS));
    }

    @Test
    void withoutRoundsEveryFaultComesAndEveryServiceIsKilled() {
        // When
        var faults = Nemesis.tell(7, ALL, 0, EVENTS).chapters().stream()
                .map(Chapter::fault)
                .toList();
        // Then
        assertThat(faults.stream().map(Fault::kind).collect(Collectors.toSet())).isEqualTo(ALL);
        assertThat(faults.stream()
                        .filter(Fault.Kill.class::isInstance)
                        .map(Fault::target)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(Nemesis.SERVICES);
    }

    @Test
    void roundsAreAsManyAsAskedFor() {
        assertThat(Nemesis.tell(7, Set.of(FaultKind.REDIS_FLUSH), 3, EVENTS).chapters())
                .hasSize(3);
        assertThat(Nemesis.tell(7, ALL, 5, EVENTS).chapters()).hasSize(5);
    }

    @Test
    void partsCoverTheLogWithoutGapsAndEachHoldsItsFault() {
        for (var seed = 0; seed < 50; seed++) {
            // When
            var story = Nemesis.tell(seed, ALL, 0, EVENTS);
            // Then
            var end = story.prelude();
            for (var chapter : story.chapters()) {
                assertThat(chapter.from()).isEqualTo(end);
                assertThat(chapter.at()).isBetween(chapter.from(), chapter.to());
                end = chapter.to();
            }
            assertThat(end).isEqualTo(EVENTS);
        }
    }

    @Test
    void zombiesSleepFiveToTwentySeconds() {
        // Given
        var lengths = new HashSet<Duration>();
        // When
        for (var seed = 0; seed < 200; seed++) {
            Nemesis.tell(seed, Set.of(FaultKind.ZOMBIE), 0, EVENTS)
                    .chapters()
                    .forEach(chapter -> lengths.add(chapter.fault().length()));
        }
        // Then
        assertThat(lengths).contains(Duration.ofSeconds(5), Duration.ofSeconds(20));
        assertThat(lengths).allMatch(length -> length.toSeconds() >= 5 && length.toSeconds() <= 20);
    }

    @Test
    void faultsAreNamedInWords() {
        assertThat(FaultKind.parse("kafka-stop, torn-tail")).containsExactly(FaultKind.KAFKA_STOP, FaultKind.TORN_TAIL);
        assertThatThrownBy(() -> FaultKind.parse("meteor"))
                .hasMessageContaining("no fault is called meteor")
                .hasMessageContaining("kafka-stop");
        assertThatThrownBy(() -> FaultKind.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyFaultsOfTheEdgeExcuseIt() {
        assertThat(new Fault.Kill("click-tracking").hitsTheEdge()).isTrue();
        assertThat(new Fault.TornTail(Duration.ZERO).hitsTheEdge()).isTrue();
        assertThat(new Fault.KafkaStop(Duration.ofSeconds(60)).hitsTheEdge()).isFalse();
        assertThat(new Fault.HangUps(10).hitsTheEdge()).isFalse();
    }
}
