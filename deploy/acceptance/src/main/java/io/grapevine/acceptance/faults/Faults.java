package io.grapevine.acceptance.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code make faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Starts the system on ports and data of its own, replays a made-up log while it kills click-tracking,"
                        + " attribution, reward-issuing and notification in turn, and prints what is left as JSON.")
public final class Faults implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seed", defaultValue = "${env:SEED}", description = "of the log and the moments; without it any")
    private @Nullable Long seed;

    @Option(names = "--rounds", defaultValue = "${env:ROUNDS:-20}", description = "how many kills")
    private int rounds;

    @Option(names = "--people", defaultValue = "1500", description = "who sign up in the log, some nine events each")
    private int people;

    @Option(names = "--data", paramLabel = "DIR", description = "where the system keeps its data")
    private Path data = Path.of("deploy/acceptance/target/faults");

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var plan = new FaultPlan(seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed, rounds, people);
        var run = data.resolve("run-" + Instant.now().toEpochMilli());
        out.printf("starting the system, data in %s; seed %d%n", run, plan.seed());
        out.flush();
        try (var system = RunningSystem.start(RunningSystem.projectDirectory(), run)) {
            var report = new FaultRun(system, plan, new Progress(out)).run("faults");
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(report));
            out.println(report.passed() ? "PASSED" : "FAILED");
            return report.passed() ? 0 : FAILED;
        }
    }
}
