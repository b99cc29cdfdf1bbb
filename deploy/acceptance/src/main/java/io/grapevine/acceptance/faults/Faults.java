package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.grapevine.acceptance.faults.story.FaultKind;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command behind {@code make faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Starts the system on ports and data of its own, replays a made-up log while it does to it what the story of"
                        + " the seed says, checks the invariants, and writes what it found as JSON.")
public final class Faults implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seed", defaultValue = "${env:SEED}", description = "of the log and the story; without it any")
    private @Nullable Long seed;

    @Option(names = "--faults", defaultValue = "${env:FAULTS}", description = "words of the catalogue; without it all")
    private @Nullable String faults;

    @Option(names = "--rounds", defaultValue = "${env:ROUNDS:-0}", description = "how many faults; 0 for each once")
    private int rounds;

    @Option(names = "--short", defaultValue = "${env:SHORT:-0}", description = "1: the few faults a minute can hold")
    private int shortForm;

    @Option(
            names = "--teeth",
            defaultValue = "${env:TEETH:-0}",
            description = "1: the short form once per put-back bug; each must be found")
    private int teeth;

    @Option(
            names = "--put-back",
            defaultValue = "${env:GRAPEVINE_PUT_BACK}",
            description = "bugs to put back; with --teeth only these are tried")
    private @Nullable String putBack;

    @Option(
            names = "--people",
            defaultValue = "0",
            description = "who sign up in the log, some five events each; 0 for as many as the form needs")
    private int people;

    @Option(names = "--data", paramLabel = "DIR", description = "where the system keeps its data")
    private Path data = Path.of("deploy/acceptance/target/faults");

    @Option(names = "--report", paramLabel = "FILE", description = "where the report is written")
    private Path report = Path.of("deploy/acceptance/target/faults.json");

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var chosenSeed = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        if (teeth == 1) return tryTeeth(chosenSeed, out);
        var found = run(plan(chosenSeed), out);
        write(found);
        return found.passed() ? 0 : FAILED;
    }

    private FaultPlan plan(long chosenSeed) {
        if (shortForm == 1) return FaultPlan.inShort(chosenSeed, bugs());
        return new FaultPlan(chosenSeed, kinds(), rounds, false, people == 0 ? FaultPlan.PEOPLE : people, bugs());
    }

    private Set<FaultKind> kinds() {
        try {
            return faults == null || faults.isBlank() ? EnumSet.allOf(FaultKind.class) : FaultKind.parse(faults);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private Set<PutBack> bugs() {
        try {
            return putBack == null ? Set.of() : PutBack.parse(putBack);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private FaultReport run(FaultPlan plan, PrintWriter out) throws IOException {
        var run = "run-" + Instant.now().toEpochMilli();
        var directory = data.resolve(run);
        var faultRun = new FaultRun(plan, new Progress(out), run);
        out.printf(
                "the story of seed %d, %,d events:%n",
                plan.seed(), faultRun.story().events());
        faultRun.story().chapters().forEach(chapter -> out.println("  " + chapter.inWords()));
        out.printf("starting the system, data in %s%n", directory);
        out.flush();
        try (var system = RunningSystem.start(RunningSystem.projectDirectory(), directory, settings(plan))) {
            var found = faultRun.run(system);
            ReportTable.print(found, out);
            return found;
        }
    }

    /** A journal small enough to be filled in seconds, and what a put-back bug needs. */
    private static HashMap<String, String> settings(FaultPlan plan) {
        var settings = new HashMap<String, String>();
        settings.put("GRAPEVINE_JOURNAL_MAX_SIZE", "4M");
        settings.put("GRAPEVINE_JOURNAL_SEGMENT_SIZE", "512K");
        plan.putBack().forEach(bug -> settings.putAll(bug.settings()));
        return settings;
    }

    /** Each bug alone: found is what broke at least one invariant. */
    private int tryTeeth(long chosenSeed, PrintWriter out) throws IOException {
        var tried = bugs().isEmpty() ? EnumSet.allOf(PutBack.class) : bugs();
        var bites = new ArrayList<Bite>();
        for (var bug : tried) {
            out.printf("%nput back: %s%n", bug.word());
            var found = run(FaultPlan.inShort(chosenSeed, Set.of(bug)), out);
            bites.add(Bite.of(bug, found));
        }
        out.println();
        bites.forEach(bite -> out.printf(
                "  %-26s %s%n",
                bite.bug(), bite.caught() ? "caught by " + String.join(", ", bite.by()) : "NOT CAUGHT"));
        out.flush();
        write(bites);
        return bites.stream().allMatch(Bite::caught) ? 0 : FAILED;
    }

    /** A put-back bug, and which of the invariants that should show it did. */
    private record Bite(String bug, boolean caught, List<String> by, List<String> alsoBroken) {
        private Bite {
            by = List.copyOf(by);
            alsoBroken = List.copyOf(alsoBroken);
        }

        private static Bite of(PutBack bug, FaultReport found) {
            var broken = found.broken().stream().collect(Collectors.partitioningBy(bug.shownBy()::contains));
            var by = broken.getOrDefault(true, List.of());
            return new Bite(bug.word(), !by.isEmpty(), by, broken.getOrDefault(false, List.of()));
        }
    }

    private void write(Object found) throws IOException {
        Files.createDirectories(report.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(report.toFile(), found);
        spec.commandLine().getOut().println("  report in " + report);
    }
}
