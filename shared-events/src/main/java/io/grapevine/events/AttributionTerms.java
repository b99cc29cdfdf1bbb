package io.grapevine.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who gets credit.
 *
 * @param lookback how far before the conversion a touchpoint counts
 * @param conversionWindow how long after the sign-up an order is still credited; null = unlimited
 * @param credit whether one touchpoint takes it all or all share it; null = a single winner
 * @param weights what the ends and those between share; present exactly for {@link Model#POSITION}
 * @param halfLife present exactly for {@link Model#TIME_DECAY}
 * @param conversionEdge whether an order exactly at the end of the conversion window counts; null = it does not
 * @param priority which classes of touches count, strongest first, those of one rank together; null = {@link #USUAL_PRIORITY}
 * @param tieBreak which of two touches of the same rank and instant wins; null = {@link TieBreak#BY_MODEL}
 * @param lateness how long after its event time a fact may arrive and still count; null = whenever
 */
public record AttributionTerms(
        Model model,
        Lookback lookback,
        @Nullable Duration conversionWindow,
        Binding binding,
        @Nullable Credit credit,
        @Nullable PositionWeights weights,
        @Nullable Duration halfLife,
        @Nullable Edge conversionEdge,
        @Nullable List<List<TouchClass>> priority,
        @Nullable TieBreak tieBreak,
        @Nullable Duration lateness) {

    /** A code beats every click, a paid one counts as any other, and what was only seen comes last. */
    public static final List<List<TouchClass>> USUAL_PRIORITY = List.of(
            List.of(TouchClass.CODE),
            List.of(TouchClass.CLICK, TouchClass.PAID_CLICK),
            List.of(TouchClass.SOFT_CLICK),
            List.of(TouchClass.IMPRESSION));

    public AttributionTerms {
        priority = priority == null ? null : priority.stream().map(List::copyOf).toList();
        if (credit != Credit.MULTI_TOUCH && !model.hasSingleWinner())
            throw new IllegalArgumentException("credit must be multi_touch for " + model.wireName());
        if ((model == Model.POSITION) != (weights != null))
            throw new IllegalArgumentException("weights must be present exactly for position, were " + weights);
        if ((model == Model.TIME_DECAY) != (halfLife != null))
            throw new IllegalArgumentException("halfLife must be present exactly for time_decay, was " + halfLife);
    }

    /** A single winner. */
    public AttributionTerms(Model model, Lookback lookback, @Nullable Duration conversionWindow, Binding binding) {
        this(model, lookback, conversionWindow, binding, null, null, null);
    }

    /** With everything else as usual. */
    public AttributionTerms(
            Model model,
            Lookback lookback,
            @Nullable Duration conversionWindow,
            Binding binding,
            @Nullable Credit credit,
            @Nullable PositionWeights weights,
            @Nullable Duration halfLife) {
        this(model, lookback, conversionWindow, binding, credit, weights, halfLife, null, null, null, null);
    }

    /** As stated, or as usual. */
    public List<List<TouchClass>> ranks() {
        return priority == null ? USUAL_PRIORITY : priority;
    }

    /** Whether every eligible touchpoint can earn a part of a conversion. */
    public boolean sharesCredit() {
        return credit == Credit.MULTI_TOUCH;
    }

    /** Which touchpoint wins, or how all of them share. */
    public enum Model {
        FIRST_TOUCH,
        LAST_TOUCH,
        LAST_NON_DIRECT,
        LINEAR,
        POSITION,
        TIME_DECAY,
        W_SHAPED,
        FULL_PATH;

        /** Whether it can say which one touchpoint wins; the others only share. */
        public boolean hasSingleWinner() {
            return this == FIRST_TOUCH || this == LAST_TOUCH || this == LAST_NON_DIRECT;
        }

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who of several touchpoints earns. */
    public enum Credit {
        SINGLE_WINNER,
        MULTI_TOUCH;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Shares of the first touchpoint, of all between together, and of the last; they need not sum to 1. */
    public record PositionWeights(BigDecimal first, BigDecimal middle, BigDecimal last) {}

    /** Whether a sign-up binds its customer for ever or each order is decided on its own. */
    public enum Binding {
        LIFETIME,
        PER_ORDER;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Window before the conversion; {@code length} null = unlimited. */
    public record Lookback(@Nullable Duration length, Edge edge) {}

    /** Whether a touchpoint exactly at the far edge of the window counts. */
    public enum Edge {
        INCLUSIVE,
        EXCLUSIVE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What kind of thing a touch is. */
    public enum TouchClass {
        /** A referral or coupon code that the person gave. */
        CODE,
        CLICK,
        /** A click that came through an advertisement, as its address says. */
        PAID_CLICK,
        /** A click that did not lead to the site, such as one that opened an overlay. */
        SOFT_CLICK,
        /** Something that was only seen. */
        IMPRESSION;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which of two touches of the same rank and instant wins; ids are compared by code point. */
    public enum TieBreak {
        /** As later ones do: the higher id where the last touch wins, the lower one where the first does. */
        BY_MODEL,
        HIGHEST_ID,
        LOWEST_ID;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
