package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import java.util.List;
import java.util.Map;

/**
 * All conversions of one customer in one program, by event time.
 *
 * @param decisions the latest revision of each
 */
record CustomerHistory(List<ConversionDecided> decisions) {

    CustomerHistory {
        decisions = decisions.stream().sorted(EventOrder.BY_EVENT_TIME).toList();
    }

    boolean isDecidableBy(Map<ProgramVersion, Terms> terms) {
        return decisions.stream().allMatch(decision -> terms.containsKey(ProgramVersion.of(decision)));
    }

    Promises promises(Map<ProgramVersion, Terms> terms, CountedRules counted) {
        var promises = new Promises(counted);
        for (var decision : decisions) {
            if (!Owed.isCredited(decision)) continue;
            var inForce = terms.get(ProgramVersion.of(decision));
            if (inForce == null) throw new IllegalArgumentException("no terms for " + ProgramVersion.of(decision));
            promises.add(decision, inForce);
        }
        return promises;
    }
}
