package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.grapevine.events.DisputeRecorded.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A revision of what a program decided about a conversion: always its whole current state, so a consumer needs only the highest revision.
 *
 * @param conversionId {@code cnv_…}, stable over revisions
 * @param revision counts from 1
 * @param programVersion the version of the terms in force at the conversion's time
 * @param eventId the client's id of the effective fact
 * @param amountMinor gross, for a purchase; 0 for a sign-up
 * @param currency ISO 4217; null for a sign-up
 * @param refundedMinor sum of distinct refunds in the order's currency, at most {@code amountMinor}
 * @param disputed how the order's dispute stands; null if there is none
 * @param reason why there is no credit; null when attributed
 * @param advocate who brought the customer; where several share the credit, the one with the greatest share; null unless attributed
 * @param credits one for each advocate credited
 * @param upline the advocates' advocates, level 2 first
 * @param lostTo the program that is credited instead, for {@link Reason#OTHER_PROGRAM}; null otherwise
 * @param restatedBy the replay whose terms hold at the conversion's time in the place of the version's own, see
 *     {@link ReplayCompleted}; null = the version's own
 * @param details what was bought and by whom, as far as the effective fact told; null = nothing of the kind
 */
public record ConversionDecided(
        String conversionId,
        int revision,
        String programKey,
        int programVersion,
        Kind kind,
        String eventId,
        String eventSource,
        @Nullable String customerId,
        @Nullable String visitorId,
        @Nullable String orderId,
        Instant occurredAt,
        long amountMinor,
        @Nullable String currency,
        long refundedMinor,
        @Nullable State disputed,
        Outcome outcome,
        @Nullable Reason reason,
        @Nullable Advocate advocate,
        List<Credit> credits,
        List<Upline> upline,
        Explanation explanation,
        @Nullable String lostTo,
        @Nullable String restatedBy,
        @Nullable ConversionDetails details)
        implements EventData.Statement {

    public ConversionDecided {
        credits = List.copyOf(credits);
        upline = List.copyOf(upline);
    }

    /** Not lost to another program, and without details. */
    public ConversionDecided(
            String conversionId,
            int revision,
            String programKey,
            int programVersion,
            Kind kind,
            String eventId,
            String eventSource,
            @Nullable String customerId,
            @Nullable String visitorId,
            @Nullable String orderId,
            Instant occurredAt,
            long amountMinor,
            @Nullable String currency,
            long refundedMinor,
            @Nullable State disputed,
            Outcome outcome,
            @Nullable Reason reason,
            @Nullable Advocate advocate,
            List<Credit> credits,
            List<Upline> upline,
            Explanation explanation) {
        this(
                conversionId,
                revision,
                programKey,
                programVersion,
                kind,
                eventId,
                eventSource,
                customerId,
                visitorId,
                orderId,
                occurredAt,
                amountMinor,
                currency,
                refundedMinor,
                disputed,
                outcome,
                reason,
                advocate,
                credits,
                upline,
                explanation,
                null,
                null,
                null);
    }

    /** The same, rewarded by the terms of a replay, or by the version's own where that is null. */
    public ConversionDecided restatedBy(@Nullable String replayId) {
        return new ConversionDecided(
                conversionId,
                revision,
                programKey,
                programVersion,
                kind,
                eventId,
                eventSource,
                customerId,
                visitorId,
                orderId,
                occurredAt,
                amountMinor,
                currency,
                refundedMinor,
                disputed,
                outcome,
                reason,
                advocate,
                credits,
                upline,
                explanation,
                lostTo,
                replayId,
                details);
    }

    @Override
    public String subject() {
        return conversionId;
    }

    /** What converted. */
    public enum Kind {
        SIGNUP,
        PURCHASE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was decided. */
    public enum Outcome {
        ATTRIBUTED,
        UNATTRIBUTED,
        REVIEW,
        REFUSED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why nobody is credited, or why a candidate lost; a closed list. */
    public enum Reason {
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
        LOWER_CLASS,
        LATER_TOUCH,
        EARLIER_TOUCH,
        AFTER_CONVERSION,
        NOT_HUMAN,
        /** Another program is credited, or the order is another program's alone. */
        OTHER_PROGRAM,
        /** The model gives a touch at this place nothing. */
        NO_SHARE,
        /** The program does not credit touches of this class. */
        INELIGIBLE_CLASS,
        /** Nothing but the ids told two touches apart. */
        TIE_BREAK,
        /** It arrived later than the program waits. */
        TOO_LATE,
        /** Whether the person agrees to be credited to anybody is not known yet; once it is, it is decided as if it always had been. */
        CONSENT_PENDING,
        /** The person does not agree to be credited to anybody. */
        CONSENT_DENIED,
        /** What speaks against it is too much to pay without a person's look, or at all: {@link Explanation#screening}. */
        FRAUD_SIGNALS;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The person credited. */
    public record Advocate(String participantId, String externalId, String referralCode) {}

    /** A share of the credit; weights of one conversion sum to 1, amounts to the net amount. */
    public record Credit(String participantId, String externalId, double weight, long amountMinor) {}

    /**
     * An ancestor of the customer in the referral forest; level 2 is the advocate's advocate.
     *
     * @param weight where several advocates share the credit, the sum of the shares of those below this person; null = all of it
     */
    public record Upline(
            int level,
            String participantId,
            String externalId,
            @Nullable Double weight) {

        public Upline(int level, String participantId, String externalId) {
            this(level, participantId, externalId, null);
        }
    }
}
