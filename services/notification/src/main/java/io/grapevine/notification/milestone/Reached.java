package io.grapevine.notification.milestone;

import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Occasion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a milestone's reward is to its receiver: the first word about a milestone says more than that there is a reward. */
public final class Reached {

    /** The moments that the word stands in for; warnings and ends go on. */
    private static final Set<Moment> ORDINARY =
            EnumSet.of(Moment.REWARD_HELD, Moment.REWARD_RELEASED, Moment.REVIEW_DECIDED);

    private Reached() {}

    /** Whether it takes a place among the milestones somebody reached. */
    public static boolean stands(Status status) {
        return switch (status) {
            case HELD, REVIEW, RELEASED, FULFILLED, FROZEN, EXPIRED, WAITING_FOR_COUPON -> true;
            case REFUSED, CLAWED_BACK -> false;
        };
    }

    public static String subject(RewardChanged reward, long number) {
        return Milestone.subject(reward.programKey(), reward.ruleId(), number);
    }

    /**
     * The same with the milestone's own word in the place of the ordinary ones; unchanged if there is none of those.
     *
     * @param usual what the change is otherwise
     * @param number of the milestone, which its receiver has not heard of
     */
    public static List<Occasion> told(RewardChanged reward, List<Occasion> usual, long number) {
        var told = new ArrayList<Occasion>();
        for (var occasion : usual)
            told.add(
                    ORDINARY.contains(occasion.moment())
                            ? new Occasion(
                                    Moment.MILESTONE_REACHED,
                                    subject(reward, number),
                                    occasion.programKey(),
                                    occasion.readerId(),
                                    reward.status() == Status.HELD
                                            ? Details.of(reward).until(reward.releasableAt())
                                            : Details.of(reward),
                                    occasion.at())
                            : occasion);
        return told;
    }

    /** Whether the change has an ordinary word that the milestone's could stand in for. */
    public static boolean isTold(List<Occasion> usual) {
        return usual.stream().anyMatch(occasion -> ORDINARY.contains(occasion.moment()));
    }
}
