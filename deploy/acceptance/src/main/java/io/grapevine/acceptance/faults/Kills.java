package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code make kills}. */
@Command(
        name = "kills",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Starts the system on ports and data of its own, kills reward-issuing between database commit and offset commit,"
                        + " and between the broker's acknowledgement and the outbox's mark, and holds what is left against the reference:"
                        + " no reward twice, none missing. Then kills it around the signature of a payout, its payment and a merchant's"
                        + " approval: nothing is paid twice, nothing is not paid.")
public final class Kills implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--rounds", defaultValue = "${env:ROUNDS:-20}", description = "kills at each edge")
    private int rounds;

    @Option(names = "--data", paramLabel = "DIR", description = "where the system keeps its data")
    private Path data = Path.of("deploy/acceptance/target/kills");

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var run = "kills-" + Instant.now().toEpochMilli();
        try (var system = RunningSystem.start(RunningSystem.projectDirectory(), data.resolve(run), Map.of());
                var broker = new Broker(system)) {
            var outcome = new EdgeKills(system, broker, run, new Progress(out)).run(rounds);
            out.printf(
                    "%d kills at each of two edges (%d more came late), %d events told twice under one id%n",
                    outcome.kills(), outcome.late(), outcome.toldTwice());
            outcome.complaints().forEach(complaint -> out.println("  WRONG: " + complaint));
            out.println(outcome.complaints().isEmpty() ? "no reward is doubled or missing" : "NOT as it should be");
            out.flush();
            var paid = payments(system, run, out);
            return outcome.complaints().isEmpty() && paid ? 0 : FAILED;
        }
    }

    private boolean payments(RunningSystem system, String run, PrintWriter out) {
        try (var kills = new PaymentKills(system, run + "-payments", new Progress(out))) {
            var outcome = kills.run(rounds);
            out.printf(
                    "%d kills at each of %d edges of paying (%d more came late), %d requests repeated under their key%n",
                    outcome.kills(), PaymentKills.Outcome.EDGES, outcome.late(), outcome.askedAgain());
            outcome.complaints().forEach(complaint -> out.println("  WRONG: " + complaint));
            out.println(outcome.complaints().isEmpty() ? "nothing is paid twice or lost" : "NOT as it should be");
            out.flush();
            return outcome.complaints().isEmpty();
        }
    }
}
