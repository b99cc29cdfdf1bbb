package io.grapevine.benchmark.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantedTreeTest {

    @Test
    void everybodyButTheRootWasBroughtBySomebodyBefore() {
        // When
        var tree = PlantedTree.of(50_000);
        // Then
        assertThat(tree.advocates()[0]).isEqualTo(-1);
        assertThat(IntStream.range(1, 50_000)).allMatch(i -> tree.advocates()[i] >= 0 && tree.advocates()[i] < i);
    }

    @Test
    void peopleAreFoundByWhoIsBelowThem() {
        // Given: 0 brought 1 and 2, 1 brought 3, 3 brought 4, 4 brought 5
        var tree = new PlantedTree(new int[] {-1, 0, 0, 1, 3, 4});
        // Then: within three generations 0 has 1, 2, 3 and 4
        assertThat(tree.withThreeGenerationsOf(4, 10)).containsExactly(0);
        assertThat(tree.withThreeGenerationsOf(3, 10)).containsExactly(0, 1);
        assertThat(tree.withThreeGenerationsOf(1, 2)).containsExactly(0, 3);
        assertThat(tree.withDescendants(5)).isZero();
        assertThat(tree.withDescendants(3)).isEqualTo(1);
    }
}
