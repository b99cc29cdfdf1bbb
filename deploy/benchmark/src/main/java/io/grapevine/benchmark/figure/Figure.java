package io.grapevine.benchmark.figure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the table: what was measured, what it is compared with, and what either must reach. */
public record Figure(
        String benchmark,
        String name,
        Unit unit,
        Spread measured,
        @Nullable Target target,
        @Nullable Reference reference) {

    /** How a figure stands to its targets. */
    public enum Verdict {
        OK("ok"),
        MISSED("MISSED"),
        /** Reported, held to nothing. */
        NO_TARGET("-");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static Figure of(String benchmark, String name, Unit unit, Spread measured) {
        return new Figure(benchmark, name, unit, measured, null, null);
    }

    public Figure heldTo(Target bound) {
        return new Figure(benchmark, name, unit, measured, bound, reference);
    }

    public Figure against(Reference peer) {
        return new Figure(benchmark, name, unit, measured, target, peer);
    }

    /** Per round, not of the medians. */
    public Optional<Spread> ratio() {
        return Optional.ofNullable(reference).map(peer -> measured.over(peer.measured()));
    }

    public Verdict verdict() {
        var ratioTarget = reference == null ? null : reference.target();
        if (target == null && ratioTarget == null) return Verdict.NO_TARGET;
        boolean reached = target == null || target.isMetBy(measured);
        boolean ratioReached =
                ratioTarget == null || ratio().filter(ratioTarget::isMetBy).isPresent();
        return reached && ratioReached ? Verdict.OK : Verdict.MISSED;
    }
}
