package io.grapevine.insights.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.graph.Branch.Growth;
import io.grapevine.insights.graph.Branch.Referred;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void aBranchGrowsGenerationByGeneration() {
        // Given
        var growth = new Growth("ada", 10);
        // When
        growth.grow(List.of(friend("bob", "ada"), friend("cleo", "ada")));
        var tips = growth.tips();
        var fullBetween = growth.full();
        growth.grow(List.of(friend("dan", "cleo")));
        growth.grow(List.of());
        var branch = growth.cut("spring", "ada", "par_ada", false);
        // Then
        assertThat(fullBetween).isFalse();
        assertThat(tips).containsExactly("bob", "cleo");
        assertThat(growth.full()).isTrue();
        assertThat(branch.brought()).containsExactly(2, 1);
        assertThat(branch.truncated()).isFalse();
        assertThat(branch.referrals()).extracting(Branch.Twig::externalId).containsExactly("bob", "cleo", "dan");
        assertThat(branch.referrals().getLast()).isEqualTo(new Branch.Twig("dan", "cleo", 2, MONDAY));
    }

    @Test
    void asManyPeopleAsTheLimitAreNotTruncated() {
        // Given
        var growth = new Growth("ada", 3);
        // When
        growth.grow(friends(3));
        // Then
        assertThat(growth.cut("spring", "ada", null, false).truncated()).isFalse();
        assertThat(growth.asks()).isEqualTo(1);
    }

    @Test
    void oneMoreThanTheLimitIsLeftOutAndSaid() {
        // Given
        var growth = new Growth("ada", 3);
        // When
        growth.grow(friends(growth.asks()));
        var branch = growth.cut("spring", "ada", null, false);
        // Then
        assertThat(branch.referrals()).hasSize(3);
        assertThat(branch.truncated()).isTrue();
        assertThat(growth.full()).isTrue();
    }

    @Test
    void theLimitIsOfAllGenerationsTogether() {
        // Given
        var growth = new Growth("ada", 3);
        growth.grow(friends(2));
        // When
        growth.grow(List.of(friend("x", "f0"), friend("y", "f1")));
        var branch = growth.cut("spring", "ada", null, false);
        // Then
        assertThat(branch.referrals()).extracting(Branch.Twig::externalId).containsExactly("f0", "f1", "x");
        assertThat(branch.brought()).containsExactly(2, 1);
        assertThat(branch.truncated()).isTrue();
    }

    @Test
    void aBranchThatGoesOnBelowIsTruncated() {
        // Given
        var growth = new Growth("ada", 3);
        growth.grow(friends(1));
        // When
        var branch = growth.cut("spring", "ada", null, true);
        // Then
        assertThat(branch.truncated()).isTrue();
        assertThat(growth.depth()).isEqualTo(1);
    }

    private static List<Referred> friends(int count) {
        return IntStream.range(0, count).mapToObj(i -> friend("f" + i, "ada")).toList();
    }

    private static Referred friend(String friend, String advocate) {
        return new Referred(friend, advocate, MONDAY);
    }
}
