package io.grapevine.acceptance.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import io.grapevine.acceptance.client.UnexpectedAnswer;
import io.grapevine.acceptance.client.Unreachable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells people why somebody was credited, and whether an independent evaluator agrees. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the evaluator agrees", "1:it does not", "2:there is no such decision, or it cannot be read"},
        description = "Explains a decision from its record alone and decides it again.")
public final class Explain implements Callable<Integer> {
    private static final int AGREED = 0;
    private static final int DISAGREED = 1;
    private static final int UNREADABLE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "a record as the event or the API has it; - or nothing reads it from the standard input")
    private @Nullable String file;

    @Option(names = "--conversion", paramLabel = "cnv_…", description = "ask the running system for this conversion")
    private @Nullable String conversion;

    @Option(
            names = "--url",
            description = "address of the system; without it the local run's, GRAPEVINE_PORT_OFFSET added")
    private @Nullable String url;

    @Option(names = "--key", description = "secret key of the tenant")
    private String key = "gv_sk_demo";

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try {
            return tell(out, RecordJson.read(json()));
        } catch (RecordJson.NoRecord | Unreachable | UnexpectedAnswer | IOException unreadable) {
            out.println("explain: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private JsonNode json() throws IOException {
        if (conversion != null) {
            var origin = url == null ? Origin.local(System.getenv()) : new Origin(url);
            return new Api(origin, key, PATIENCE)
                    .get("/v1/conversions/" + Api.encoded(conversion))
                    .orThrow()
                    .json();
        }
        try (var in = file == null || file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return read(in);
        }
    }

    private static JsonNode read(InputStream in) throws IOException {
        var json = JSON.readTree(in);
        if (json == null) throw new RecordJson.NoRecord("there is nothing to read");
        return json;
    }

    private static int tell(PrintWriter out, DecisionRecord record) {
        Account.of(record).forEach(out::println);
        var differences = Agreement.differences(record);
        if (differences.isEmpty()) {
            out.println("The evaluator, given this record alone, agrees.");
            return AGREED;
        }
        out.println("The evaluator, given this record alone, does NOT agree:");
        differences.forEach(difference -> out.println("  " + difference));
        return DISAGREED;
    }
}
