package io.grapevine.acceptance.replay;

import io.grapevine.acceptance.client.Origin;
import io.grapevine.acceptance.client.UnexpectedAnswer;
import io.grapevine.acceptance.client.Unreachable;
import io.grapevine.acceptance.log.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command behind {@code make replay}: a log in, what came of it out. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Plays an event log in the replay format into the running system through its public API, waits until it"
                        + " has settled, writes balances.csv, bindings.csv and summary.json, and compares them with expected files"
                        + " that lie beside the log.")
public final class Replay implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    private static final int FAILED = 2;
    private static final int MOST_DIFFERENCES_SHOWN = 40;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LOG", description = "the log, one JSON object a line")
    @SuppressWarnings("NullAway.Init")
    private Path log;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description =
                    "program definition (JSON or YAML), or the policy or case of a golden file; without it the golden policy")
    private @Nullable Path program;

    @Option(
            names = "--tenant",
            paramLabel = "KEY",
            description = "tenant to play into; without it one per content of the log")
    private @Nullable String tenant;

    @Option(
            names = "--url",
            description = "address of the system; without it the local run's, GRAPEVINE_PORT_OFFSET added")
    private @Nullable String url;

    @Option(names = "--operator-key", description = "key that may make tenants")
    private String operatorKey = "gv_ok_demo";

    @Option(names = "--out", paramLabel = "DIR", description = "where the results go, in a directory by the log's name")
    private Path out = Path.of("deploy/acceptance/target/replay");

    @Option(names = "--patience", paramLabel = "SECONDS", description = "how long nothing may move before giving up")
    private int patienceSeconds = 60;

    @Option(
            names = "--quiet-for",
            paramLabel = "SECONDS",
            description = "how long nothing may have changed to be called settled")
    private int quietSeconds = 3;

    @Override
    public Integer call() throws IOException {
        var console = spec.commandLine().getOut();
        if (!Files.isReadable(log)) {
            console.printf("replay: there is no log %s%n", log);
            return FAILED;
        }
        try {
            return replay(console);
        } catch (Unreachable | UnexpectedAnswer failed) {
            console.printf("replay: %s%n", failed.getMessage());
            return FAILED;
        }
    }

    private int replay(PrintWriter console) throws IOException {
        var facts = LogFile.read(log);
        var origin = url == null ? Origin.local(System.getenv()) : new Origin(url);
        var playedInto = tenant == null ? "replay-" + sha8(log) : tenant;
        console.printf("%s: %,d lines into tenant %s at %s%n", log, facts.size(), playedInto, origin.url());
        var play =
                new Play(origin, operatorKey, seconds(patienceSeconds), seconds(quietSeconds), new Progress(console));
        var played = play.play(playedInto, facts, program == null ? null : Definition.read(program, logFileName()));
        var directory = out.resolve(logName());
        played.write(directory);
        report(console, played, directory);
        return compare(console, played);
    }

    private static void report(PrintWriter console, Play.Played played, Path directory) {
        var sent = played.sent();
        console.printf(
                "accepted %,d events in %.1f s: %,.0f events/s; settled after %.1f s: %,.0f events/s%n",
                sent.acknowledged().size(),
                seconds(sent.took()),
                sent.acknowledged().size() / seconds(sent.took()),
                seconds(played.untilSettled()),
                sent.acknowledged().size() / seconds(played.untilSettled()));
        var refused = sent.refused();
        if (!refused.isEmpty()) {
            console.printf("%,d events were rejected:%n", refused.size());
            refused.stream()
                    .limit(MOST_DIFFERENCES_SHOWN)
                    .forEach(one -> console.printf("  %s %s%n", one.fact().eventId(), one.code()));
        }
        console.printf("written to %s%n", directory);
    }

    private int compare(PrintWriter console, Play.Played played) throws IOException {
        if (!played.settled().complete()) {
            console.printf("NOT SETTLED: %s%n", played.settled().remark());
            return DIFFERENT;
        }
        var comparison =
                new ExpectedFiles(log).compare(logName(), played.settled().findings());
        if (comparison.compared().isEmpty()) {
            console.println("no expected files lie beside the log");
            return played.sent().refused().isEmpty() ? 0 : DIFFERENT;
        }
        return show(console, String.join(", ", comparison.compared()), comparison.differences());
    }

    private static int show(PrintWriter console, String compared, List<String> differences) {
        if (differences.isEmpty()) {
            console.printf("EQUAL to %s%n", compared);
            return 0;
        }
        console.printf("DIFFERENT from %s in %,d places:%n", compared, differences.size());
        differences.stream().limit(MOST_DIFFERENCES_SHOWN).forEach(line -> console.println("  " + line));
        if (differences.size() > MOST_DIFFERENCES_SHOWN) console.println("  …");
        return DIFFERENT;
    }

    private String logFileName() {
        return String.valueOf(log.getFileName());
    }

    private String logName() {
        return logFileName().replaceFirst("\\.[^.]*$", "");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static double seconds(Duration duration) {
        return Math.max(1, duration.toMillis()) / 1000.0;
    }

    private static String sha8(Path file) throws IOException {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash).substring(0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
