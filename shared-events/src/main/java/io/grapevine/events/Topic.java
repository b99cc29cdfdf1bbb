package io.grapevine.events;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The topics of the log, how wide they are and how long each keeps its records. */
public enum Topic {
    CLICKS("grapevine.clicks", Kept.FOR_EVER),
    SHARES("grapevine.shares", Kept.FOR_EVER),
    CONVERSIONS("grapevine.conversions", Kept.FOR_EVER),
    REJECTIONS("grapevine.rejections", Kept.NINETY_DAYS),
    ATTRIBUTIONS("grapevine.attributions", Kept.FOR_EVER),
    /** What would have been decided by other terms; and those terms, by which decisions are rewarded once they are applied. */
    REPLAYS("grapevine.replays", Kept.FOR_EVER),
    REWARDS("grapevine.rewards", Kept.FOR_EVER),
    TENANTS("grapevine.tenants", Kept.COMPACTED),
    PROGRAMS("grapevine.programs", Kept.COMPACTED),
    PARTICIPANTS("grapevine.participants", Kept.COMPACTED),
    LINKS("grapevine.links", Kept.COMPACTED),
    KEYS("grapevine.keys", Kept.COMPACTED),
    NOTIFICATIONS("grapevine.notifications", Kept.THIRTY_DAYS),
    ALERTS("grapevine.alerts", Kept.THIRTY_DAYS);

    /** How long a topic keeps its records. */
    public enum Kept {
        FOR_EVER("delete", Duration.ofMillis(-1)),
        /** The latest record of each key, for ever. */
        COMPACTED("compact", null),
        NINETY_DAYS("delete", Duration.ofDays(90)),
        THIRTY_DAYS("delete", Duration.ofDays(30));

        private final String cleanupPolicy;
        private final @Nullable Duration retention;

        Kept(String cleanupPolicy, @Nullable Duration retention) {
            this.cleanupPolicy = cleanupPolicy;
            this.retention = retention;
        }

        /** The same in the broker's words: {@code cleanup.policy} and, unless compacted, {@code retention.ms}. */
        public Map<String, String> configuration() {
            var configuration = new TreeMap<String, String>();
            configuration.put("cleanup.policy", cleanupPolicy);
            if (retention != null) configuration.put("retention.ms", Long.toString(retention.toMillis()));
            return configuration;
        }
    }

    /** As many consumers as a machine may want; an installation may have more, never fewer, and never changes it on a live topic. */
    public static final int PARTITIONS = 6;

    /** Dead letters are rare and read by people: one order of them is worth more than width. */
    public static final int DEAD_LETTER_PARTITIONS = 1;

    private static final String DEAD_LETTER_SUFFIX = ".dlq";

    private final String topicName;
    private final Kept kept;

    Topic(String topicName, Kept kept) {
        this.topicName = topicName;
        this.kept = kept;
    }

    public String topicName() {
        return topicName;
    }

    public Kept kept() {
        return kept;
    }

    /** Where a consumer puts the records of this topic that it refused; kept ninety days. */
    public String deadLetterTopicName() {
        return topicName + DEAD_LETTER_SUFFIX;
    }
}
