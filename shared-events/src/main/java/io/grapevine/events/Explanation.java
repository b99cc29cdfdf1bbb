package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.grapevine.events.AttributionTerms.Binding;
import io.grapevine.events.AttributionTerms.Edge;
import io.grapevine.events.AttributionTerms.Model;
import io.grapevine.events.AttributionTerms.PositionWeights;
import io.grapevine.events.AttributionTerms.TieBreak;
import io.grapevine.events.AttributionTerms.TouchClass;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Terms.Audience;
import io.grapevine.events.Terms.Eligibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to reach the same outcome again without asking anybody.
 *
 * @param rule how the decision was reached: {@code touch} (candidates compared), {@code journey} (touches share the credit),
 *     {@code binding} (the sign-up had decided), {@code terms} (the program does not want the conversion) or {@code manual}
 *     (staff decided)
 * @param model the attribution model, for {@code touch} and {@code journey}
 * @param lookback window length; null = unlimited
 * @param boundBy the sign-up's conversion, for {@code binding}
 * @param candidates all considered, those who earned included, in (time, id) order
 * @param sharing what the model of a {@code journey} takes into account beside the touches
 * @param basis the rest of what the version says and what is known of the person
 * @param contest who else wanted the conversion; null if no other program that must not pay it too did
 * @param manual the latest word of staff; null if there was none
 * @param lineage who stood above whom; null where it made no difference
 * @param screening what speaks against it; null if nothing does
 */
public record Explanation(
        String rule,
        @Nullable Model model,
        @Nullable Duration lookback,
        @Nullable Edge edge,
        @Nullable String boundBy,
        @Nullable Instant boundAt,
        List<Candidate> candidates,
        @Nullable Sharing sharing,
        @Nullable Basis basis,
        @Nullable Contest contest,
        @Nullable Manual manual,
        @Nullable Lineage lineage,
        @Nullable Screening screening) {
    public Explanation {
        candidates = List.copyOf(candidates);
    }

    /** Nothing speaks against it. */
    public Explanation(
            String rule,
            @Nullable Model model,
            @Nullable Duration lookback,
            @Nullable Edge edge,
            @Nullable String boundBy,
            @Nullable Instant boundAt,
            List<Candidate> candidates,
            @Nullable Sharing sharing,
            @Nullable Basis basis,
            @Nullable Contest contest,
            @Nullable Manual manual,
            @Nullable Lineage lineage) {
        this(rule, model, lookback, edge, boundBy, boundAt, candidates, sharing, basis, contest, manual, lineage, null);
    }

    /** The same, once it was screened. */
    public Explanation with(Screening screened) {
        return new Explanation(
                rule,
                model,
                lookback,
                edge,
                boundBy,
                boundAt,
                candidates,
                sharing,
                basis,
                contest,
                manual,
                lineage,
                screened);
    }

    public Explanation(
            String rule,
            @Nullable Model model,
            @Nullable Duration lookback,
            @Nullable Edge edge,
            @Nullable String boundBy,
            @Nullable Instant boundAt,
            List<Candidate> candidates,
            @Nullable Sharing sharing) {
        this(rule, model, lookback, edge, boundBy, boundAt, candidates, sharing, null, null, null, null);
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
     * What a decision rests on beside its candidates.
     *
     * @param clock the event time that every window was measured from
     * @param effectiveFrom from when the program's version holds; null = always
     * @param conversionWindow null = unlimited
     * @param conversionEdge whether an order exactly at its end counts; null without a window
     * @param priority classes of touches that count, strongest first, those of one rank together
     * @param country of the order, as far as it said so
     * @param signedUpAt when the person first signed up; null if that is not known
     * @param known what the person had done before, where the program wants new customers only; null if nothing
     * @param lateness how late a fact may arrive; null = whenever
     * @param lateBy how late the conversion itself arrived, where there is a bound
     * @param signedUpBy the event of that sign-up; null if there was none, or if it is this conversion's own
     * @param namedProgram the one program that the order is for, where that is another
     * @param reportedAs the id that the event named, where aliases have made another the customer's
     * @param personBy how the customer of an order that names none is known; null if it names one, or nobody is known
     * @param consent whether the person agrees, where that is not plain: pending, denied, or known by another event only
     * @param consentBy the later event that answered what the conversion's own had left open
     */
    public record Basis(
            Instant clock,
            @Nullable Instant effectiveFrom,
            Audience audience,
            Binding binding,
            @Nullable Duration conversionWindow,
            @Nullable Edge conversionEdge,
            List<List<TouchClass>> priority,
            TieBreak tieBreak,
            Eligibility eligibility,
            @Nullable String country,
            @Nullable Instant signedUpAt,
            @Nullable Known known,
            @Nullable Duration lateness,
            @Nullable Duration lateBy,
            @Nullable String signedUpBy,
            @Nullable String namedProgram,
            @Nullable String reportedAs,
            @Nullable PersonBy personBy,
            @Nullable Consent consent,
            @Nullable String consentBy) {
        public Basis {
            priority = priority.stream().map(List::copyOf).toList();
        }

        /** Of an event that names its customer by the id that is still theirs. */
        public Basis(
                Instant clock,
                @Nullable Instant effectiveFrom,
                Audience audience,
                Binding binding,
                @Nullable Duration conversionWindow,
                @Nullable Edge conversionEdge,
                List<List<TouchClass>> priority,
                TieBreak tieBreak,
                Eligibility eligibility,
                @Nullable String country,
                @Nullable Instant signedUpAt,
                @Nullable Known known,
                @Nullable Duration lateness,
                @Nullable Duration lateBy,
                @Nullable String signedUpBy,
                @Nullable String namedProgram) {
            this(
                    clock,
                    effectiveFrom,
                    audience,
                    binding,
                    conversionWindow,
                    conversionEdge,
                    priority,
                    tieBreak,
                    eligibility,
                    country,
                    signedUpAt,
                    known,
                    lateness,
                    lateBy,
                    signedUpBy,
                    namedProgram,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** By what a buyer is known to be a customer, without saying so; the first that anybody is known by counts. */
    public enum PersonBy {
        /** The e-mail address, in its form, that the customer signed up or was identified with. */
        EMAIL,
        /** The visitor that signed up or was identified as the customer. */
        VISITOR,
        /** The device that only this customer signed up or was identified on. */
        DEVICE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The part of the referral forest that a decision met: what stood above those who are credited, and what led from a candidate's
     * owner up to the customer.
     *
     * @param levels how deep the program looks; 1 = no further than the advocate
     */
    public record Lineage(int levels, List<Bound> binds) {
        public Lineage {
            binds = List.copyOf(binds);
        }
    }

    /**
     * Who had brought somebody.
     *
     * @param externalId the advocate of {@code customerId}
     * @param at when the customer signed up
     * @param eventId of that sign-up
     */
    public record Bound(String customerId, String externalId, String participantId, Instant at, String eventId) {}

    /**
     * What somebody did before.
     *
     * @param sameCustomer false: under another customer id, told by the same e-mail address
     */
    public record Known(Kind kind, Instant at, String eventId, boolean sameCustomer) {}

    /**
     * Programs of one group that wanted the same conversion, of which one is credited.
     *
     * @param contenders in order of precedence: the first one won
     */
    public record Contest(String group, List<Contender> contenders) {
        public Contest {
            contenders = List.copyOf(contenders);
        }
    }

    /**
     * A program that would be credited if it were alone. The lowest rank goes first, then the stronger class of touch in the usual
     * priority, then the later touch, then the lower key.
     *
     * @param manual staff decided so, which goes before any rank; of several the latest
     * @param touchedAt when the touch was that it rests on, or staff's word
     */
    public record Contender(
            String programKey,
            int programVersion,
            int rank,
            boolean manual,
            String evidenceClass,
            Instant touchedAt,
            boolean winner) {}

    /**
     * A word of staff on who brought somebody, or that an earlier one no longer holds.
     *
     * @param by a hint of the key that was used
     * @param participantId who was named; null for a reversal
     * @param before what had been decided when it was given
     */
    public record Manual(
            Action action,
            String by,
            Instant at,
            String reason,
            @Nullable String participantId,
            @Nullable String externalId,
            Before before) {

        /** What staff can do. */
        public enum Action {
            ATTRIBUTED,
            REVERSED;

            @JsonValue
            public String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** A decision in short. */
        public record Before(
                int revision,
                Outcome outcome,
                @Nullable Reason reason,
                @Nullable Advocate advocate) {}
    }

    /**
     * A touchpoint or code that could have won.
     *
     * @param evidenceClass {@code code}, {@code click}, {@code paid_click}, {@code soft_click} or {@code impression}
     * @param winner whether it won, or earned a share
     * @param lostBecause null for the winner, and for whoever earned a share
     * @param weight the touch's own share of the credit, where touches share it
     * @param channel how the person came, where touches share the credit
     * @param participantId of the code's owner, if the touch earned
     * @param human false for labelled traffic; null = a person
     * @param sequence place in the log among touches of the same time; null = 0
     * @param priority given by the source, higher first within a rank; null = 0
     * @param consent what keeps the touch from being credited: pending or denied; null otherwise
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
            @Nullable String channel,
            @Nullable String participantId,
            @Nullable Boolean human,
            @Nullable Long sequence,
            @Nullable Long priority,
            @Nullable Consent consent) {

        /** Of a touch that nobody minds. */
        public Candidate(
                String id,
                String evidenceClass,
                @Nullable String code,
                @Nullable String externalId,
                Instant at,
                boolean winner,
                @Nullable Reason lostBecause,
                @Nullable Double weight,
                @Nullable String channel,
                @Nullable String participantId,
                @Nullable Boolean human,
                @Nullable Long sequence,
                @Nullable Long priority) {
            this(
                    id,
                    evidenceClass,
                    code,
                    externalId,
                    at,
                    winner,
                    lostBecause,
                    weight,
                    channel,
                    participantId,
                    human,
                    sequence,
                    priority,
                    null);
        }

        public Candidate(
                String id,
                String evidenceClass,
                @Nullable String code,
                @Nullable String externalId,
                Instant at,
                boolean winner,
                @Nullable Reason lostBecause) {
            this(id, evidenceClass, code, externalId, at, winner, lostBecause, null, null, null, null, null, null);
        }
    }
}
