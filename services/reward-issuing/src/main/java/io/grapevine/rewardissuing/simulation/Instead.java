package io.grapevine.rewardissuing.simulation;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What should have been in the place of what was.
 *
 * @param programKey whose terms would have been others
 * @param from event time, inclusive
 * @param to exclusive
 * @param terms by the version in whose place they would have been promised
 * @param decisions by conversion, of whatever program and time: what it would have been decided to be
 */
public record Instead(
        String programKey,
        Instant from,
        Instant to,
        Map<ProgramVersion, Terms> terms,
        Map<String, ConversionDecided> decisions) {

    // No replay is called so.
    private static final String INSTEAD = "instead of ";

    public Instead {
        terms = Map.copyOf(terms);
        decisions = Map.copyOf(decisions);
    }

    boolean covers(ConversionDecided decision) {
        var at = decision.occurredAt();
        return decision.programKey().equals(programKey) && !at.isBefore(from) && at.isBefore(to);
    }

    boolean promisesOtherThan(Map<ProgramVersion, Terms> really) {
        return terms.entrySet().stream().anyMatch(instead -> {
            var own = really.get(instead.getKey());
            return own != null && !own.rewards().equals(instead.getValue().rewards());
        });
    }

    boolean isDecidedOtherwise(String conversionId) {
        return decisions.containsKey(conversionId);
    }

    List<ConversionDecided> decided(Collection<ConversionDecided> really) {
        return really.stream().map(this::decided).toList();
    }

    private ConversionDecided decided(ConversionDecided really) {
        var otherwise = decisions.getOrDefault(really.conversionId(), really);
        if (!covers(really)) return otherwise;
        var version = ProgramVersion.of(really);
        return terms.containsKey(version) ? otherwise.restatedBy(name(version)) : otherwise;
    }

    Map<ProgramVersion, Terms> with(Map<ProgramVersion, Terms> really) {
        var all = new HashMap<>(really);
        terms.forEach((version, instead) ->
                all.put(new ProgramVersion(version.programKey(), version.version(), name(version)), instead));
        return all;
    }

    private static String name(ProgramVersion version) {
        return INSTEAD + version.restatedBy();
    }
}
