package io.grapevine.insights.leaderboard.adapter;

import io.grapevine.insights.leaderboard.Score;
import io.grapevine.insights.leaderboard.Span;
import java.util.List;
import java.util.Optional;

/** Which board: of a program, over some days, by referrals or by the revenue in a currency. */
record Board(String programKey, Span span, Span.Days days, String currency) {

    boolean byRevenue() {
        return !currency.isEmpty();
    }

    /** The scores that an answer needs, best first. */
    record Top(long people, List<Score> best, Optional<Own> own) {
        Top {
            best = List.copyOf(best);
        }
    }

    /**
     * Where one person stands.
     *
     * @param better how many brought more
     */
    record Own(Score score, long better) {}
}
