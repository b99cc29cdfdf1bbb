package io.grapevine.benchmark.figure.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Machine;
import io.grapevine.benchmark.figure.Report;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.start.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code bench.json}: every figure with every round and its targets, for programs to read. */
public final class ReportFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportFile() {}

    public static void write(
            Path file, Instant at, Machine machine, Plan plan, Report report, @Nullable Footprint footprint)
            throws IOException {
        var root = JsonNodeFactory.instance.objectNode();
        root.put("at", at.toString()).put("passed", report.passed());
        root.set("machine", JSON.valueToTree(machine));
        root.putObject("plan")
                .put("rounds", plan.rounds())
                .put("roundSeconds", plan.round().toSeconds())
                .put("warmUpSeconds", plan.warmUp().toSeconds());
        var figures = root.putArray("figures");
        report.figures().forEach(figure -> figures.add(json(figure)));
        root.set("complaints", JSON.valueToTree(report.complaints()));
        root.set("remarks", JSON.valueToTree(report.remarks()));
        if (footprint != null) root.set("processes", JSON.valueToTree(footprint.parts()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writeValueAsString(root) + "\n");
    }

    private static ObjectNode json(Figure figure) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("benchmark", figure.benchmark())
                .put("name", figure.name())
                .put("unit", figure.unit().symbol())
                .put("verdict", figure.verdict().word());
        node.set("measured", json(figure.measured(), figure.target()));
        var reference = figure.reference();
        if (reference == null) return node;
        node.set("reference", json(reference.measured(), null).put("name", reference.name()));
        figure.ratio().ifPresent(ratio -> node.set("ratio", json(ratio, reference.target())));
        return node;
    }

    private static ObjectNode json(Spread spread, @Nullable Target target) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("median", spread.median()).put("min", spread.min()).put("max", spread.max());
        var rounds = node.putArray("rounds");
        spread.rounds().forEach(rounds::add);
        if (target != null) node.putObject("target").put(target.bound().sign(), target.value());
        return node;
    }
}
