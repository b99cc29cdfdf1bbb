package io.grapevine.notification.moment;

import static io.grapevine.notification.moment.Stream.PROMOTIONAL;
import static io.grapevine.notification.moment.Stream.TRANSACTIONAL;

import io.grapevine.events.RewardChanged;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kind of thing people are told about; a closed list. (subject, moment, reader, channel) names a notice for ever. */
public enum Moment {
    INVITATION(PROMOTIONAL),
    /** To an invited person who did not come. */
    INVITATION_REMINDER(PROMOTIONAL),
    /** To a friend who signed up on an advocate's word. */
    WELCOME(PROMOTIONAL),
    /** To an advocate whose friend signed up. */
    FRIEND_JOINED(TRANSACTIONAL),
    REWARD_HELD(TRANSACTIONAL),
    REWARD_RELEASED(TRANSACTIONAL),
    /** Handed over: a coupon, a gift, access. */
    REWARD_FULFILLED(TRANSACTIONAL),
    REWARD_EXPIRING(TRANSACTIONAL),
    REWARD_CLAWED_BACK(TRANSACTIONAL),
    REWARD_REFUSED(TRANSACTIONAL),
    /** A person looked at a reward that was in review. */
    REVIEW_DECIDED(TRANSACTIONAL),
    PAYOUT_SENT(TRANSACTIONAL),
    MILESTONE_NEAR(PROMOTIONAL),
    MILESTONE_REACHED(TRANSACTIONAL),
    LEADERBOARD_PLACE(PROMOTIONAL),
    NEWS(PROMOTIONAL),
    WEEKLY_DIGEST(PROMOTIONAL),
    MONTHLY_DIGEST(PROMOTIONAL);

    private final Stream stream;

    Moment(Stream stream) {
        this.stream = stream;
    }

    public Stream stream() {
        return stream;
    }

    public boolean isDigest() {
        return this == WEEKLY_DIGEST || this == MONTHLY_DIGEST;
    }

    /**
     * Whether what it would tell is over.
     *
     * @param state of the reward it is about as the log says it now; null if that is not known or it is about none
     */
    public boolean isOvertakenBy(RewardChanged.@Nullable Status state) {
        return switch (this) {
            case REWARD_HELD -> state != null && state != RewardChanged.Status.HELD;
            case REWARD_EXPIRING -> state != null && state != RewardChanged.Status.RELEASED;
            default -> false;
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Moment> named(String wireName) {
        return Arrays.stream(values())
                .filter(moment -> moment.wireName().equals(wireName))
                .findAny();
    }
}
