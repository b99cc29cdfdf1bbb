package io.grapevine.notification.milestone;

import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.RewardRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that pays for a number of conversions.
 *
 * @param every whether each further multiple earns, too
 * @param friends whether it counts friends who signed up and nothing narrower, so that we can say who is one short of it; what others count
 *     (orders, segments, products) only reward-issuing knows
 */
public record Milestone(String programKey, int version, String ruleId, int count, boolean every, boolean friends) {

    /** Who needs one friend always needs one: that is no news. */
    private static final int LEAST = 2;

    /** Those of a version of a program. */
    public static List<Milestone> of(ProgramPublished program) {
        var milestones = new ArrayList<Milestone>();
        for (var rule : program.terms().rewards()) {
            var milestone = rule.limited().milestone();
            if (milestone != null)
                milestones.add(new Milestone(
                        program.programKey(),
                        program.version(),
                        rule.id(),
                        milestone.count(),
                        Boolean.TRUE.equals(milestone.every()),
                        countsFriends(rule)));
        }
        return milestones;
    }

    private static boolean countsFriends(RewardRule rule) {
        return rule.on() == Terms.Trigger.SIGNUP
                && rule.to() == Terms.Role.ADVOCATE
                && rule.when().equals(RewardConditions.NONE)
                && rule.insteadOf() == null;
    }

    /** Whether one friend more completes it. */
    boolean isOneShort(long brought) {
        return friends && count >= LEAST && new RewardLimits.Milestone(count, every).isReachedAt(brought + 1);
    }

    /** Names the milestone of this number for ever, from 1; a reader hears of it once. */
    static String subject(String programKey, String ruleId, long number) {
        return "milestone_" + programKey + "_" + ruleId + "_" + number;
    }
}
