package io.grapevine.attribution.program;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.identity.Usage;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program with all its versions.
 *
 * @param usages what its tenant's facts say beside the usual
 * @param restatements what should have held instead, for some periods, in the order in which that was said: the last one holds
 */
public record Program(String key, List<ProgramVersion> versions, Set<Usage> usages, List<Restatement> restatements) {

    public Program {
        versions = List.copyOf(versions);
        usages = Set.copyOf(usages);
        restatements = List.copyOf(restatements);
    }

    /** As it was put. */
    public Program(String key, List<ProgramVersion> versions, Set<Usage> usages) {
        this(key, versions, usages, List.of());
    }

    public Program(String key, List<ProgramVersion> versions) {
        this(key, versions, Set.of());
    }

    /** Whether any program of the tenant has to look for it: all do, or none. */
    public static boolean use(Collection<Program> programs, Usage usage) {
        return programs.stream().anyMatch(program -> program.usages().contains(usage));
    }

    /** The same, with this to hold in its period whatever was said before. */
    public Program restated(Restatement restatement) {
        var all = new ArrayList<>(restatements);
        all.add(restatement);
        return new Program(key, versions, usages, all);
    }

    /** The latest version that holds at an event's time; empty before the first one does. */
    public Optional<ProgramVersion> inForceAt(Instant at) {
        return versions.stream()
                .filter(version -> version.holdsAt(at))
                .max(Comparator.comparing(ProgramVersion::number))
                .map(version -> restated(version, at));
    }

    /**
     * As {@link #inForceAt}, of the versions that are for somebody who is a customer since then; where all that hold are for later
     * customers only, the latest of those, which then wants nothing of this one. How late facts may arrive is said by the one that
     * holds at the event's time, whoever is a customer since when: a fact is late or not before anybody knows whose it is.
     *
     * @param customerSince when the person signed up, or the event's own time
     */
    public Optional<ProgramVersion> inForce(Instant at, Instant customerSince) {
        return versions.stream()
                .filter(version -> version.holdsAt(at) && version.isFor(customerSince))
                .max(Comparator.comparing(ProgramVersion::number))
                .map(version -> restated(version, at))
                .or(() -> inForceAt(at))
                .map(version -> version.waiting(
                        inForceAt(at).map(ProgramVersion::lateness).orElse(null)));
    }

    /** What a version says at an event's time, be it restated or its own. */
    public Terms termsOf(ProgramVersion version, Instant at) {
        return restated(version, at).terms();
    }

    /** What says the same as before leaves no trace, so that deciding by the same terms again changes nothing. */
    private ProgramVersion restated(ProgramVersion version, Instant at) {
        var now = version;
        for (var restatement : restatements) {
            var terms = restatement.termsAt(at, version.number());
            if (terms != null && !terms.equals(now.terms())) now = now.restated(terms, restatement.id());
        }
        return now;
    }

    private Stream<Terms> terms() {
        return Stream.concat(
                versions.stream().map(ProgramVersion::terms),
                restatements.stream().flatMap(restatement -> restatement.terms().values().stream()));
    }

    /**
     * Whether a fact came in time to count: within the bound of the version that holds at its event time, if that has one.
     *
     * @param lateBy arrival minus event time; null = not known, which counts
     */
    public boolean accepts(Instant at, @Nullable Duration lateBy) {
        if (lateBy == null) return true;
        return inForceAt(at)
                .map(ProgramVersion::lateness)
                .filter(bound -> lateBy.compareTo(bound) > 0)
                .isEmpty();
    }

    /** Whether any version waits for facts only so long. */
    public boolean boundsLateness() {
        return terms().anyMatch(terms -> terms.attribution().lateness() != null);
    }

    /** Whether two of them may want the same conversion and must not both pay it. */
    public static boolean compete(Collection<Program> programs) {
        var groups = new HashSet<String>();
        for (var program : programs) for (var group : program.groups()) if (!groups.add(group)) return true;
        return false;
    }

    private Set<String> groups() {
        return terms().filter(terms -> !terms.rewards().isEmpty())
                .flatMap(terms -> Stream.ofNullable(terms.exclusiveness().group()))
                .collect(toSet());
    }

    /** Whether any version lets touches share credit, so that people's whole journeys have to be looked at. */
    public boolean sharesCredit() {
        return terms().anyMatch(terms -> terms.attribution().sharesCredit());
    }

    /** Whether any version wants new customers only, so that it has to be known who was a customer before. */
    public boolean wantsNewCustomersOnly() {
        return terms().anyMatch(terms -> terms.eligibility().wantsNewCustomersOnly());
    }

    /** Whether any version looks for more than self-referral, so that people's surroundings have to be known. */
    public boolean looksForFraud() {
        return terms().map(Terms::screening)
                .anyMatch(terms -> Arrays.stream(FraudSignal.values())
                        .anyMatch(signal -> !signal.isSelfReferral() && terms.weightOf(signal) > 0));
    }

    public static boolean lookForFraud(Collection<Program> programs) {
        return programs.stream().anyMatch(Program::looksForFraud);
    }

    /** As many people before somebody as any version asks for to call it a crowd. */
    public static int largestCrowd(Collection<Program> programs) {
        return programs.stream()
                .flatMap(Program::terms)
                .map(terms -> terms.screening().pace())
                .mapToInt(pace -> Math.max(pace.perAdvocate(), Math.max(pace.perNetwork(), pace.perDevice())))
                .max()
                .orElse(0);
    }

    /** How far back any version looks for a crowd. */
    public Duration longestPace() {
        return terms().map(terms -> terms.screening().pace().window())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The deepest upline level that any version pays. */
    public int deepestLevel() {
        return terms().mapToInt(Terms::deepestLevel).max().orElse(1);
    }
}
