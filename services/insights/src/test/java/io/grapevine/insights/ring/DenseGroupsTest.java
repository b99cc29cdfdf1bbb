package io.grapevine.insights.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseGroupsTest {

    private static final int GRAPHS = 100;

    @Test
    void whoIsTiedToOneOtherOnlyIsInNoGroup() {
        // Given: a pair, and a chain of four
        var ties = List.of(tie(0, 1), tie(2, 3), tie(3, 4), tie(4, 5));
        // Then
        assertThat(groups(7, ties)).isEmpty();
    }

    @Test
    void nobodyIsInNoGroup() {
        assertThat(groups(0, List.of())).isEmpty();
    }

    @Test
    void threeWhoAreAllTiedAreAGroup() {
        assertThat(groups(4, all(0, 1, 2))).containsExactly(Set.of(0, 1, 2));
    }

    @Test
    void aTieWithoutAThirdInCommonJoinsNobody() {
        // Given: four in a circle, and two threes with one tie between
        assertThat(groups(4, List.of(tie(0, 1), tie(1, 2), tie(2, 3), tie(3, 0))))
                .isEmpty();
        assertThat(groups(6, both(all(0, 1, 2), all(3, 4, 5), List.of(tie(2, 3)))))
                .containsExactlyInAnyOrder(Set.of(0, 1, 2), Set.of(3, 4, 5));
    }

    @Test
    void whoIsTiedToMoreThanHalfOfAGroupIsOfIt() {
        // Given
        var five = all(0, 1, 2, 3, 4);
        // Then: to three of five, not to two
        assertThat(groups(6, both(five, List.of(tie(5, 0), tie(5, 1), tie(5, 2)))))
                .containsExactly(Set.of(0, 1, 2, 3, 4, 5));
        assertThat(groups(6, both(five, List.of(tie(5, 0), tie(5, 1))))).containsExactly(Set.of(0, 1, 2, 3, 4));
    }

    @Test
    void whoIsTiedToHalfOfAGroupIsOfItForOfEqualsTheLargestCounts() {
        assertThat(groups(5, both(all(0, 1, 2, 3), List.of(tie(4, 0), tie(4, 1)))))
                .containsExactly(Set.of(0, 1, 2, 3, 4));
    }

    @Test
    void aGroupBesideADenserOneIsFoundOnceThatIsTaken() {
        // Given: nine who are all tied, and four, of whom one is of both
        var ties = both(all(0, 1, 2, 3, 4, 5, 6, 7, 8), all(8, 9, 10, 11));
        // Then
        assertThat(groups(12, ties)).containsExactlyInAnyOrder(Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8), Set.of(9, 10, 11));
    }

    @Test
    void ofEqualsWhoHasTheHigherNumberLeaves() {
        // Given: two fours with one of both
        assertThat(groups(7, both(all(0, 1, 2, 3), all(3, 4, 5, 6))))
                .containsExactlyInAnyOrder(Set.of(0, 1, 2, 3), Set.of(4, 5, 6));
    }

    @Test
    void aPlaceAloneTiesNobodyAndAddsToWhatDoes() {
        // Given
        var alone = new TieGraph.Builder(3);
        var added = new TieGraph.Builder(3);
        for (var each : all(0, 1, 2)) {
            alone.add(each[0], each[1], Trait.PLACE);
            added.add(each[1], each[0], Trait.PLACE);
            added.add(each[0], each[1], Trait.LINKS);
        }
        // Then
        assertThat(groups(alone.build())).isEmpty();
        var both = added.build();
        assertThat(groups(both)).containsExactly(Set.of(0, 1, 2));
        assertThat(Trait.points(both.traits(both.first(0)))).isEqualTo(40);
    }

    @Test
    void morePeopleThanCanBeNumberedAreRefused() {
        assertThatThrownBy(() -> new TieGraph.Builder((1 << 28) + 1)).hasMessageContaining("too many people");
    }

    @Test
    void twoGroupsWithOnePersonOfBothAreTwoWebs() {
        // Given: two sixes with one of both; of equals that of the lower numbers has them
        assertThat(groups(11, both(all(0, 1, 2, 3, 4, 5), all(5, 6, 7, 8, 9, 10))))
                .containsExactlyInAnyOrder(Set.of(0, 1, 2, 3, 4, 5), Set.of(6, 7, 8, 9, 10));
    }

    @Test
    void ofOneWebSoManyGroupsAreTold() {
        // Given: sixes in a row, each with two of the next
        var ties = new ArrayList<int[]>();
        for (var person = 0; person < 4 * 50; person += 4)
            ties.addAll(all(person, person + 1, person + 2, person + 3, person + 4, person + 5));
        // Then
        assertThat(groups(4 * 50 + 2, ties)).hasSize(DenseGroups.MOST_ROUNDS);
    }

    /** Some sparse, some dense; what a web is peeled to is held against every set of its people. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void groupsAreWhatTheDefinitionSays(int seed) {
        var random = new Random(seed);
        var surplus = 0;
        var optimum = 0;
        for (var graph = 0; graph < GRAPHS; graph++) {
            // Given
            var people = 4 + random.nextInt(9);
            var tied = new boolean[people][people];
            var ties = draw(random, tied);
            // Then
            var groups = groups(people, ties);
            assertThat(groups).as("%s", Arrays.deepToString(tied)).isEqualTo(NaiveGroups.of(tied));
            surplus += groups.stream()
                    .mapToInt(group -> NaiveGroups.surplus(tied, group))
                    .max()
                    .orElse(0);
            // A set in which somebody has one tie, or that hangs together by none, is no group, whatever its surplus.
            if (!groups.isEmpty()) optimum += NaiveGroups.largestSurplus(tied);
        }
        assertThat(surplus).isGreaterThan(optimum * 9 / 10);
    }

    @Test
    void aMillionTiesTakeNoRecursion() {
        // Given: 80,000 families of five in a row, each tied to the next, and a clique of 500
        var ties = new ArrayList<int[]>();
        for (var person = 0; person < 400_000; person += 5) {
            ties.addAll(all(person, person + 1, person + 2, person + 3, person + 4));
            if (person > 0) ties.add(tie(person - 1, person));
        }
        var clique = new int[500];
        for (var i = 0; i < clique.length; i++) clique[i] = 400_000 + i;
        ties.addAll(all(clique));
        // Then
        assertThat(DenseGroups.of(ties(400_500, ties))).hasSize(80_001);
    }

    private static List<int[]> draw(Random random, boolean[][] tied) {
        var density = 0.2 + 0.1 * random.nextInt(8);
        var ties = new ArrayList<int[]>();
        for (var one = 0; one < tied.length; one++)
            for (var other = 0; other < one; other++) {
                if (random.nextDouble() >= density) continue;
                tied[one][other] = true;
                tied[other][one] = true;
                ties.add(tie(one, other));
            }
        Collections.shuffle(ties, random);
        return ties;
    }

    private static Set<Set<Integer>> groups(int people, List<int[]> ties) {
        return groups(ties(people, ties));
    }

    private static Set<Set<Integer>> groups(TieGraph ties) {
        var groups = new HashSet<Set<Integer>>();
        for (var group : DenseGroups.of(ties)) {
            assertThat(group).isSorted();
            var people = new TreeSet<Integer>();
            for (var person : group) people.add(person);
            assertThat(groups.add(people)).isTrue();
        }
        return groups;
    }

    private static TieGraph ties(int people, List<int[]> ties) {
        var graph = new TieGraph.Builder(people);
        for (var tie : ties) graph.add(tie[0], tie[1], Trait.DEVICE);
        return graph.build();
    }

    private static int[] tie(int one, int other) {
        return new int[] {one, other};
    }

    private static List<int[]> all(int... people) {
        var ties = new ArrayList<int[]>();
        for (var one : people) for (var other : people) if (other < one) ties.add(tie(one, other));
        return ties;
    }

    @SafeVarargs
    private static List<int[]> both(List<int[]>... ties) {
        return Arrays.stream(ties).flatMap(List::stream).toList();
    }
}
