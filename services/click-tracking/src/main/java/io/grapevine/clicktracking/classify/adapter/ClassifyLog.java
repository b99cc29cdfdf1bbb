package io.grapevine.clicktracking.classify.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.clicktracking.classify.Reclassification;
import io.grapevine.clicktracking.classify.ReclassificationReport;
import io.grapevine.clicktracking.classify.ShippedMachines;
import io.grapevine.clicktracking.classify.TrafficClassifier;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code make classify}: runs beside the service, from the service's own jar, so that it labels as that does. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Labels the clicks of the log again, by the classifier of this build, and shows what changes."
                + " Nothing is written.")
final class ClassifyLog implements Callable<Integer> {

    private static final Duration TOLD_EVERY = Duration.ofSeconds(5);
    private static final int FAILED = 1;
    private static final String LOCAL_BROKER = "localhost:19092";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--kafka", description = "bootstrap servers; else GRAPEVINE_KAFKA, else the local run's")
    private @Nullable String kafka;

    @Option(
            names = "--from",
            description = "first arrival: a date (UTC) or an RFC 3339 time",
            converter = Arrival.class)
    private @Nullable Instant from;

    @Option(names = "--to", description = "end of arrivals, itself not counted", converter = Arrival.class)
    private @Nullable Instant to;

    @Option(names = "--tenant", description = "one tenant's clicks only")
    private @Nullable String tenant;

    @Option(names = "--examples", description = "user agents to show of each change")
    private int examples = 5;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    private long toldAt = System.nanoTime();

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new ClassifyLog());
    }

    @Override
    public Integer call() throws JsonProcessingException {
        var classifier = new TrafficClassifier(ShippedMachines.machines()::label, ShippedMachines.VERSION);
        var reclassification = new Reclassification(classifier, examples);
        try (var log = new ClickLog(servers())) {
            log.read(from, to, event -> add(event, reclassification), this::tell);
            print(reclassification.report(), log.unreadable());
        } catch (KafkaException failed) {
            spec.commandLine().getErr().printf("the log at %s cannot be read: %s%n", servers(), failed.getMessage());
            return FAILED;
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(ReclassificationReport report, long unreadable) throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        if (json) out.println(EventJson.mapper().writeValueAsString(ReclassificationJson.of(report)));
        else report.lines().forEach(out::println);
        out.flush();
        if (unreadable > 0)
            spec.commandLine().getErr().printf("%,d records are no clicks and were left out%n", unreadable);
    }

    private void add(Event<?> event, Reclassification reclassification) {
        boolean asked = tenant == null || tenant.equals(event.tenantId());
        if (asked && event.data() instanceof ClickRecorded click) reclassification.add(click);
    }

    private void tell(long records, long ofRecords) {
        if (System.nanoTime() - toldAt < TOLD_EVERY.toNanos()) return;
        toldAt = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        err.printf("%,d of %,d clicks%n", records, ofRecords);
        err.flush();
    }

    private String servers() {
        if (kafka != null) return kafka;
        var fromEnvironment = System.getenv("GRAPEVINE_KAFKA");
        return fromEnvironment == null ? LOCAL_BROKER : fromEnvironment;
    }

    /** A date means its first moment in UTC. */
    static final class Arrival implements CommandLine.ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }
}
