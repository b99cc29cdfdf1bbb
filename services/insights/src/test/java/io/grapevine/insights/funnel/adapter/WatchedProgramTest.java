package io.grapevine.insights.funnel.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.funnel.Funnel;
import io.grapevine.insights.funnel.GraphChange;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.funnel.StepSum;
import io.grapevine.insights.funnel.StreamId;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedProgramTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final GraphChange BOB_CAME = new GraphChange(100, "bob", "ada");
    private static final GraphChange CLEO_CAME = new GraphChange(105, "cleo", "ada");

    private final WatchedProgram program =
            new WatchedProgram(new WatchedProgram.Key("t", "spring"), value -> String.valueOf(value));

    @BeforeEach
    void itIsLookedAtOnce() {
        program.counted(5, funnel(1), 100, List.of(), NOW);
    }

    @Test
    void whoeverComesHearsTheFiguresAndThenWhatChanges() {
        // Given
        var listener = enters(null);
        // When
        program.counted(6, funnel(1), 110, List.of(BOB_CAME), NOW);
        program.counted(7, funnel(2), 110, List.of(), NOW);
        // Then
        assertThat(listener.names()).containsExactly("funnel", "graph", "funnel");
        assertThat(listener.heard.get(1).data()).contains("bob", "ada", "reset=false");
        assertThat(listener.heard).extracting(Told::id).containsExactly(id(5, 100), id(6, 110), id(7, 110));
    }

    @Test
    void whatWasToldIsNotToldAgainWhileItsTransactionIsStillLookedAt() {
        // Given: an old transaction is open, so that the position stands still
        var listener = enters(null);
        program.counted(6, funnel(1), 100, List.of(BOB_CAME), NOW);
        // When
        program.counted(7, funnel(1), 100, List.of(BOB_CAME, CLEO_CAME), NOW);
        // Then
        assertThat(listener.names()).containsExactly("funnel", "graph", "graph");
        assertThat(listener.heard.getLast().data()).contains("cleo").doesNotContain("bob");
    }

    @Test
    void whoeverComesBackHearsWhatTheyMissedAndNothingElse() {
        // Given
        program.counted(6, funnel(1), 110, List.of(BOB_CAME), NOW);
        // When
        var listener = enters(new StreamId(6, 100, NOW.getEpochSecond()));
        assertThat(listener.heard).isEmpty();
        assertThat(program.isCountedAt(6)).isFalse();
        assertThat(program.since()).isEqualTo(100);
        program.counted(6, funnel(1), 110, List.of(BOB_CAME, CLEO_CAME), NOW);
        // Then
        assertThat(listener.names()).containsExactly("graph");
        assertThat(listener.heard.getFirst().data()).contains("bob", "cleo");
        assertThat(program.isCountedAt(6)).isTrue();
    }

    @Test
    void othersHearNothingTwiceWhenSomebodyComesBack() {
        // Given
        var other = enters(null);
        program.counted(6, funnel(1), 110, List.of(BOB_CAME), NOW);
        var _ = enters(new StreamId(5, 100, NOW.getEpochSecond()));
        // When
        program.counted(6, funnel(1), 110, List.of(BOB_CAME), NOW);
        // Then
        assertThat(other.names()).containsExactly("funnel", "graph");
    }

    @Test
    void figuresThatArriveBeforeTheMissedChangesDoNotSayThatThoseWereHeard() {
        // Given
        program.counted(6, funnel(2), 110, List.of(BOB_CAME), NOW);
        // When
        var listener = enters(new StreamId(5, 100, NOW.getEpochSecond()));
        // Then
        assertThat(listener.heard).extracting(Told::id).containsExactly(id(6, 100));
        program.counted(6, funnel(2), 110, List.of(BOB_CAME), NOW);
        assertThat(listener.heard).extracting(Told::id).containsExactly(id(6, 100), id(6, 110));
    }

    @Test
    void whoeverMissedNothingHearsNothing() {
        // When
        var listener = enters(new StreamId(5, 100, NOW.getEpochSecond()));
        program.counted(6, funnel(1), 110, List.of(), NOW);
        // Then
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void whoeverWasAwayTooLongBeginsAnew() {
        // When
        var listener = enters(new StreamId(5, 100, NOW.getEpochSecond() - 3_600));
        // Then
        assertThat(listener.names()).containsExactly("graph", "funnel");
        assertThat(listener.heard.getFirst().data()).contains("reset=true");
    }

    @Test
    void moreChangesThanOneEventHoldsAreNotToldOneByOne() {
        // Given
        var listener = enters(null);
        var many = LongStream.range(0, WatchedProgram.MOST_CHANGES)
                .mapToObj(i -> new GraphChange(100 + i, "p" + i, null))
                .toList();
        // When
        program.counted(6, funnel(1), 5_000, many, NOW);
        // Then
        assertThat(listener.heard.getLast().data()).contains("reset=true").doesNotContain("p7");
        assertThat(listener.heard.getLast().id()).isEqualTo(id(6, 5_000));
    }

    @Test
    void whoMissedTooMuchBeginsAnewAndNobodyElseDoes() {
        // Given
        var listener = enters(null);
        program.counted(6, funnel(1), 5_000, List.of(), NOW);
        var back = enters(new StreamId(5, 100, NOW.getEpochSecond()));
        var many = LongStream.range(0, WatchedProgram.MOST_CHANGES)
                .mapToObj(i -> new GraphChange(4_001 + i, "p" + i, null))
                .toList();
        // When
        program.counted(7, funnel(1), 5_001, many, NOW);
        // Then
        assertThat(back.heard.getLast().data()).contains("reset=true");
        assertThat(listener.heard.getLast().data())
                .contains("reset=false", "p999")
                .doesNotContain("p998");
    }

    @Test
    void aBeatSaysHowFarEverybodyHasHeardExceptWhoIsYetToHear() {
        // Given
        var listener = enters(null);
        var back = enters(new StreamId(5, 90, NOW.getEpochSecond()));
        program.looked(NOW.plusSeconds(15));
        // When
        program.beat();
        // Then
        assertThat(listener.heard.getLast())
                .isEqualTo(new Told(null, new StreamId(5, 100, NOW.getEpochSecond() + 15).toString(), "still here"));
        assertThat(back.heard).isEmpty();
    }

    @Test
    void whoeverLeavesHearsNoMore() {
        // Given
        var listener = enters(null);
        // When
        assertThat(program.leave(listener)).isTrue();
        assertThat(program.leave(listener)).isFalse();
        program.counted(6, funnel(2), 110, List.of(), NOW);
        // Then
        assertThat(listener.names()).containsExactly("funnel");
        assertThat(program.hasListeners()).isFalse();
    }

    private Listener enters(@Nullable StreamId last) {
        var listener = new Listener();
        program.enter(listener, last, NOW);
        return listener;
    }

    private static Funnel funnel(int orders) {
        var sums = IntStream.range(0, orders)
                .mapToObj(i -> new StepSum("", "order", "", "EUR", 1, i, 0))
                .toList();
        return Funnel.of("spring", Period.ALWAYS, sums, List.of());
    }

    private static String id(long writes, long transaction) {
        return new StreamId(writes, transaction, NOW.getEpochSecond()).toString();
    }

    private static final class Listener implements MultiEmitter<Told> {
        private final List<Told> heard = new ArrayList<>();

        List<@Nullable String> names() {
            return heard.stream().map(Told::name).toList();
        }

        @Override
        public MultiEmitter<Told> emit(Told told) {
            heard.add(told);
            return this;
        }

        @Override
        public void fail(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void complete() {
            throw new AssertionError("nobody ends a stream here");
        }

        @Override
        public MultiEmitter<Told> onTermination(Runnable onTermination) {
            return this;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public long requested() {
            return Long.MAX_VALUE;
        }
    }
}
