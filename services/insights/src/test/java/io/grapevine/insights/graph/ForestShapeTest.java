package io.grapevine.insights.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.graph.ForestShape.Spreader;
import io.grapevine.insights.graph.KnownForest.Caterpillar;
import io.grapevine.insights.graph.KnownForest.Chain;
import io.grapevine.insights.graph.KnownForest.KaryHeap;
import io.grapevine.insights.graph.KnownForest.LargestProperDivisor;
import io.grapevine.insights.graph.KnownForest.RandomRecursive;
import io.grapevine.insights.graph.KnownForest.Star;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForestShapeTest {

    static Stream<KnownForest> known() {
        return Stream.of(
                new Star(500),
                new Chain(500),
                new KaryHeap(600, 3),
                new Caterpillar(20, 4),
                new LargestProperDivisor(720),
                new RandomRecursive(700, 5));
    }

    @ParameterizedTest
    @MethodSource("known")
    void theShapeIsThatOfTheForestItself(KnownForest known) {
        // Given
        var plain = known.grow();
        var forest = live(plain);
        // When
        var shape = forest.shape();
        // Then
        var stats = plain.stats();
        assertThat(shape.largestTrees(5)).isEqualTo(stats.trees());
        var loop = shape.loop(Long.MIN_VALUE, Long.MAX_VALUE, LoopWalk.Cohort.MONTH);
        assertThat(loop.generations()).extracting(level -> (int) level.people()).isEqualTo(stats.depthHistogram());
        assertThat(loop.offspring()).isEqualTo(shape.offspring());
        assertThat(loop.all().friends()).isEqualTo(stats.edges());
        assertThat(shape.offspring().lastKey()).isEqualTo(stats.maxChildren());
        assertThat(shape.offspring()).containsEntry(0, stats.leaves());
        assertThat(ForestSummary.of("spring", forest).generationRatios()).isEqualTo(stats.generationRatios());
        assertThat(Spreaders.of("spring", shape, 1).friends()).isEqualTo(stats.edges());
    }

    @Test
    void treesAndSpreadersAreOrderedByWeightThenById() {
        // Given: of c and d each brought two, a one and b nobody
        var shape = forest("x,d", "y,d", "s,c", "t,c", "z,a").shape();
        // Then
        assertThat(shape.largestTrees(3)).extracting(TreeStats::root).containsExactly("c", "d", "a");
        assertThat(shape.largestTrees(1)).extracting(TreeStats::root).containsExactly("c");
        assertThat(shape.spreaders(2)).containsExactly(new Spreader("c", 2, 2), new Spreader("d", 2, 2));
        assertThat(Cascades.of("spring", shape, 1).cascades())
                .containsExactly(new Cascades.Cascade("c", 3, "4", 4.0 / 3));
    }

    @Test
    void theBusiestFifthIsRoundedUp() {
        // Given six advocates, of whom two are the busiest fifth: one with four friends, the others with one
        var shape = forest("1,a", "2,a", "3,a", "4,a", "5,b", "6,c", "7,d", "8,e", "9,f")
                .shape();
        // When
        var spreaders = Spreaders.of("spring", shape, 1);
        // Then
        assertThat(spreaders.advocates()).isEqualTo(6);
        assertThat(spreaders.shareOfTopFifth()).isEqualTo(5.0 / 9);
        assertThat(Spreaders.of("spring", forest().shape(), 1).shareOfTopFifth())
                .isNull();
    }

    @Test
    void aCycleIsFromOnesOwnComingToAFriends() {
        // Given
        var forest = new LiveForest();
        forest.know("ada", PersonState.NEVER);
        forest.know("bob", 100);
        assertThat(forest.bring("cid", "bob", 150)).isTrue();
        assertThat(forest.bring("dan", "bob", 120)).isTrue();
        assertThat(forest.bring("eve", "cid", 151)).isTrue();
        assertThat(forest.bring("fay", "ada", 160)).isTrue();
        assertThat(forest.bring("gus", "fay", 130)).isTrue();
        forest.fold();
        // Then: when ada came is not known, and gus was there before fay
        var shape = forest.shape();
        assertThat(shape.loop(Long.MIN_VALUE, Long.MAX_VALUE, LoopWalk.Cohort.DAY)
                        .cycleMillis())
                .containsExactly(1, 20, 50);
        assertThat(shape.loop(150, 161, LoopWalk.Cohort.DAY).all()).isEqualTo(new LoopWalk.Tally(3, 2, 2));
        assertThat(shape.loop(Long.MIN_VALUE, 101, LoopWalk.Cohort.DAY).all()).isEqualTo(new LoopWalk.Tally(2, 3, 5));
        assertThat(shape.cameSince(151)).isEqualTo(2);
    }

    @Test
    void cohortsAreTheDaysWeeksAndMonthsOfUtc() {
        // Given: Sunday 31 May 2026, a moment before midnight, and Monday
        var sunday = Instant.parse("2026-05-31T23:59:59.999Z").toEpochMilli();
        var forest = new LiveForest();
        forest.know("ada", sunday);
        assertThat(forest.bring("bob", "ada", sunday + 1)).isTrue();
        forest.fold();
        var shape = forest.shape();
        // Then
        assertThat(cohorts(shape, LoopWalk.Cohort.DAY)).containsExactly("2026-05-31", "2026-06-01");
        assertThat(cohorts(shape, LoopWalk.Cohort.WEEK)).containsExactly("2026-05-25", "2026-06-01");
        assertThat(cohorts(shape, LoopWalk.Cohort.MONTH)).containsExactly("2026-05-01", "2026-06-01");
    }

    private static List<String> cohorts(ForestShape shape, LoopWalk.Cohort cohort) {
        return shape.loop(Long.MIN_VALUE, Long.MAX_VALUE, cohort).cohorts().keySet().stream()
                .map(LocalDate::toString)
                .toList();
    }

    @Test
    void aShapeStaysWhatItWasWhileTheForestChanges() {
        // Given
        var forest = forest("b,a");
        var shape = forest.shape();
        // When
        forest.put(new PersonState("c", true, "b", 1, Map.of()));
        // Then
        assertThat(forest.isFolded()).isFalse();
        assertThat(shape.people()).isEqualTo(2);
        assertThat(forest.shape().number()).isEqualTo(shape.number());
        forest.fold();
        assertThat(forest.shape().number()).isGreaterThan(shape.number());
        assertThat(forest.shape().people()).isEqualTo(3);
    }

    private static LiveForest forest(String... friendAndAdvocate) {
        var forest = new LiveForest();
        for (var edge : friendAndAdvocate) {
            var ids = List.of(edge.split(","));
            assertThat(forest.bring(ids.getFirst(), ids.getLast(), 1)).isTrue();
        }
        forest.fold();
        return forest;
    }

    private static LiveForest live(ReferralForest plain) {
        var forest = new LiveForest();
        for (var person = 0; person < plain.size(); person++) {
            forest.know(plain.idOf(person), PersonState.NEVER);
            if (!plain.isRoot(person))
                assertThat(forest.bring(plain.idOf(person), plain.idOf(plain.parentOf(person)), person))
                        .isTrue();
        }
        forest.fold();
        return forest;
    }
}
