package io.grapevine.benchmark.load;

import java.time.Duration;

/** When requests go out. Times are nanoseconds since the load began; requests are numbered from 0. */
public sealed interface Pace {

    /** Whether this request may go now. */
    boolean isDue(long request, long elapsed);

    /** Whether neither this request nor any later one will go. */
    boolean isOver(long request, long elapsed);

    /** What the latency of a request that goes now counts from. */
    long intendedAt(long request, long elapsed);

    /** Whether an answer that comes now is part of the throughput. */
    default boolean counts(long elapsed) {
        return true;
    }

    /** The time that the throughput is taken over, when the last answer came after {@code elapsed}. */
    default long length(long elapsed) {
        return elapsed;
    }

    /** Closed loop: each connection sends its next request when it has its answer, for this long. */
    record Closed(Duration time) implements Pace {
        public Closed {
            if (!time.isPositive()) throw new IllegalArgumentException("time must be positive, was " + time);
        }

        @Override
        public boolean counts(long elapsed) {
            return elapsed < time.toNanos();
        }

        @Override
        public long length(long elapsed) {
            return time.toNanos();
        }

        @Override
        public boolean isDue(long request, long elapsed) {
            return elapsed < time.toNanos();
        }

        @Override
        public boolean isOver(long request, long elapsed) {
            return elapsed >= time.toNanos();
        }

        @Override
        public long intendedAt(long request, long elapsed) {
            return elapsed;
        }
    }

    /** Closed loop over a number of requests, as long as they take. */
    record Counted(long requests) implements Pace {
        public Counted {
            if (requests < 1) throw new IllegalArgumentException("requests must be positive, was " + requests);
        }

        @Override
        public boolean isDue(long request, long elapsed) {
            return request < requests;
        }

        @Override
        public boolean isOver(long request, long elapsed) {
            return request >= requests;
        }

        @Override
        public long intendedAt(long request, long elapsed) {
            return elapsed;
        }
    }

    /**
     * Open loop: the schedule stands before the first request, and latency counts from it, however late the request could go;
     * otherwise a server that stalls would also stall those who ask how long it stalls (coordinated omission).
     */
    record Scheduled(int perSecond, Duration time) implements Pace {
        private static final long SECOND = 1_000_000_000L;

        public Scheduled {
            if (perSecond < 1) throw new IllegalArgumentException("perSecond must be positive, was " + perSecond);
            if (!time.isPositive()) throw new IllegalArgumentException("time must be positive, was " + time);
        }

        public long requests() {
            return time.toNanos() * perSecond / SECOND;
        }

        @Override
        public boolean isDue(long request, long elapsed) {
            return request < requests() && intendedAt(request, elapsed) <= elapsed;
        }

        @Override
        public boolean isOver(long request, long elapsed) {
            return request >= requests();
        }

        /** Evenly spaced, whatever the time is now. */
        @Override
        public long intendedAt(long request, long elapsed) {
            return request * SECOND / perSecond;
        }
    }
}
