package io.grapevine.benchmark;

import io.grapevine.acceptance.replay.Progress;
import io.grapevine.benchmark.attribution.adapter.AttributionBenchmark;
import io.grapevine.benchmark.classify.adapter.ClassifyBenchmark;
import io.grapevine.benchmark.conversions.adapter.ConversionsBenchmark;
import io.grapevine.benchmark.conversions.adapter.ReplaysBenchmark;
import io.grapevine.benchmark.figure.Findings;
import io.grapevine.benchmark.figure.Machine;
import io.grapevine.benchmark.figure.Report;
import io.grapevine.benchmark.figure.Table;
import io.grapevine.benchmark.figure.adapter.ReportFile;
import io.grapevine.benchmark.figure.adapter.ThisMachine;
import io.grapevine.benchmark.fold.adapter.FoldBenchmark;
import io.grapevine.benchmark.graph.adapter.GraphBenchmark;
import io.grapevine.benchmark.ingest.adapter.IngestBenchmark;
import io.grapevine.benchmark.load.adapter.LoadGenerator;
import io.grapevine.benchmark.mails.adapter.MailsBenchmark;
import io.grapevine.benchmark.redirect.adapter.RedirectBenchmark;
import io.grapevine.benchmark.rewards.adapter.RewardsBenchmark;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Bed;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.benchmark.start.Footprint;
import io.grapevine.benchmark.start.adapter.StartBenchmark;
import io.grapevine.benchmark.streams.adapter.StreamsBenchmark;
import io.grapevine.benchmark.webhooks.adapter.WebhooksBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command behind {@code make bench}. */
@Command(
        name = "grapevine-benchmark",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Starts the system on ports and data of its own, puts load on it beside bare peers, and says what it reached.")
public final class Bench implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final Path OUTPUT = Path.of("deploy/benchmark/target");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--only",
            defaultValue = "",
            description =
                    "classify, mails, start, conversions, attribution, replays, redirect, ingest, rewards, webhooks, fold, streams, graph; commas between them")
    private String only = "";

    @Option(names = "--rounds", defaultValue = "5", description = "of each kind, ours and the peer's in turn")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "4", description = "how long a round is")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "4",
            description = "seconds of a slice of warm-up; slices go on until they bring no more")
    private int warmUp;

    @Option(names = "--conversions", defaultValue = "100000", description = "to replay")
    private int conversions;

    @Option(names = "--rewards", defaultValue = "100000", description = "in the largest books")
    private int rewards;

    @Option(names = "--streams", defaultValue = "10000", description = "of live figures that are listened to at a time")
    private int streams;

    @Option(
            names = "--edges",
            split = ",",
            defaultValue = "1000000,10000000",
            description = "of the programs whose graphs are asked, smallest first")
    private List<Integer> edges = List.of();

    private @Nullable Footprint footprint;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var plan = plan();
        var out = spec.commandLine().getOut();
        var bed = new Bed(OUTPUT.resolve("data"));
        var machine = ThisMachine.facts(bed.project());
        var at = Instant.now();
        out.println(machine.shown());
        var findings = new Findings();
        remarkOn(plan, machine, findings);
        try (var load = new LoadGenerator()) {
            measure(new Session(bed, plan, load, findings, new Progress(out)));
            bed.removeData();
        } catch (RuntimeException | IOException | SQLException failed) {
            if (bed.isInterrupted()) return FAILED;
            findings.complain("run", Map.of("did not come to its end: " + failed.getMessage(), 1L));
            failed.printStackTrace(spec.commandLine().getErr());
            out.println("the data and logs of the run are left in " + bed.data());
        } finally {
            bed.close();
        }
        var report = findings.report();
        ReportFile.write(OUTPUT.resolve("bench.json"), at, machine, plan, report, footprint);
        show(out, machine, report);
        return report.passed() ? 0 : FAILED;
    }

    private Plan plan() {
        try {
            return new Plan(
                    Plan.names(only),
                    rounds,
                    Duration.ofSeconds(seconds),
                    Duration.ofSeconds(warmUp),
                    conversions,
                    rewards);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static void remarkOn(Plan plan, Machine machine, Findings findings) {
        if (plan.rounds() < Plan.WANTED_ROUNDS) {
            findings.remark(
                    "%d rounds: medians of fewer than %d mean little".formatted(plan.rounds(), Plan.WANTED_ROUNDS));
        }
        if (machine.isBusy())
            findings.remark("the machine was busy before the run: rates and latencies are those of what was left");
    }

    private void measure(Session session) throws IOException, SQLException {
        var only = session.plan().only();
        if (only.contains(Plan.Name.CLASSIFY)) ClassifyBenchmark.run(session);
        if (only.contains(Plan.Name.MAILS)) MailsBenchmark.run(session);
        if (!session.plan().needsTheSystem()) return;
        session.progress().tell("starting the system, data in %s", session.bed().data());
        if (only.contains(Plan.Name.START)) footprint = StartBenchmark.run(session);
        else session.progress().tell("ready after %.1f s", session.bed().start().toMillis() / 1e3);
        if (only.contains(Plan.Name.CONVERSIONS)) ConversionsBenchmark.run(session);
        if (only.contains(Plan.Name.ATTRIBUTION)) AttributionBenchmark.run(session);
        if (only.contains(Plan.Name.REPLAYS)) ReplaysBenchmark.run(session);
        if (only.contains(Plan.Name.REDIRECT)) RedirectBenchmark.run(session);
        if (only.contains(Plan.Name.INGEST)) IngestBenchmark.run(session);
        if (only.contains(Plan.Name.REWARDS)) RewardsBenchmark.run(session);
        if (only.contains(Plan.Name.WEBHOOKS)) WebhooksBenchmark.run(session);
        if (only.contains(Plan.Name.FOLD)) FoldBenchmark.run(session);
        if (only.contains(Plan.Name.STREAMS)) StreamsBenchmark.run(session, streams);
        if (only.contains(Plan.Name.GRAPH)) GraphBenchmark.run(session, edges);
        session.progress().tell("stopping the system");
    }

    private void show(PrintWriter out, Machine machine, Report report) {
        out.println();
        out.println(machine.shown());
        out.println();
        if (footprint != null) out.println(footprint.table());
        out.print(Table.of(report));
        out.println("every round: " + OUTPUT.resolve("bench.json"));
        out.flush();
    }
}
