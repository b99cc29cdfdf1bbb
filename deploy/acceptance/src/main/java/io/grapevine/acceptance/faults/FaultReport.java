package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.faults.invariant.Verdict;
import java.util.List;

/**
 * What the system looked like after everything that was done to it.
 *
 * @param story the faults in their order, as it was told before anything happened
 * @param putBack bugs that were put back on purpose
 * @param acknowledged events of the log that were answered for, repeats among them
 */
record FaultReport(
        long seed,
        List<String> story,
        List<String> putBack,
        int events,
        int acknowledged,
        List<Inflicted> faults,
        List<Verdict> invariants,
        long tookSeconds) {

    FaultReport {
        story = List.copyOf(story);
        putBack = List.copyOf(putBack);
        faults = List.copyOf(faults);
        invariants = List.copyOf(invariants);
    }

    /**
     * One fault as it went.
     *
     * @param lagZeroAfterMillis from when what was hit answered again until everything was read
     * @param violations what the checks that follow every fault found
     */
    record Inflicted(
            int number,
            String fault,
            int afterEvents,
            long lastedMillis,
            long lagZeroAfterMillis,
            int redirectsAnswered,
            int ingestsAnswered,
            int unanswered,
            List<String> remarks,
            List<String> violations) {
        Inflicted {
            remarks = List.copyOf(remarks);
            violations = List.copyOf(violations);
        }
    }

    boolean passed() {
        return invariants.stream().allMatch(Verdict::held)
                && faults.stream().allMatch(fault -> fault.violations().isEmpty());
    }

    /** What was broken, by number; for a put-back bug this is what caught it. */
    List<String> broken() {
        return invariants.stream()
                .filter(verdict -> !verdict.held())
                .map(Verdict::invariant)
                .toList();
    }
}
