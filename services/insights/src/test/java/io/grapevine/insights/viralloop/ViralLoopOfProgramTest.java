package io.grapevine.insights.viralloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.graph.LiveForest;
import io.grapevine.insights.graph.LoopWalk.Cohort;
import io.grapevine.insights.graph.PersonState;
import io.grapevine.insights.viralloop.ViralLoop.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViralLoopOfProgramTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Span ALWAYS = new Span(null, null, Cohort.MONTH);

    private final LiveForest forest = new LiveForest();

    @Test
    void onlyThoseWhoHaveHadTimeSayHowTheLoopGoesOn() {
        // Given: bob came with a code of ada's on Monday and brought cid and dan within two days; they came too late to
        // bring anybody
        forest.fold();
        came("ada", null, null);
        came("bob", "ada", Duration.ZERO);
        came("cid", "bob", Duration.ofDays(1));
        came("dan", "bob", Duration.ofDays(2));
        forest.fold();
        // When
        var loop = ViralLoop.of("spring", forest.shape(), ALWAYS, MONDAY.plus(Duration.ofDays(2)));
        // Then
        assertThat(loop.k()).isEqualTo(KEstimate.of(4, 3, 5));
        assertThat(loop.amplification()).isEqualTo(4.0);
        assertThat(loop.maturitySeconds()).isEqualTo(Duration.ofDays(2).toSeconds());
        assertThat(loop.mature()).isEqualTo(KEstimate.of(1, 1, 1));
        assertThat(loop.selfSustaining()).isTrue();
        assertThat(loop.generations()).extracting(each -> each.k().people()).containsExactly(1L, 1L, 2L);
        assertThat(loop.cohorts())
                .containsExactly(new ViralLoop.CohortK(LocalDate.of(2026, 6, 1), KEstimate.of(3, 2, 4)));
        assertThat(loop.offspring())
                .containsExactly(new ViralLoop.Brought(0, 2), new ViralLoop.Brought(1, 1), new ViralLoop.Brought(2, 1));
        assertThat(loop.extinction().probability()).isZero();
        assertThat(loop.forecast().active()).isEqualTo(2);
    }

    @Test
    void aProgramOfNobodyHasNoLoop() {
        // Given
        forest.fold();
        // When
        var loop = ViralLoop.of("spring", forest.shape(), ALWAYS, MONDAY);
        // Then
        assertThat(loop.k().k()).isNull();
        assertThat(loop.selfSustaining()).isNull();
        assertThat(loop.maturitySeconds()).isNull();
        assertThat(loop.generations()).isEmpty();
        assertThat(loop.forecast().points()).isEmpty();
    }

    @Test
    void aSpanTakesThoseWhoCameInIt() {
        // Given
        forest.fold();
        came("bob", "ada", Duration.ZERO);
        came("cid", "bob", Duration.ofDays(1));
        forest.fold();
        // When
        var span = new Span(MONDAY, MONDAY.plus(Duration.ofDays(1)), Cohort.DAY);
        var loop = ViralLoop.of("spring", forest.shape(), span, MONDAY.plus(Duration.ofDays(9)));
        // Then
        assertThat(loop.k()).isEqualTo(KEstimate.of(1, 1, 1));
        assertThat(loop.from()).isEqualTo(MONDAY);
    }

    private void came(String id, @Nullable String advocate, @Nullable Duration after) {
        var at = after == null ? PersonState.NEVER : MONDAY.plus(after).toEpochMilli();
        forest.put(new PersonState(id, true, advocate, at, Map.of()));
    }
}
