package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a program judges what speaks against a conversion.
 *
 * @param review points from which a person must look, inclusive
 * @param refuse points from which the conversion is refused, inclusive; signals of the network alone do not add to it; null = never
 * @param weights points of signals where they are not the usual ones; 0 = the signal is not looked for
 * @param reviewTerm how long a person may take to look
 * @param afterTerm what is decided if nobody did
 */
public record FraudTerms(
        int review,
        @Nullable Integer refuse,
        List<Weight> weights,
        Pace pace,
        List<String> brandTerms,
        List<String> couponSites,
        Duration reviewTerm,
        AfterTerm afterTerm) {

    public static final int USUAL_REVIEW = 50;
    /** More than a family that shares a tablet and a card, and brings its own, comes to. */
    public static final int USUAL_REFUSE = 200;

    public static final Duration USUAL_REVIEW_TERM = Duration.ofDays(14);

    /**
     * Of a program that says nothing about fraud: whoever is told to have brought themselves waits for a person, which is cheap to
     * find out and certain; nothing else is looked for, and nobody is refused.
     */
    public static final FraudTerms SELF_REFERRAL_ONLY = new FraudTerms(
            USUAL_REVIEW,
            null,
            List.of(FraudSignal.values()).stream()
                    .filter(signal -> !signal.isSelfReferral())
                    .map(signal -> new Weight(signal, 0))
                    .toList(),
            Pace.USUAL,
            List.of(),
            List.of(),
            USUAL_REVIEW_TERM,
            AfterTerm.ACCEPT);

    public FraudTerms {
        weights = weights == null ? List.of() : List.copyOf(weights);
        brandTerms = brandTerms == null ? List.of() : List.copyOf(brandTerms);
        couponSites = couponSites == null ? List.of() : List.copyOf(couponSites);
        if (review < 1) throw new IllegalArgumentException("review must be positive, was " + review);
        if (refuse != null && refuse < review)
            throw new IllegalArgumentException("refuse must not be below review, was " + refuse);
    }

    /** As stated, or as usual. */
    public int weightOf(FraudSignal signal) {
        return weights.stream()
                .filter(weight -> weight.signal() == signal)
                .mapToInt(Weight::points)
                .findFirst()
                .orElse(signal.usualWeight());
    }

    /** How many points a signal has. */
    public record Weight(FraudSignal signal, int points) {}

    /**
     * How fast is too fast.
     *
     * @param window before the event
     * @param perAdvocate other customers in the window from which on an advocate is too fast, and likewise
     * @param clicks of one visitor on the credited advocates' codes from which on they are a flood
     * @param shortestVisit between the credited click and the sign-up; below it nobody fills a form in
     */
    public record Pace(
            Duration window, int perAdvocate, int perNetwork, int perDevice, int clicks, Duration shortestVisit) {

        public static final Pace USUAL = new Pace(Duration.ofHours(1), 20, 30, 3, 30, Duration.ofSeconds(2));
    }

    /** What becomes of a review that nobody decided. */
    public enum AfterTerm {
        ACCEPT,
        REFUSE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
