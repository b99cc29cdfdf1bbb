package io.grapevine.acceptance.webhook;

import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code make webhook-kills}. */
@Command(
        name = "webhook-kills",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Starts the system on ports and data of its own, kills notification while it tells every event to twenty endpoints, most of them"
                        + " bad, and holds what arrived against what should have: nothing lost, repetitions under one id.")
public final class WebhookKillsCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--events", defaultValue = "${env:EVENTS:-1000}", description = "each is told to twenty endpoints")
    private int events;

    @Option(names = "--kills", defaultValue = "${env:KILLS:-10}", description = "of notification, by SIGKILL")
    private int kills;

    @Option(names = "--data", paramLabel = "DIR", description = "where the system keeps its data")
    private Path data = Path.of("deploy/acceptance/target/webhook-kills");

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var run = "hooks-" + Instant.now().toEpochMilli();
        try (var system =
                RunningSystem.start(RunningSystem.projectDirectory(), data.resolve(run), WebhookKills.SETTINGS)) {
            var outcome = new WebhookKills(system, run, new Progress(out)).run(events, kills);
            out.printf(
                    "%d deliveries, %d kills: %d dead letters, all replayed; %d posts came again under their id; healthy endpoints p99 %d ms while ten hang%n",
                    outcome.deliveries(),
                    outcome.kills(),
                    outcome.deadLetters(),
                    outcome.repetitions(),
                    outcome.healthyP99().toMillis());
            outcome.complaints().forEach(complaint -> out.println("  WRONG: " + complaint));
            out.println(outcome.complaints().isEmpty() ? "nothing is lost" : "NOT as it should be");
            out.flush();
            return outcome.complaints().isEmpty() ? 0 : FAILED;
        }
    }
}
