package io.grapevine.rewardissuing.approval;

import io.grapevine.chassis.egress.Answer;
import io.grapevine.chassis.egress.Answer.Answered;
import io.grapevine.chassis.egress.Answer.Unanswered;

/** What the merchant's own system said about a reward. */
public sealed interface CallAnswer {

    /** It may be given. */
    record Yes() implements CallAnswer {}

    /** It may not. */
    record No() implements CallAnswer {}

    /** Nothing that counts; {@code error} is the word for it that the tenant reads. */
    record Nothing(String error) implements CallAnswer {}

    int YES = 200;
    int NO = 400;

    /** Only these two answers decide: any other, a redirect included, may be somebody else's. */
    static CallAnswer of(Answer answer) {
        return switch (answer) {
            case Answered answered when answered.status() == YES -> new Yes();
            case Answered answered when answered.status() == NO -> new No();
            case Answered answered -> new Nothing("status_" + answered.status());
            case Unanswered unanswered -> new Nothing(unanswered.failure().wireName());
        };
    }
}
