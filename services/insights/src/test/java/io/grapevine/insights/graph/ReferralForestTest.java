package io.grapevine.insights.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.insights.graph.KnownForest.Caterpillar;
import io.grapevine.insights.graph.KnownForest.Chain;
import io.grapevine.insights.graph.KnownForest.LargestProperDivisor;
import io.grapevine.insights.graph.KnownForest.RandomRecursive;
import io.grapevine.insights.graph.KnownForest.Star;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferralForestTest {

    @Test
    void anEmptyForestHasNoFigures() {
        // When
        var stats = ReferralForest.of(List.of()).stats();
        // Then
        assertThat(stats.nodes()).isZero();
        assertThat(stats.maxDepth()).isEqualTo(-1);
        assertThat(stats.depthHistogram()).isEmpty();
        assertThat(stats.meanDepth()).isNaN();
        assertThat(stats.largestTree()).isEmpty();
        assertThat(stats.generationRatios()).isEmpty();
    }

    @Test
    void anAdvocateNobodyBroughtIsARoot() {
        // When
        var stats =
                ReferralForest.of(List.of(new Referral("friend", "advocate"))).stats();
        // Then
        assertThat(stats.trees()).extracting(TreeStats::root).containsExactly("advocate");
        assertThat(stats.nodes()).isEqualTo(2);
    }

    @Test
    void theSameReferralTwiceIsOneEdge() {
        // Given
        var twice = List.of(
                new Referral("b", "a"), new Referral("b", "a"), new Referral("a", null), new Referral("b", null));
        // When
        var stats = ReferralForest.of(twice).stats();
        // Then
        assertThat(stats.edges()).isEqualTo(1);
        assertThat(stats.nodes()).isEqualTo(2);
    }

    @Test
    void aFriendOfTwoAdvocatesIsRefused() {
        // Given
        var both = List.of(new Referral("friend", "a"), new Referral("friend", "b"));
        // When, then
        assertThatThrownBy(() -> ReferralForest.of(both)).hasMessage("friend has two advocates");
    }

    @Test
    void aCycleIsRefusedAndNamed() {
        // Given
        var cycle = List.of(new Referral("root", null), new Referral("a", "b"), new Referral("b", "a"));
        // When, then
        assertThatThrownBy(() -> ReferralForest.of(cycle)).hasMessage("a referral cycle holds a");
    }

    @Test
    void nobodyBringsThemselves() {
        assertThatThrownBy(() -> new Referral("a", "a")).hasMessageContaining("themselves");
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void anAdvocateOutsideTheForestIsRefused(int parent) {
        assertThatThrownBy(() -> ReferralForest.ofParents(new int[] {-1, parent}, 0))
                .hasMessageContaining("advocate of 1");
    }

    @Test
    void aMillionPeopleInOneChainNeedNoStackAndMoreThan64BitsAreCounted() {
        // Given: above 3.8 million people the Wiener index (n^3 - n)/6 passes 2^63
        var n = 4_000_000;
        // When
        var stats = new Chain(n).grow().stats();
        // Then
        var big = BigInteger.valueOf(n);
        var expected = big.pow(3).subtract(big).divide(BigInteger.valueOf(6));
        assertThat(stats.trees().getFirst().wienerIndex()).isEqualTo(expected);
        assertThat(stats.maxDepth()).isEqualTo(n - 1);
        assertThat(expected.bitLength()).isGreaterThan(63);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void numberingPeopleOtherwiseKeepsEveryFigure(long seed) {
        // Given
        var original = new RandomRecursive(200, seed).grow();
        var numbers = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        var relabelled = new int[200];
        for (var person = 0; person < 200; person++)
            relabelled[numbers.get(person)] = original.isRoot(person) ? -1 : numbers.get(original.parentOf(person));
        // When
        var stats = ReferralForest.ofParents(relabelled, 0).stats();
        // Then
        var expected = original.stats();
        assertThat(stats.depthHistogram()).isEqualTo(expected.depthHistogram());
        assertThat(stats.trees().getFirst().wienerIndex())
                .isEqualTo(expected.trees().getFirst().wienerIndex());
        assertThat(stats.leaves()).isEqualTo(expected.leaves());
        assertThat(stats.nodes() - stats.edges()).isEqualTo(stats.roots());
    }

    @Test
    void theWienerIndexIsTheSumOfAllDistances() {
        // Given
        var forest = new RandomRecursive(60, 11).grow();
        // When
        var tree = forest.stats().trees().getFirst();
        // Then
        assertThat(tree.wienerIndex()).isEqualTo(BigInteger.valueOf(sumOfDistances(forest)));
    }

    @Test
    void ofEqualTreesTheLargestIsThatWithTheSmallestRoot() {
        // Given: U+FFFD is one unit, the emoji two that compare lower but stand for a higher code point
        var referrals =
                List.of(new Referral("x", "\uD83C\uDF47"), new Referral("y", "\uFFFD"), new Referral("z", null));
        // When
        var stats = ReferralForest.of(referrals).stats();
        // Then
        assertThat(stats.largestTree().orElseThrow().root()).isEqualTo("\uFFFD");
        assertThat(stats.trees()).extracting(TreeStats::root).containsExactly("z", "\uFFFD", "\uD83C\uDF47");
    }

    @Test
    void idsCompareByCodePointAndLength() {
        assertThat(PersonIds.BY_CODE_POINT.compare("a", "ab")).isNegative();
        assertThat(PersonIds.BY_CODE_POINT.compare("a", "a")).isZero();
        assertThat(PersonIds.BY_CODE_POINT.compare("b", "a")).isPositive();
        assertThat(PersonIds.BY_CODE_POINT.compare("\uD83C\uDF47", "\uFFFD")).isPositive();
        assertThat(PersonIds.BY_CODE_POINT.compare("\uFFFD", "\uD83C\uDF47")).isNegative();
    }

    @Test
    void caterpillarsAndDivisorsGrowAsDescribed() {
        // When
        var caterpillar = new Caterpillar(3, 2).grow().stats();
        var divisors = new LargestProperDivisor(12).grow();
        // Then: spine of 3, two legs each; 12 was brought by 6, 9 by 3
        assertThat(caterpillar.depthHistogram()).containsExactly(1, 3, 3, 2);
        assertThat(caterpillar.leaves()).isEqualTo(6);
        assertThat(divisors.idOf(divisors.parentOf(11))).isEqualTo("6");
        assertThat(divisors.idOf(divisors.parentOf(8))).isEqualTo("3");
        assertThat(divisors.idOf(divisors.parentOf(6))).isEqualTo("1");
    }

    @Test
    void aStarOfOneIsOnePerson() {
        // When
        var stats = new Star(1).grow().stats();
        // Then
        assertThat(stats.trees().getFirst().structuralVirality()).isNull();
        assertThatThrownBy(() -> new TreeStats("r", 0, BigInteger.ZERO)).hasMessageContaining("was 0");
    }

    private static long sumOfDistances(ReferralForest forest) {
        var sum = 0L;
        for (var a = 0; a < forest.size(); a++)
            for (var b = a + 1; b < forest.size(); b++) sum += distance(forest, a, b);
        return sum;
    }

    private static int distance(ReferralForest forest, int a, int b) {
        var steps = 0;
        while (a != b) {
            if (a > b) a = forest.parentOf(a); // parents have smaller numbers in a recursive tree
            else b = forest.parentOf(b);
            steps++;
        }
        return steps;
    }
}
