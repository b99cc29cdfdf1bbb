package io.grapevine.acceptance.faults.invariant;

import java.util.List;

/**
 * One promise, and whether it was kept.
 *
 * @param invariant its number in the promises, {@code I1} for example
 * @param measured how it was looked at, and what was counted
 * @param violations what broke it; the first few of them
 * @param violationCount all of them
 */
public record Verdict(
        String invariant, String promise, boolean held, String measured, List<String> violations, int violationCount) {
    /** Enough to start looking; a lost topic would list thousands. */
    private static final int SHOWN = 20;

    public Verdict {
        if (held != (violationCount == 0)) {
            throw new IllegalArgumentException(invariant + " holds exactly if nothing violates it");
        }
        violations = List.copyOf(violations);
    }

    static Verdict of(String invariant, String promise, String measured, List<String> violations) {
        var shown = violations.subList(0, Math.min(SHOWN, violations.size()));
        return new Verdict(invariant, promise, violations.isEmpty(), measured, shown, violations.size());
    }
}
