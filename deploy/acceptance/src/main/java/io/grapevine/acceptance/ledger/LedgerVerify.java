package io.grapevine.acceptance.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import io.grapevine.acceptance.client.UnexpectedAnswer;
import io.grapevine.acceptance.client.Unreachable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command behind {@code make ledger-verify}. */
@Command(
        name = "ledger-verify",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the books hold", "1:they do not", "2:they cannot be read or reached"},
        description =
                "Proves the ledger: without FILE the running system's, as it says itself and as its export says; with FILE an"
                        + " exported ledger or statement, from the file alone.")
public final class LedgerVerify implements Callable<Integer> {
    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int UNREADABLE = 2;
    private static final int HASH_SHOWN = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "what GET /v1/ledger/export answered")
    private @Nullable Path file;

    @Option(names = "--since", paramLabel = "FILE", description = "an earlier export: nothing of it may have changed")
    private @Nullable Path since;

    @Option(names = "--ledger", paramLabel = "FILE", description = "the ledger that a statement must be part of")
    private @Nullable Path ledger;

    @Option(names = "--save", paramLabel = "FILE", description = "keep the running system's export here")
    private @Nullable Path save;

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
            var problems = file == null ? running(out) : exported(file, out);
            problems.forEach(problem -> out.println("  WRONG: " + problem));
            out.println(problems.isEmpty() ? "verified" : "NOT verified: " + problems.size() + " problems");
            out.flush();
            return problems.isEmpty() ? HOLDS : BROKEN;
        } catch (UnreadableExport | Unreachable | UnexpectedAnswer | IOException unreadable) {
            out.println("ledger-verify: " + unreadable.getMessage());
            out.flush();
            return UNREADABLE;
        }
    }

    private List<String> running(PrintWriter out) throws IOException {
        var api = new Api(url == null ? Origin.local(System.getenv()) : new Origin(url), key, PATIENCE);
        var proof = api.get("/v1/ledger/verify").orThrow().json();
        out.printf(
                "the service: %,d transfers sealed, %,d waiting, sums %s%n",
                proof.path("sealed").asLong(), proof.path("unsealed").asLong(), proof.path("sums"));
        var problems = new ArrayList<String>();
        proof.path("problems").forEach(problem -> problems.add(problem.asText()));
        var export = save == null ? Files.createTempFile("ledger", ".ndjson") : save;
        try {
            api.download("/v1/ledger/export", export);
            problems.addAll(exported(export, out));
        } finally {
            if (save == null) Files.deleteIfExists(export);
        }
        return problems;
    }

    private List<String> exported(Path export, PrintWriter out) throws IOException {
        var audit = new LedgerAudit(since == null ? Map.of() : headsOf(since));
        eachLine(export, audit::take);
        var findings = audit.findings();
        var problems = new ArrayList<>(findings.problems());
        if (ledger != null) problems.addAll(missingFrom(ledger, audit.places()));
        out.println(inWords(findings));
        return problems;
    }

    private static String inWords(LedgerAudit.Findings findings) {
        var what = findings.account() == null
                ? "the ledger of " + findings.tenantId()
                : "the statement of " + findings.account() + " in " + findings.tenantId();
        var chains = findings.heads().entrySet().stream()
                .map(head -> "shard %d to seal %,d (%s…)"
                        .formatted(
                                head.getKey(),
                                head.getValue().sequence(),
                                head.getValue().hash().substring(0, HASH_SHOWN)))
                .collect(Collectors.joining(", "));
        return "%s: %,d transfers, each zero in every one of %s%s%s"
                .formatted(
                        what,
                        findings.transfers(),
                        findings.currencies().stream().sorted().toList(),
                        chains.isEmpty() ? "" : "; chains: " + chains,
                        findings.unsealed() == 0 ? "" : "; %,d not sealed yet".formatted(findings.unsealed()));
    }

    private static Map<Integer, LedgerAudit.Head> headsOf(Path export) throws IOException {
        var heads = new ArrayList<Map<Integer, LedgerAudit.Head>>();
        eachLine(export, line -> {
            if (line.path("type").asText().equals("end")) heads.add(LedgerAudit.headsOf(line));
        });
        if (heads.isEmpty()) throw new UnreadableExport(export + " has no end");
        return heads.getLast();
    }

    /** Seals of a statement that the ledger has not, or has with another hash. */
    private static List<String> missingFrom(Path ledger, Map<String, LedgerAudit.Head> places) throws IOException {
        var found = new ArrayList<String>();
        eachLine(ledger, line -> {
            if (!line.path("type").asText().equals("transfer")) return;
            var seal = ExportedTransfer.read(line).seal();
            if (seal == null) return;
            var stated = places.get(seal.place());
            if (stated != null && stated.hash().equals(seal.hash())) found.add(seal.place());
        });
        return places.keySet().stream()
                .filter(place -> !found.contains(place))
                .sorted()
                .map(place -> place + " is not in the ledger as the statement has it")
                .toList();
    }

    private static void eachLine(Path export, Consumer<JsonNode> consumer) throws IOException {
        try (var lines = Files.newBufferedReader(export)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) consumer.accept(json(line));
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new UnreadableExport("a line is no JSON: " + broken.getOriginalMessage());
        }
    }
}
