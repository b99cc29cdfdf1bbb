package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a reward is refused, frozen, in review or clawed back; a closed list. */
public enum Reason {
    /** The order is in another currency than the rule's own money; amounts of two currencies are never compared. */
    CURRENCY_MISMATCH,
    /** The person has earned as often or as much as the rule allows in the period. */
    CAP_REACHED,
    /** The program has promised all that it may cost. */
    BUDGET_EXHAUSTED,
    REFUNDED,
    DISPUTE_OPENED,
    DISPUTE_LOST,
    /** Somebody must say yes first: a person, or the merchant's own system. */
    APPROVAL_REQUIRED,
    /** A person refused it, or the merchant's own system. */
    REJECTED,
    /** The conversion is still attributed, but the rule gives this person nothing for it any more: another advocate, another first order. */
    NO_LONGER_OWED,
    /** The conversion is credited to nobody and attribution gave no reason. */
    NOT_ATTRIBUTED,
    EXISTING_CUSTOMER,
    SELF_REFERRAL,
    CYCLE,
    INVALID_CODE,
    EXPIRED,
    NO_TOUCH,
    NOT_BOUND,
    BEFORE_SIGNUP,
    CREDIT_EXPIRED,
    NOT_ELIGIBLE,
    /** Another program of the tenant pays for the conversion. */
    OTHER_PROGRAM,
    TOO_LATE,
    /** Whether the person agrees to be credited to anybody is not known yet. */
    CONSENT_PENDING,
    CONSENT_DENIED,
    /** What speaks against the conversion waits for a person's look, or was too much. */
    FRAUD_SIGNALS;

    /** As it stands in events and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Reason named(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    static Reason of(ConversionDecided.@Nullable Reason unattributed) {
        if (unattributed == null) return NOT_ATTRIBUTED;
        return switch (unattributed) {
            case EXISTING_CUSTOMER -> EXISTING_CUSTOMER;
            case SELF_REFERRAL -> SELF_REFERRAL;
            case CYCLE -> CYCLE;
            case INVALID_CODE -> INVALID_CODE;
            case EXPIRED -> EXPIRED;
            case NO_TOUCH -> NO_TOUCH;
            case NOT_BOUND -> NOT_BOUND;
            case BEFORE_SIGNUP -> BEFORE_SIGNUP;
            case CREDIT_EXPIRED -> CREDIT_EXPIRED;
            case NOT_ELIGIBLE -> NOT_ELIGIBLE;
            case OTHER_PROGRAM -> OTHER_PROGRAM;
            case TOO_LATE -> TOO_LATE;
            case CONSENT_PENDING -> CONSENT_PENDING;
            case CONSENT_DENIED -> CONSENT_DENIED;
            case FRAUD_SIGNALS -> FRAUD_SIGNALS;
            case LOWER_CLASS,
                    LATER_TOUCH,
                    EARLIER_TOUCH,
                    AFTER_CONVERSION,
                    NOT_HUMAN,
                    NO_SHARE,
                    INELIGIBLE_CLASS,
                    TIE_BREAK -> NOT_ATTRIBUTED;
        };
    }
}
