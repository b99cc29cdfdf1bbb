package io.grapevine.insights.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.leaderboard.Leaderboard.Entry;
import io.grapevine.insights.leaderboard.Leaderboard.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderboardTest {

    private static final List<Score> SCORES =
            List.of(new Score("ada", 9), new Score("bea", 5), new Score("cleo", 5), new Score("dora", 1));

    @Test
    void equalScoresShareAPlaceAndTheNextCountsThemAll() {
        assertThat(Leaderboard.standings(SCORES)).extracting(Standing::place).containsExactly(1L, 2L, 2L, 4L);
        assertThat(Leaderboard.standings(SCORES)).extracting(Standing::row).containsExactly(1L, 2L, 3L, 4L);
        assertThat(Leaderboard.standings(List.of())).isEmpty();
    }

    @Test
    void inPublicThereAreChosenNamesOnly() {
        // When
        var face = Leaderboard.everybody(Map.of("bea", "Queen Bea"), false);
        // Then
        assertThat(Leaderboard.standings(SCORES).stream().map(face))
                .startsWith(
                        new Entry(1, null, "Friend #1", 9L),
                        new Entry(2, null, "Queen Bea", 5L),
                        new Entry(2, null, "Friend #3", 5L));
    }

    @Test
    void inPublicMoneyIsNobodysBusiness() {
        assertThat(Leaderboard.everybody(Map.of(), true).apply(new Standing(1, 1, SCORES.getFirst())))
                .isEqualTo(new Entry(1, null, "Friend #1", null));
    }

    @Test
    void staffSeeWhoItIs() {
        assertThat(Leaderboard.staff(Map.of("ada", "Countess")).apply(new Standing(1, 1, SCORES.getFirst())))
                .isEqualTo(new Entry(1, "ada", "Countess", 9L));
        assertThat(Leaderboard.staff(Map.of()).apply(new Standing(1, 1, SCORES.getFirst())))
                .isEqualTo(new Entry(1, "ada", null, 9L));
    }

    @Test
    void aSpanIsTheOneTheMomentLiesIn() {
        // Given: the last millisecond of a Sunday, and of a month
        var moment = Instant.parse("2026-05-31T23:59:59.999Z");
        // Then
        assertThat(Span.DAY.around(moment)).isEqualTo(days("2026-05-31", "2026-06-01"));
        assertThat(Span.WEEK.around(moment)).isEqualTo(days("2026-05-25", "2026-06-01"));
        assertThat(Span.WEEK.around(moment.plusMillis(1))).isEqualTo(days("2026-06-01", "2026-06-08"));
        assertThat(Span.MONTH.around(moment)).isEqualTo(days("2026-05-01", "2026-06-01"));
        assertThat(Span.ALL.around(moment)).isEqualTo(new Span.Days(null, null));
        assertThat(Span.named("week")).contains(Span.WEEK);
        assertThat(Span.named("year")).isEmpty();
        assertThat(Span.ALL.wireName()).isEqualTo("all");
    }

    @Test
    void aBoardKeepsItsRowsAsTheyWere() {
        // Given
        var rows = new ArrayList<>(List.of(new Entry(1, "ada", null, 9L)));
        // When
        var board = new Leaderboard("spring", "all", null, null, "referrals", null, 1, rows, null);
        rows.clear();
        // Then
        assertThat(board.items()).containsExactly(new Entry(1, "ada", null, 9L));
    }

    private static Span.Days days(String from, String to) {
        return new Span.Days(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }
}
