package io.grapevine.acceptance.faults;

import java.util.List;
import java.util.Map;

/**
 * What the system looked like after everything that was done to it.
 *
 * @param missingEvents acknowledged, yet not to be found
 * @param duplicateRewards more than one reward for one conversion, rule and beneficiary
 * @param ledgerSums per currency; each must be zero
 */
record FaultReport(
        long seed,
        int events,
        int acknowledged,
        List<Kill> kills,
        boolean settled,
        String remark,
        long settledAfterMillis,
        List<String> differences,
        List<String> missingEvents,
        List<String> duplicateRewards,
        boolean ledgerOk,
        Map<String, Long> ledgerSums) {

    FaultReport {
        kills = List.copyOf(kills);
        differences = List.copyOf(differences);
        missingEvents = List.copyOf(missingEvents);
        duplicateRewards = List.copyOf(duplicateRewards);
        ledgerSums = Map.copyOf(ledgerSums);
    }

    /** One SIGKILL: how long after its part of the log began, and how long until it was ready again. */
    record Kill(String service, long afterMillis, long readyAfterMillis) {}

    boolean passed() {
        return settled
                && differences.isEmpty()
                && missingEvents.isEmpty()
                && duplicateRewards.isEmpty()
                && ledgerOk
                && ledgerSums.values().stream().allMatch(sum -> sum == 0);
    }
}
