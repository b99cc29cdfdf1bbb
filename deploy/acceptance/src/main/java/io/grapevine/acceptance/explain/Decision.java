package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Candidate.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided: as a record states it, or as the evaluator reached it.
 *
 * @param rule how it was reached
 * @param reason null when attributed
 * @param lostTo the program that is credited instead
 * @param verdicts on the candidates, in the record's order
 */
record Decision(
        String rule,
        String outcome,
        @Nullable String reason,
        @Nullable Advocate advocate,
        List<Credit> credits,
        List<Upline> upline,
        @Nullable String lostTo,
        List<Verdict> verdicts) {

    private static final Set<String> REFUSALS = Set.of("self_referral", "cycle", "fraud_signals");

    Decision {
        credits = List.copyOf(credits);
        upline = List.copyOf(upline);
        verdicts = List.copyOf(verdicts);
    }

    /** Nobody is credited. */
    static Decision nobody(String rule, String reason, @Nullable String lostTo, List<Verdict> verdicts) {
        var refused = REFUSALS.contains(reason);
        return new Decision(
                rule, refused ? "refused" : "unattributed", reason, null, List.of(), List.of(), lostTo, verdicts);
    }

    record Advocate(String participantId, String externalId, String referralCode) {}

    record Credit(String participantId, String externalId, BigDecimal weight, long amountMinor) {}

    /** @param weight null = all of it */
    record Upline(
            int level,
            String participantId,
            String externalId,
            @Nullable BigDecimal weight) {}
}
