package io.grapevine.insights.leaderboard.adapter;

import io.grapevine.insights.leaderboard.Score;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.sortedset.ReactiveSortedSetCommands;
import io.quarkus.redis.datasource.sortedset.ScoreRange;
import io.quarkus.redis.datasource.sortedset.ScoredValue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Boards as sorted sets. A set is named after the count of writes it was made at and never changed: after any write to the tenant's figures there is
 * another name, so a set that is found is right, and one that is lost is made again from the tables.
 */
@ApplicationScoped
class SortedBoards {

    private static final Logger LOG = Logger.getLogger(SortedBoards.class);
    /** Longer than this and the tables answer sooner. */
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** A set nobody can ask for any more goes by itself. */
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** Half a megabyte a command. */
    private static final int CHUNK = 5_000;
    /** As far as a double counts by ones; above it two that differ might share a place, in a board that Redis kept. */
    private static final double BEST = -0x1p53;

    private final ReactiveSortedSetCommands<String, String> sets;
    private final ReactiveKeyCommands<String> keys;

    SortedBoards(ReactiveRedisDataSource redis) {
        this.sets = redis.sortedSet(String.class);
        this.keys = redis.key();
    }

    /** The braces keep a tenant's keys on one node of a cluster. */
    static String key(String tenantId, Board board, long writes) {
        return "gv:{" + tenantId + "}:board:" + board.programKey() + ":"
                + board.span().wireName() + ":" + board.days().from() + ":" + board.currency() + ":" + writes;
    }

    /** Empty if there is no such set, or no answer. */
    Uni<Optional<Board.Top>> find(String key, int most, @Nullable String person) {
        return sets.zcard(key)
                .chain(people -> people == 0
                        ? Uni.createFrom().item(Optional.<Board.Top>empty())
                        : top(key, people, most, person).map(Optional::of))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("leaderboards without Redis: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Board.Top> top(String key, long people, int most, @Nullable String person) {
        return sets.zrangeWithScores(key, 0, most - 1L)
                .map(values -> values.stream().map(SortedBoards::score).toList())
                .chain(best -> own(key, person).map(own -> new Board.Top(people, best, own)));
    }

    private Uni<Optional<Board.Own>> own(String key, @Nullable String person) {
        if (person == null) return Uni.createFrom().item(Optional.empty());
        return sets.zscore(key, person)
                .chain(score -> score == null
                        ? Uni.createFrom().item(Optional.<Board.Own>empty())
                        : sets.zcount(key, new ScoreRange<>(BEST, true, score, false))
                                .map(better ->
                                        Optional.of(new Board.Own(new Score(person, -score.longValue()), better))));
    }

    /** Tells Redis without anybody waiting; under another name until it is whole. */
    void put(String key, List<Score> scores) {
        if (scores.isEmpty()) return;
        var draft = key + ":" + UUID.randomUUID();
        var written = Uni.createFrom().voidItem();
        for (var from = 0; from < scores.size(); from += CHUNK) {
            var chunk = scores.subList(from, Math.min(from + CHUNK, scores.size())).stream()
                    .map(score -> ScoredValue.of(score.person(), -score.points()))
                    .toArray(SortedBoards::values);
            written = written.chain(() -> sets.zadd(draft, chunk)).replaceWithVoid();
        }
        written.chain(() -> keys.pexpire(draft, KEPT))
                .chain(() -> keys.rename(draft, key))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("a leaderboard not kept: %s", failure.toString()));
    }

    // Best first, and within a score by the bytes of the id, which is its code points: what Redis does with scores
    // below zero.
    private static Score score(ScoredValue<String> value) {
        return new Score(value.value(), -(long) value.score());
    }

    @SuppressWarnings("unchecked")
    private static ScoredValue<String>[] values(int length) {
        return new ScoredValue[length];
    }
}
