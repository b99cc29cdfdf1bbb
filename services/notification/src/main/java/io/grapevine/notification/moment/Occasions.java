package io.grapevine.notification.moment;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.InvitationRequested;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which moments an event of the log is, and for whom; most events are none, and cost no statement. */
public final class Occasions {

    /** Long enough to use it, short enough to be remembered. */
    static final Duration WARNED_BEFORE = Duration.ofDays(7);

    /** A payout's rewards come as one event each; by then all of them have come. */
    static final Duration GATHERED_WITHIN = Duration.ofMinutes(1);

    private static final String CUSTOMER = "cus_";

    private Occasions() {}

    public static List<Occasion> in(Event<?> event) {
        return switch (event.data()) {
            case RewardChanged reward -> in(reward);
            case ConversionDecided conversion -> in(conversion);
            case InvitationRequested invitation -> in(invitation);
            case EventData _ -> List.of();
        };
    }

    /** How a customer is named among readers; who is enrolled is named by the participant's id. */
    public static String customer(String customerId) {
        return CUSTOMER + customerId;
    }

    private static List<Occasion> in(ConversionDecided conversion) {
        var advocate = conversion.advocate();
        if (conversion.kind() != ConversionDecided.Kind.SIGNUP
                || conversion.outcome() != Outcome.ATTRIBUTED
                || advocate == null) return List.of();
        var occasions = new ArrayList<Occasion>();
        occasions.add(of(Moment.FRIEND_JOINED, conversion, advocate.participantId()));
        if (conversion.customerId() != null)
            occasions.add(of(Moment.WELCOME, conversion, customer(conversion.customerId())));
        return occasions;
    }

    private static Occasion of(Moment moment, ConversionDecided conversion, String readerId) {
        return new Occasion(
                moment,
                conversion.conversionId(),
                conversion.programKey(),
                readerId,
                Details.NONE,
                conversion.occurredAt());
    }

    private static List<Occasion> in(InvitationRequested asked) {
        var invitation = of(Moment.INVITATION, asked, null);
        var reminderAt = asked.reminderAt();
        return reminderAt == null
                ? List.of(invitation)
                : List.of(invitation, of(Moment.INVITATION_REMINDER, asked, reminderAt));
    }

    private static Occasion of(Moment moment, InvitationRequested asked, @Nullable Instant tellAt) {
        return new Occasion(
                moment,
                asked.invitationId(),
                asked.programKey(),
                asked.invitationId(),
                Details.NONE,
                asked.requestedAt(),
                tellAt,
                null);
    }

    private static List<Occasion> in(RewardChanged reward) {
        return switch (reward.status()) {
            case HELD -> List.of(approvedOr(Moment.REWARD_HELD, reward));
            case RELEASED -> released(reward);
            case FULFILLED ->
                List.of(reward.kind() == RewardKind.CASH ? payout(reward) : of(Moment.REWARD_FULFILLED, reward));
            case REFUSED -> List.of(of(Moment.REWARD_REFUSED, reward));
            case CLAWED_BACK -> List.of(of(Moment.REWARD_CLAWED_BACK, reward));
            // A review is told when it is decided, a dispute by what it ends in, and who let a reward expire was
            // warned.
            case REVIEW, FROZEN, EXPIRED, WAITING_FOR_COUPON -> List.of();
        };
    }

    private static List<Occasion> released(RewardChanged reward) {
        var released = approvedOr(Moment.REWARD_RELEASED, reward);
        var expiresAt = reward.expiresAt();
        if (expiresAt == null) return List.of(released);
        var warning = new Occasion(
                Moment.REWARD_EXPIRING,
                reward.rewardId(),
                reward.programKey(),
                reader(reward),
                Details.of(reward).until(expiresAt),
                reward.changedAt(),
                expiresAt.minus(WARNED_BEFORE),
                null);
        return List.of(released, warning);
    }

    /** Where a person has looked, the answer is the news. */
    private static Occasion approvedOr(Moment moment, RewardChanged reward) {
        var before = reward.before();
        return of(before != null && before.status() == Status.REVIEW ? Moment.REVIEW_DECIDED : moment, reward);
    }

    /** One for all rewards that are paid in the same moment and currency. */
    private static Occasion payout(RewardChanged reward) {
        return new Occasion(
                Moment.PAYOUT_SENT,
                "payout_" + reward.changedAt().toEpochMilli() + "_" + reward.currency(),
                reward.programKey(),
                reader(reward),
                Details.of(reward),
                reward.changedAt(),
                reward.changedAt().plus(GATHERED_WITHIN),
                reward.rewardId());
    }

    private static Occasion of(Moment moment, RewardChanged reward) {
        var details = moment == Moment.REWARD_CLAWED_BACK ? Details.lost(reward) : Details.of(reward);
        return new Occasion(
                moment,
                reward.rewardId(),
                reward.programKey(),
                reader(reward),
                moment == Moment.REWARD_HELD ? details.until(reward.releasableAt()) : details,
                reward.changedAt());
    }

    /** Who is told of a reward. */
    public static String reader(RewardChanged reward) {
        var participantId = reward.beneficiary().participantId();
        return participantId == null ? customer(reward.beneficiary().externalId()) : participantId;
    }
}
