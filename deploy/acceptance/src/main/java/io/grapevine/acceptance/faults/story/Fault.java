package io.grapevine.acceptance.faults.story;

import java.time.Duration;

/** One thing done to the system. */
public sealed interface Fault {
    FaultKind kind();

    /** Who is hit, by its name in the system. */
    String target();

    /** How long it is kept up; zero for a blow. */
    default Duration length() {
        return Duration.ZERO;
    }

    /** Whether the edge itself is hit, so that a visitor may meet a closed door; in any other fault each is answered. */
    default boolean hitsTheEdge() {
        return target().equals("click-tracking");
    }

    /** In a line, for people. */
    default String inWords() {
        return kind().word() + " " + target() + (length().isZero() ? "" : " for " + length().toSeconds() + " s");
    }

    /** SIGKILL; the launcher starts it again. */
    record Kill(String target) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.KILL;
        }
    }

    /** SIGSTOP, and SIGCONT later: it believes that no time has passed. */
    record Zombie(String target, Duration length) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.ZOMBIE;
        }
    }

    /** The broker is killed and comes back on the same data. */
    record KafkaStop(Duration length) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.KAFKA_STOP;
        }

        @Override
        public String target() {
            return "kafka";
        }
    }

    /** The broker accepts connections and answers nothing. */
    record KafkaFreeze(Duration length) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.KAFKA_FREEZE;
        }

        @Override
        public String target() {
            return "kafka";
        }
    }

    /** Immediate shutdown in the middle of transactions; recovery from the write-ahead log. */
    record PostgresRestart() implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.POSTGRES_RESTART;
        }

        @Override
        public String target() {
            return "postgresql";
        }
    }

    /** Every connection of every service is ended by the server, several times over. */
    record PostgresTerminate(int times) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.POSTGRES_TERMINATE;
        }

        @Override
        public String target() {
            return "postgresql";
        }
    }

    /** Everything in Redis is gone. */
    record RedisFlush() implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.REDIS_FLUSH;
        }

        @Override
        public String target() {
            return "redis";
        }
    }

    /** Redis is killed and comes back empty. */
    record RedisKill(Duration length) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.REDIS_KILL;
        }

        @Override
        public String target() {
            return "redis";
        }
    }

    /** Events sent again by clients, and records again on the log, each up to {@code most} times, shuffled. */
    record Repeats(int most) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.REPEATS;
        }

        @Override
        public String target() {
            return "log";
        }
    }

    /** Clients that send half a request and go. */
    record HangUps(int clients) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.HANG_UPS;
        }

        @Override
        public String target() {
            return "edge";
        }
    }

    /** Records on the log that no consumer can read. */
    record Poison() implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.POISON;
        }

        @Override
        public String target() {
            return "log";
        }
    }

    /** Strangers join the consumer groups and leave, politely and not. */
    record RebalanceStorm(int rounds) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.REBALANCE_STORM;
        }

        @Override
        public String target() {
            return "consumers";
        }
    }

    /** Nothing is shipped until the journal has no room: it must refuse, and take events again later. */
    record JournalFull() implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.JOURNAL_FULL;
        }

        @Override
        public String target() {
            return "click-tracking";
        }
    }

    /** The edge is killed with unshipped events, and finds half-written frames at the journal's end. */
    record TornTail(Duration length) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.TORN_TAIL;
        }

        @Override
        public String target() {
            return "click-tracking";
        }
    }
}
