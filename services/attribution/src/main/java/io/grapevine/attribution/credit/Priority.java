package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.EvidenceClass;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which classes of evidence count in a program, and which for more (decision-spec S6.3).
 *
 * @param ranks strongest first; classes of one rank are told apart by other things; a class in none earns nothing
 */
public record Priority(List<Set<EvidenceClass>> ranks) {

    /** A code beats a click, however old the click is, a click what opened in place, and that what was only seen. */
    public static final Priority USUAL = new Priority(List.of(
            Set.of(EvidenceClass.CODE),
            Set.of(EvidenceClass.CLICK, EvidenceClass.PAID_CLICK),
            Set.of(EvidenceClass.SOFT_CLICK),
            Set.of(EvidenceClass.IMPRESSION)));

    public Priority {
        ranks = ranks.stream().map(Set::copyOf).toList();
        var listed = ranks.stream().flatMap(Set::stream).toList();
        if (listed.isEmpty() || listed.size() != Set.copyOf(listed).size())
            throw new IllegalArgumentException("priority must list some classes, each once, was " + ranks);
    }

    /** Whether a touch of this class may be credited at all. */
    public boolean credits(EvidenceClass evidenceClass) {
        return place(evidenceClass) < ranks.size();
    }

    /** Whether they count for the same. */
    boolean areEqual(EvidenceClass one, EvidenceClass other) {
        return place(one) == place(other);
    }

    /** Weakest first. */
    public Comparator<EvidenceClass> byStrength() {
        return Comparator.comparingInt(this::place).reversed();
    }

    private int place(EvidenceClass evidenceClass) {
        for (int i = 0; i < ranks.size(); i++) if (ranks.get(i).contains(evidenceClass)) return i;
        return ranks.size();
    }
}
