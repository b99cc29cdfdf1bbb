package io.grapevine.attribution.model;

import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the credit for a conversion is shared among the touches of its journey (decision-spec S2). */
public sealed interface CreditModel {

    /** A share for every touch, zeros included; the journey must have a touch. */
    default Weights weigh(Journey journey) {
        if (journey.isEmpty()) throw new IllegalArgumentException("a journey without touches has nothing to weigh");
        return share(journey.touches());
    }

    /**
     * For {@link #weigh}.
     *
     * @param touches in touch order, at least one
     */
    Weights share(List<ChannelTouch> touches);

    /** Whoever came first. */
    record FirstTouch() implements CreditModel {
        @Override
        public Weights share(List<ChannelTouch> touches) {
            return Weights.allOn(0, touches.size());
        }
    }

    /** Whoever came last. */
    record LastTouch() implements CreditModel {
        @Override
        public Weights share(List<ChannelTouch> touches) {
            return Weights.allOn(touches.size() - 1, touches.size());
        }
    }

    /** Whoever came last, unless the person came by themselves; if they always did, the last of those visits. */
    record LastNonDirect() implements CreditModel {
        @Override
        public Weights share(List<ChannelTouch> touches) {
            var last = touches.size() - 1;
            while (last >= 0 && touches.get(last).isDirect()) last--;
            return Weights.allOn(last < 0 ? touches.size() - 1 : last, touches.size());
        }
    }

    /** Everybody the same. */
    record Linear() implements CreditModel {
        @Override
        public Weights share(List<ChannelTouch> touches) {
            return Weights.of(Collections.nCopies(touches.size(), BigInteger.ONE));
        }
    }

    /**
     * The ends get their own shares, those between share theirs.
     *
     * @param first share of the first touch; the three need not sum to 1
     * @param middle share of all touches between together
     * @param last share of the last touch
     */
    record Position(BigDecimal first, BigDecimal middle, BigDecimal last) implements CreditModel {

        /** A share is a short decimal; one of a billion digits would be a program that never ends being decided. */
        private static final int MOST_DIGITS = 100;

        public static final Position POSITION_BASED = of("0.4", "0.2", "0.4");
        public static final Position J_SHAPED = of("0.2", "0.2", "0.6");
        public static final Position INVERSE_J = of("0.6", "0.2", "0.2");

        public Position {
            requireShare("first", first);
            requireShare("middle", middle);
            requireShare("last", last);
            if (first.add(middle).add(last).signum() == 0)
                throw new IllegalArgumentException("first, middle and last must not all be zero");
        }

        private static Position of(String first, String middle, String last) {
            return new Position(new BigDecimal(first), new BigDecimal(middle), new BigDecimal(last));
        }

        @Override
        public Weights share(List<ChannelTouch> touches) {
            var between = touches.size() - 2;
            if (between < 0) return Weights.allOn(0, 1);
            // Without anybody between, ends that have no share of their own are equals: the spec's f/(f+l) would be
            // 0/0.
            if (between == 0 && first.add(last).signum() == 0) return new Linear().share(touches);
            // Nobody between holds nobody's share, and a middle of zero leaves it all to the ends.
            var ends = BigDecimal.valueOf(Math.max(between, 1));
            var shares = new ArrayList<BigDecimal>(touches.size());
            shares.add(first.multiply(ends));
            shares.addAll(Collections.nCopies(between, middle));
            shares.add(last.multiply(ends));
            return Weights.ofDecimals(shares);
        }

        private static void requireShare(String field, BigDecimal share) {
            if (share.signum() < 0) throw new IllegalArgumentException(field + " must not be negative, was " + share);
            if (share.precision() > MOST_DIGITS || Math.abs((long) share.scale()) > MOST_DIGITS)
                throw new IllegalArgumentException(field + " must have at most " + MOST_DIGITS + " digits");
        }
    }

    /** A touch weighs half as much as one that came a half-life later. */
    record TimeDecay(Duration halfLife) implements CreditModel {

        public static final TimeDecay SEVEN_DAYS = new TimeDecay(Duration.ofDays(7));

        public TimeDecay {
            if (!halfLife.isPositive())
                throw new IllegalArgumentException("half-life must be positive, was " + halfLife);
        }

        @Override
        public Weights share(List<ChannelTouch> touches) {
            var latest = touches.getLast().at();
            return Weights.of(touches.stream()
                    .map(touch -> HalfLives.left(Duration.between(touch.at(), latest), halfLife))
                    .toList());
        }
    }

    /**
     * First touch, the touch that made a lead and the one that made an opportunity, 30 % each; the others up to the last of
     * those share the rest.
     *
     * @param leadAt null if it never became one
     * @param opportunityAt null if it never became one
     */
    record WShaped(@Nullable Instant leadAt, @Nullable Instant opportunityAt) implements CreditModel {
        @Override
        public Weights share(List<ChannelTouch> touches) {
            return Milestones.W_SHAPED.share(touches, present(leadAt, opportunityAt));
        }
    }

    /**
     * As {@link WShaped}, and the touch that closed the deal; 22.5 % each.
     *
     * @param leadAt null if it never became one
     * @param opportunityAt null if it never became one
     * @param closeAt null if it was never closed
     */
    record FullPath(
            @Nullable Instant leadAt,
            @Nullable Instant opportunityAt,
            @Nullable Instant closeAt) implements CreditModel {
        @Override
        public Weights share(List<ChannelTouch> touches) {
            return Milestones.FULL_PATH.share(touches, present(leadAt, opportunityAt, closeAt));
        }
    }

    private static List<Instant> present(@Nullable Instant... milestones) {
        return Stream.of(milestones)
                .<Instant>mapMulti((at, next) -> {
                    if (at != null) next.accept(at);
                })
                .toList();
    }
}
