package io.grapevine.attribution.program;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A program with all its versions. */
public record Program(String key, List<ProgramVersion> versions) {

    public Program {
        versions = List.copyOf(versions);
    }

    /** The latest version that holds at an event's time; empty before the first one does. */
    public Optional<ProgramVersion> inForceAt(Instant at) {
        return versions.stream()
                .filter(version -> version.holdsAt(at))
                .max(Comparator.comparing(ProgramVersion::number));
    }

    /** Whether any version lets touches share credit, so that people's whole journeys have to be looked at. */
    public boolean sharesCredit() {
        return versions.stream()
                .anyMatch(version -> version.terms().attribution().sharesCredit());
    }

    /** The deepest upline level that any version pays. */
    public int deepestLevel() {
        return versions.stream()
                .mapToInt(version -> version.terms().deepestLevel())
                .max()
                .orElse(1);
    }
}
