package io.grapevine.rewardissuing.owed;

import io.grapevine.events.Terms.RewardRule;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of one customer's orders a rule pays for, asked in their order by event time and only about those that meet every other
 * condition of the rule. A refund leaves the gross amount as it is, so a refunded order keeps its place.
 */
final class Occasions {

    private static final int FIRST = 1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Subscription> subscriptions = new HashMap<>();

    /** @param month of the latest order, counting from 0 */
    private record Subscription(Instant since, long month) {}

    /** Orders and months are both counted whichever the rule asks for, because its next version may ask for the other. */
    boolean pays(RewardRule rule, Instant at) {
        var number = numbers.merge(rule.id(), FIRST, Integer::sum);
        var known = subscriptions.get(rule.id());
        var since = known == null ? at : known.since();
        var month = month(since.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC));
        subscriptions.put(rule.id(), new Subscription(since, month));
        var months = rule.when().months();
        if (months != null) return month < months && (known == null || month > known.month());
        var wanted = rule.first() ? Integer.valueOf(FIRST) : rule.when().nth();
        return wanted == null || wanted.equals(number);
    }

    /** The calendar's, from the first order's day and time on, in UTC; what falls due on the 31st falls due on the last day of shorter months. */
    private static long month(OffsetDateTime since, OffsetDateTime at) {
        var whole = ChronoUnit.MONTHS.between(since, at);
        return since.plusMonths(whole + 1).isAfter(at) ? whole : whole + 1;
    }

    /** Whether the answer about one order depends on the others. */
    static boolean looksBeyondOne(RewardRule rule) {
        return rule.first() || rule.when().nth() != null || rule.when().months() != null;
    }
}
