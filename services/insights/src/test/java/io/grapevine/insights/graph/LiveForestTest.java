package io.grapevine.insights.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.insights.funnel.Amount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveForestTest {

    private static final Branch.Extent EVERYTHING = new Branch.Extent(1_000, 1_000, 1_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whateverIsToldAndWheneverItIsLaidOutTheForestIsTheNaiveOne(long seed) {
        // Given
        var random = new Random(seed);
        var naive = new NaiveForest();
        var forest = loaded();
        LiveForest.Draft.@Nullable Built built = null;
        // When
        for (var step = 0; step < 250; step++) {
            var state = anybody(random, seed % 3 == 0);
            naive.put(state);
            forest.put(state);
            if (forest.mustFold()) forest.fold();
            // a layout is drawn up, built while more is told, and taken over later
            if (random.nextInt(20) == 0) built = forest.draft().build();
            if (built != null && random.nextInt(5) == 0) forest.adopt(built);
            // Then
            if (step % 5 == 0) assertSame(forest, naive);
        }
        forest.fold();
        assertThat(forest.isFolded()).isTrue();
        assertSame(forest, naive);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameStatesInAnyOrderAndTwiceAreTheSameForest(long seed) {
        // Given
        var random = new Random(seed);
        var states = new HashMap<String, PersonState>();
        for (var i = 0; i < 60; i++) {
            var state = anybody(random, seed == 4);
            states.put(state.id(), state);
        }
        var naive = new NaiveForest();
        states.values().forEach(naive::put);
        var order = new ArrayList<>(states.values());
        order.addAll(states.values());
        Collections.shuffle(order, random);
        // When
        var forest = loaded();
        order.forEach(state -> {
            forest.put(state);
            if (forest.mustFold()) forest.fold();
        });
        // Then
        assertSame(forest, naive);
    }

    @Test
    void whatIsReadAtFirstIsWhatWouldBeTold() {
        // Given
        var forest = new LiveForest();
        // When
        forest.know("bob", 50);
        forest.know("bob", 20);
        assertThat(forest.bring("bob", "ada", 70)).isTrue();
        assertThat(forest.bring("cid", "bob", 90)).isTrue();
        assertThat(forest.bring("cid", "ada", 80)).isFalse();
        assertThat(forest.bring("dan", "dan", 80)).isTrue();
        forest.know("eve", 10);
        forest.earn("cid", "EUR", 100);
        forest.earn("cid", "EUR", -30);
        forest.fold();
        // Then
        var branch = branch(forest, "ada");
        assertThat(branch.referrals()).extracting(Branch.Twig::externalId).containsExactly("bob", "cid");
        assertThat(branch.netBelow()).containsExactly(new Amount(70, "EUR"));
        assertThat(forest.nodes()).isEqualTo(4);
        assertThat(forest.edges()).isEqualTo(2);
        assertThat(forest.find("dan")).isEmpty();
        assertThatThrownBy(() -> forest.know("fay", 1)).hasMessageContaining("read already");
    }

    @Test
    void noEdgeIsLostToAnAdvocateWhomNobodyKnewYet() {
        // Given
        var forest = new LiveForest();
        var n = 1_000;
        // When: at some of them what people are kept in has to grow
        for (var i = 0; i < n; i++)
            assertThat(forest.bring("friend" + i, "advocate" + i, i)).isTrue();
        forest.fold();
        // Then
        assertThat(forest.edges()).isEqualTo(n);
        assertThat(ForestSummary.of("spring", forest).roots()).isEqualTo(n);
    }

    @Test
    void nothingIsAnsweredBeforeItIsLaidOut() {
        assertThatThrownBy(() -> new LiveForest().roots()).hasMessageContaining("folded first");
    }

    @Test
    void manyChangesAreAReasonToLayOutAgain() {
        // Given
        var forest = loaded();
        for (var i = 1; i < 1_000; i++) forest.put(brought("f" + i, "ada", i));
        assertThat(forest.shouldFold()).isFalse();
        // When
        forest.put(brought("one-more", "ada", 1_000));
        // Then
        assertThat(forest.shouldFold()).isTrue();
        forest.fold();
        assertThat(forest.shouldFold()).isFalse();
    }

    @Test
    void aLongChainIsLaidOutRatherThanWalked() {
        // Given
        var forest = new LiveForest();
        var n = 200_000;
        for (var i = 1; i < n; i++)
            assertThat(forest.bring("p" + i, "p" + (i - 1), i)).isTrue();
        forest.fold();
        // When its root is brought by somebody new, which no walk of a bounded length shows to be no cycle
        forest.put(brought("p0", "p" + n, 0));
        forest.fold();
        // Then
        assertThat(ForestSummary.of("spring", forest).maxDepth()).isEqualTo(n);
        assertThat(Ancestors.of("spring", forest, "p" + (n - 1), null, 3).orElseThrow())
                .satisfies(above -> assertThat(above.depth()).isEqualTo(n))
                .satisfies(above -> assertThat(above.truncated()).isTrue())
                .satisfies(above -> assertThat(above.ancestors()).hasSize(3));
        assertThat(branch(forest, "p" + n).descendants()).isEqualTo(n);
    }

    @Test
    void idsOfAnySortAreTold() {
        // Given
        var long255 = "ü".repeat(255);
        var forest = loaded();
        // When
        for (var i = 0; i < 5_000; i++) forest.put(brought(long255 + i, "\uD83C\uDF47", i));
        // Then
        assertThat(forest.nodes()).isEqualTo(5_001);
        assertThat(forest.idOf(forest.find(long255 + 4_321).orElseThrow())).isEqualTo(long255 + 4_321);
        assertThat(forest.bytes()).isPositive();
    }

    private static LiveForest loaded() {
        var forest = new LiveForest();
        forest.fold();
        return forest;
    }

    /** Anybody of a few, brought by anybody or nobody: many moves, and cycles if they are wanted. */
    private static PersonState anybody(Random random, boolean cycles) {
        var id = random.nextInt(24);
        var advocate = cycles ? random.nextInt(24) : random.nextInt(id + 1);
        return new PersonState(
                "p" + (char) ('a' + id),
                random.nextInt(3) > 0,
                random.nextInt(5) == 0 ? null : "p" + (char) ('a' + advocate),
                random.nextInt(6),
                random.nextBoolean()
                        ? Map.of()
                        : Map.of(random.nextInt(4) == 0 ? "USD" : "EUR", (long) random.nextInt(100)));
    }

    private static PersonState brought(String friend, String advocate, long at) {
        return new PersonState(friend, true, advocate, at, Map.of());
    }

    private static Branch branch(LiveForest forest, String id) {
        return Branch.of("spring", forest, id, null, EVERYTHING).orElseThrow();
    }

    private static void assertSame(LiveForest forest, NaiveForest naive) {
        var advocates = naive.advocates();
        var summary = ForestSummary.of("spring", forest);
        assertThat(summary.nodes()).isEqualTo(advocates.size());
        assertThat(summary.roots()).isEqualTo(naive.roots().size());
        assertThat(summary.depthHistogram())
                .isEqualTo(naive.generationsBelow(naive.roots()).stream()
                        .map(List::size)
                        .toList());
        for (var c = 'a'; c < 'a' + 24; c++) assertSame("p" + c, forest, naive, advocates);
    }

    private static void assertSame(
            String id, LiveForest forest, NaiveForest naive, Map<String, @Nullable String> advocates) {
        assertThat(forest.find(id).isPresent()).isEqualTo(advocates.containsKey(id));
        if (!advocates.containsKey(id)) return;
        var expected = naive.generationsBelow(List.of(id));
        var below = expected.stream().skip(1).flatMap(List::stream).toList();
        var descendants = Descendants.of("spring", forest, id, null).orElseThrow();
        assertThat(descendants.generations())
                .extracting(level -> (int) level.people())
                .isEqualTo(expected.stream().skip(1).map(List::size).toList());
        assertThat(sums(descendants.net())).isEqualTo(naive.net(below));
        var whole = branch(forest, id);
        assertThat(whole.truncated()).isFalse();
        assertThat(whole.referrals()).extracting(Branch.Twig::externalId).containsExactlyInAnyOrderElementsOf(below);
        var part = Branch.of("spring", forest, id, null, new Branch.Extent(2, 4, 2))
                .orElseThrow();
        assertThat(part.descendants()).isEqualTo(below.size());
        assertThat(sums(part.netBelow())).isEqualTo(naive.net(below));
        for (var branch : List.of(whole, part))
            for (var twig : branch.referrals()) {
                assertThat(twig.advocateExternalId()).isEqualTo(advocates.get(twig.externalId()));
                var under = naive.generationsBelow(List.of(twig.externalId())).stream()
                        .skip(1)
                        .flatMap(List::stream)
                        .toList();
                assertThat(twig.descendants()).isEqualTo(under.size());
                assertThat(sums(twig.netBelow())).isEqualTo(naive.net(under));
                assertThat(sums(twig.net())).isEqualTo(naive.net(List.of(twig.externalId())));
            }
        var above = new ArrayList<String>();
        for (var up = advocates.get(id); up != null; up = advocates.get(up)) above.add(up);
        assertThat(Ancestors.of("spring", forest, id, null, 100).orElseThrow().ancestors())
                .extracting(Ancestors.Ancestor::externalId)
                .isEqualTo(above);
    }

    private static Map<String, Long> sums(List<Amount> amounts) {
        return amounts.stream().collect(Collectors.toMap(Amount::currency, Amount::amount));
    }
}
