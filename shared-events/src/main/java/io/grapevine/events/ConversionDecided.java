package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Terms.Edge;
import io.grapevine.events.Terms.Model;
import io.grapevine.events.Terms.PositionWeights;
import java.time.Duration;
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
        Explanation explanation)
        implements EventData.Statement {

    public ConversionDecided {
        credits = List.copyOf(credits);
        upline = List.copyOf(upline);
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
        OTHER_PROGRAM,
        /** The model gives a touch at this place nothing. */
        NO_SHARE;

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

    /**
     * Everything needed to reach the same outcome again without asking anybody.
     *
     * @param rule how the decision was reached: {@code touch} (candidates compared), {@code journey} (touches share the credit),
     *     {@code binding} (the sign-up had decided) or {@code terms} (the program does not want the conversion)
     * @param model the attribution model, for {@code touch} and {@code journey}
     * @param lookback window length; null = unlimited
     * @param boundBy the sign-up's conversion, for {@code binding}
     * @param candidates all considered, those who earned included, in (time, id) order
     * @param sharing what the model of a {@code journey} takes into account beside the touches
     */
    public record Explanation(
            String rule,
            @Nullable Model model,
            @Nullable Duration lookback,
            @Nullable Edge edge,
            @Nullable String boundBy,
            @Nullable Instant boundAt,
            List<Candidate> candidates,
            @Nullable Sharing sharing) {
        public Explanation {
            candidates = List.copyOf(candidates);
        }

        public Explanation(
                String rule,
                @Nullable Model model,
                @Nullable Duration lookback,
                @Nullable Edge edge,
                @Nullable String boundBy,
                @Nullable Instant boundAt,
                List<Candidate> candidates) {
            this(rule, model, lookback, edge, boundBy, boundAt, candidates, null);
        }
    }

    /**
     * What a model that shares credit takes into account beside the touches; null is what it does not ask for, or what never happened.
     *
     * @param leadAt when the person signed up
     * @param opportunityAt when the person ordered
     * @param closeAt likewise: nothing lies between an order and its payment here
     */
    public record Sharing(
            @Nullable PositionWeights weights,
            @Nullable Duration halfLife,
            @Nullable Instant leadAt,
            @Nullable Instant opportunityAt,
            @Nullable Instant closeAt) {}

    /**
     * A touchpoint or code that could have won.
     *
     * @param evidenceClass {@code code} or {@code click}
     * @param winner whether it won, or earned a share
     * @param lostBecause null for the winner, and for whoever earned a share
     * @param weight the touch's own share of the credit, where touches share it
     * @param channel how the person came, where touches share the credit
     */
    public record Candidate(
            String id,
            String evidenceClass,
            @Nullable String code,
            @Nullable String externalId,
            Instant at,
            boolean winner,
            @Nullable Reason lostBecause,
            @Nullable Double weight,
            @Nullable String channel) {

        public Candidate(
                String id,
                String evidenceClass,
                @Nullable String code,
                @Nullable String externalId,
                Instant at,
                boolean winner,
                @Nullable Reason lostBecause) {
            this(id, evidenceClass, code, externalId, at, winner, lostBecause, null, null);
        }
    }
}
