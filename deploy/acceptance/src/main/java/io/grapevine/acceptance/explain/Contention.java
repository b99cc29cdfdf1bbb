package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Circumstances.Contender;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Programs that must not both pay one conversion: one of them is credited, the others say who is. */
final class Contention {
    private static final List<String> STRONGEST_FIRST = List.of("code", "click", "soft_click", "impression");

    /** The word of staff goes before any rank, the latest first; then the rank, the usual class of the touch, the later touch, the key. */
    static final Comparator<Contender> PRECEDENCE = Comparator.comparing(
                    Contention::spokenAt, Comparator.<Instant>reverseOrder())
            .thenComparingInt(Contender::rank)
            .thenComparingInt(contender -> place(contender.touchClass()))
            .thenComparing(Contender::touchedAt, Comparator.reverseOrder())
            .thenComparing(Contender::programKey, Candidate.BY_CODE_POINT);

    private Contention() {}

    static Decision settle(DecisionRecord record, Decision alone) {
        var contenders = record.circumstances().contenders();
        if (contenders.isEmpty() || alone.advocate() == null) return alone;
        requireOwn(record, alone);
        var winner = contenders.stream().min(PRECEDENCE).orElseThrow();
        return winner.programKey().equals(record.programKey())
                ? alone
                : Decision.nobody(alone.rule(), "other_program", winner.programKey(), alone.verdicts());
    }

    /** What the record says of its own program's claim is what it rests on itself. */
    private static void requireOwn(DecisionRecord record, Decision alone) {
        var own = record.circumstances().contenders().stream()
                .filter(contender -> contender.programKey().equals(record.programKey()))
                .findFirst()
                .orElseThrow(() -> new RecordJson.NoRecord(
                        "the record contradicts itself: its program is none of those compared"));
        var named = record.circumstances().named();
        if (named != null && own.manual() && own.touchedAt().equals(named.at())) return;
        var code = Objects.requireNonNull(alone.advocate()).referralCode();
        var rests = record.candidates().stream()
                .anyMatch(candidate -> candidate.code().equals(code)
                        && candidate.at().equals(own.touchedAt())
                        && candidate.touchClass().equals(own.touchClass()));
        if (!rests || own.programVersion() != record.programVersion())
            throw new RecordJson.NoRecord(
                    "the record contradicts itself: its program was compared by another touch or version");
    }

    private static Instant spokenAt(Contender contender) {
        return contender.manual() ? contender.touchedAt() : Instant.MIN;
    }

    private static int place(String touchClass) {
        return STRONGEST_FIRST.indexOf(touchClass.equals("paid_click") ? "click" : touchClass);
    }
}
