package io.grapevine.acceptance.faults.story;

import io.grapevine.acceptance.faults.story.Story.Chapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws stories. */
public final class Nemesis {
    /** Every service; each holds something a person would miss. */
    public static final List<String> SERVICES = List.of(
            "click-tracking", "attribution", "reward-issuing", "notification", "programs", "insights", "console");

    /** A stopped console or programs only makes callers wait: what can be a zombie is what consumes. */
    private static final List<String> CONSUMERS =
            List.of("click-tracking", "attribution", "reward-issuing", "insights", "notification");

    private static final int ZOMBIES = 2;
    private static final int SHORTEST_ZOMBIE_SECONDS = 5;
    private static final int LONGEST_ZOMBIE_SECONDS = 20;
    /** Promises name sixty seconds down and thirty frozen. */
    private static final Duration BROKER_DOWN = Duration.ofSeconds(60);

    private static final Duration BROKER_FROZEN = Duration.ofSeconds(30);
    private static final Duration CACHE_DOWN = Duration.ofSeconds(5);
    /** The edge goes on taking events for this long while nothing is shipped. */
    private static final Duration UNSHIPPED = Duration.ofSeconds(2);

    private static final int MOST_REPEATS = 5;
    private static final int HANG_UPS = 3_000;
    private static final int TERMINATIONS = 5;
    private static final int STORM_ROUNDS = 6;

    private final RandomGenerator random;

    private Nemesis(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Each chosen fault once, kills once per service, in an order of the seed's; with {@code rounds} above 0 that many, again and again. */
    public static Story tell(long seed, Set<FaultKind> kinds, int rounds, int events) {
        var nemesis = new Nemesis(seed);
        var faults = new ArrayList<Fault>();
        do {
            faults.addAll(nemesis.shuffled(nemesis.deck(kinds)));
        } while (faults.size() < rounds);
        return nemesis.told(seed, events, rounds > 0 ? faults.subList(0, rounds) : faults);
    }

    /** What a minute can hold, chosen so that every put-back bug meets what shows it; the order is the seed's. */
    public static Story tellShort(long seed, int events) {
        var nemesis = new Nemesis(seed);
        var shortest = Duration.ofSeconds(SHORTEST_ZOMBIE_SECONDS);
        var faults = nemesis.shuffled(List.<Fault>of(
                new Fault.Kill("attribution"),
                new Fault.Zombie("reward-issuing", shortest),
                new Fault.RedisFlush(),
                new Fault.PostgresRestart(),
                new Fault.TornTail(UNSHIPPED)));
        // Last: a repetition says nothing before there is something to repeat, and memory must have been lost before.
        faults.add(new Fault.Repeats(MOST_REPEATS));
        return nemesis.told(seed, events, faults);
    }

    private List<Fault> deck(Set<FaultKind> kinds) {
        var deck = new ArrayList<Fault>();
        for (var kind : FaultKind.values()) if (kinds.contains(kind)) deck.addAll(cards(kind));
        return deck;
    }

    private List<Fault> cards(FaultKind kind) {
        return switch (kind) {
            case KILL -> SERVICES.stream().<Fault>map(Fault.Kill::new).toList();
            case ZOMBIE -> zombies();
            case KAFKA_STOP -> List.of(new Fault.KafkaStop(BROKER_DOWN));
            case KAFKA_FREEZE -> List.of(new Fault.KafkaFreeze(BROKER_FROZEN));
            case POSTGRES_RESTART -> List.of(new Fault.PostgresRestart());
            case POSTGRES_TERMINATE -> List.of(new Fault.PostgresTerminate(TERMINATIONS));
            case REDIS_FLUSH -> List.of(new Fault.RedisFlush());
            case REDIS_KILL -> List.of(new Fault.RedisKill(CACHE_DOWN));
            case REPEATS -> List.of(new Fault.Repeats(MOST_REPEATS));
            case HANG_UPS -> List.of(new Fault.HangUps(HANG_UPS));
            case POISON -> List.of(new Fault.Poison());
            case REBALANCE_STORM -> List.of(new Fault.RebalanceStorm(STORM_ROUNDS));
            case JOURNAL_FULL -> List.of(new Fault.JournalFull());
            case TORN_TAIL -> List.of(new Fault.TornTail(UNSHIPPED));
        };
    }

    private List<Fault> zombies() {
        return shuffled(CONSUMERS).stream()
                .limit(ZOMBIES)
                .<Fault>map(service -> new Fault.Zombie(
                        service,
                        Duration.ofSeconds(random.nextInt(SHORTEST_ZOMBIE_SECONDS, LONGEST_ZOMBIE_SECONDS + 1))))
                .toList();
    }

    /** The log in equal parts, one more than there are faults; a fault begins somewhere in the middle of its part. */
    private Story told(long seed, int events, List<Fault> faults) {
        var chapters = new ArrayList<Chapter>();
        for (var i = 0; i < faults.size(); i++) {
            var from = boundary(events, i + 1, faults.size() + 1);
            var to = boundary(events, i + 2, faults.size() + 1);
            var at = from + (int) ((to - from) * random.nextDouble(0.2, 0.6));
            chapters.add(new Chapter(i + 1, from, at, to, faults.get(i)));
        }
        return new Story(seed, events, chapters);
    }

    private static int boundary(int events, int part, int parts) {
        return (int) ((long) events * part / parts);
    }

    private <T> List<T> shuffled(List<T> ordered) {
        var copy = new ArrayList<>(ordered);
        Collections.shuffle(copy, Random.from(random));
        return copy;
    }
}
