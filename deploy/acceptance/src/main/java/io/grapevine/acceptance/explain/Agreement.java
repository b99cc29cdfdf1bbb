package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Candidate.Verdict;
import io.grapevine.acceptance.explain.Decision.Credit;
import io.grapevine.acceptance.explain.Decision.Upline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Whether a record states what it leads to, and if not, where they part. */
final class Agreement {
    // Relative: a weight is written as the nearest double, and may be tiny.
    private static final BigDecimal CLOSE = new BigDecimal("1e-12");

    private final List<String> differences = new ArrayList<>();

    private Agreement() {}

    /** Empty if they agree. */
    static List<String> differences(DecisionRecord record) {
        Decision reached;
        try {
            reached = Evaluator.evaluate(record);
        } catch (RecordJson.NoRecord contradiction) {
            return List.of(Objects.requireNonNull(contradiction.getMessage()));
        }
        var agreement = new Agreement();
        agreement.compare(record, record.stated(), reached);
        return agreement.differences;
    }

    private void compare(DecisionRecord record, Decision stated, Decision reached) {
        if (!record.clock().equals(record.occurred().at()))
            differences.add("the clock is %s, the conversion was at %s"
                    .formatted(record.clock(), record.occurred().at()));
        hold("outcome", stated.outcome(), reached.outcome());
        hold("reason", stated.reason(), reached.reason());
        hold("rule", stated.rule(), reached.rule());
        hold("lostTo", stated.lostTo(), reached.lostTo());
        hold("advocate", stated.advocate(), reached.advocate());
        hold("credits", stated.credits(), reached.credits(), Agreement::sameCredit);
        hold("upline", stated.upline(), reached.upline(), Agreement::sameUpline);
        hold("verdicts", stated.verdicts(), reached.verdicts(), Agreement::sameVerdict);
        holdContest(record.circumstances());
    }

    private void holdContest(Circumstances circumstances) {
        var stated = circumstances.contenders();
        var sorted = stated.stream().sorted(Contention.PRECEDENCE).toList();
        hold("order of the programs compared", stated, sorted);
        for (var i = 0; i < sorted.size(); i++)
            hold("winner " + sorted.get(i).programKey(), sorted.get(i).winner(), i == 0);
    }

    private void hold(String what, @Nullable Object stated, @Nullable Object reached) {
        if (!Objects.equals(stated, reached)) tell(what, stated, reached);
    }

    private <T> void hold(String what, List<T> stated, List<T> reached, BiPredicate<T, T> same) {
        if (stated.size() != reached.size()) {
            tell(what, stated, reached);
            return;
        }
        for (var i = 0; i < stated.size(); i++)
            if (!same.test(stated.get(i), reached.get(i))) tell(what + " " + (i + 1), stated.get(i), reached.get(i));
    }

    private void tell(String what, @Nullable Object stated, @Nullable Object reached) {
        differences.add("%s: the record states %s, it leads to %s".formatted(what, stated, reached));
    }

    private static boolean sameCredit(Credit one, Credit other) {
        return one.participantId().equals(other.participantId())
                && one.externalId().equals(other.externalId())
                && one.amountMinor() == other.amountMinor()
                && same(one.weight(), other.weight());
    }

    private static boolean sameUpline(Upline one, Upline other) {
        return one.level() == other.level()
                && one.participantId().equals(other.participantId())
                && one.externalId().equals(other.externalId())
                && same(one.weight(), other.weight());
    }

    private static boolean sameVerdict(Verdict one, Verdict other) {
        return one.winner() == other.winner()
                && Objects.equals(one.lostBecause(), other.lostBecause())
                && same(one.weight(), other.weight());
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) return one == other;
        return one.subtract(other).abs().compareTo(one.abs().multiply(CLOSE)) <= 0;
    }
}
