package io.grapevine.events;

/** The topics of the log and how long each keeps its records. */
public enum Topic {
    CLICKS("grapevine.clicks", Kept.FOR_EVER),
    SHARES("grapevine.shares", Kept.FOR_EVER),
    CONVERSIONS("grapevine.conversions", Kept.FOR_EVER),
    REJECTIONS("grapevine.rejections", Kept.NINETY_DAYS),
    ATTRIBUTIONS("grapevine.attributions", Kept.FOR_EVER),
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
        FOR_EVER,
        COMPACTED,
        NINETY_DAYS,
        THIRTY_DAYS
    }

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
