package io.grapevine.rewardissuing.owed;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would give one person for one conversion, before it is looked at what that person earned by others.
 *
 * @param key names the rule {@link #TEAM} where a friend came who only counts
 * @param at its place among the person's claims
 * @param stands whether the conversion counts: neither reversed nor refused
 * @param worth what the amount is worked out from
 * @param line what the rule wants to give; null for a friend who only counts
 */
public record Claim(
        RewardKey key,
        ProgramVersion terms,
        At at,
        boolean stands,
        Worth worth,
        @Nullable RewardLine line) {

    /** No rule is called so: whom a person brought, for rules that ask for a team. */
    public static final String TEAM = "";

    /** The order of facts, as decisions have it. */
    public record At(Instant occurredAt, String eventId, String eventSource, String conversionId)
            implements Comparable<At> {

        private static final Comparator<At> ORDER = Comparator.comparing(At::occurredAt)
                .thenComparing(At::eventId, EventOrder::byCodePoint)
                .thenComparing(At::eventSource, EventOrder::byCodePoint)
                .thenComparing(At::conversionId, EventOrder::byCodePoint);

        @Override
        public int compareTo(At other) {
            return ORDER.compare(this, other);
        }
    }

    public Claim {
        if (key.ruleId().equals(TEAM) != (line == null))
            throw new IllegalArgumentException("line must be absent exactly for a friend who only counts, was " + line);
    }

    public String programKey() {
        return terms.programKey();
    }
}
