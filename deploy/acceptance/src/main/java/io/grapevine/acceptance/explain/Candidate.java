package io.grapevine.acceptance.explain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A touch or code that a record says was considered.
 *
 * @param owner whose code it is in the program; null if it is nobody's
 * @param participantId of the owner, as far as the record says it
 * @param channel null where nobody asked for it
 * @param consent what the person had said, where that is not plain
 * @param stated what the record says became of it
 */
record Candidate(
        String id,
        String touchClass,
        String code,
        @Nullable String owner,
        @Nullable String participantId,
        Instant at,
        long sequence,
        long priority,
        boolean human,
        @Nullable String channel,
        @Nullable String consent,
        Verdict stated) {

    static final String CODE = "code";
    private static final String DIRECT = "direct";
    private static final List<String> WEAKEST_FIRST = List.of("impression", "soft_click", "paid_click", "click", CODE);

    /** S0: ids are compared by code point. */
    static final Comparator<String> BY_CODE_POINT = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    /** By time, then by place in the log; equals are a tie. */
    static final Comparator<Candidate> WHEN =
            Comparator.comparing(Candidate::at).thenComparingLong(Candidate::sequence);

    /** S1, and what one event may still leave open: it can carry several codes. */
    static final Comparator<Candidate> IN_TOUCH_ORDER = WHEN.thenComparing(Candidate::id, BY_CODE_POINT)
            .thenComparingInt(candidate -> WEAKEST_FIRST.indexOf(candidate.touchClass()))
            .thenComparing(Candidate::code, BY_CODE_POINT);

    boolean isCode() {
        return touchClass.equals(CODE);
    }

    boolean isDirect() {
        return DIRECT.equals(channel);
    }

    /**
     * What became of a candidate.
     *
     * @param lostBecause null if it won or earned
     * @param weight its share, where touches share the credit
     */
    record Verdict(
            boolean winner,
            @Nullable String lostBecause,
            @Nullable BigDecimal weight) {
        static Verdict lost(String because) {
            return new Verdict(false, because, null);
        }
    }
}
