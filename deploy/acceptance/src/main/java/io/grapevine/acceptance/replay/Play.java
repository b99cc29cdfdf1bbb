package io.grapevine.acceptance.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.log.OutcomeFiles;
import io.grapevine.acceptance.reference.Codes;
import io.grapevine.acceptance.reference.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One replay from tenant to findings, for the command and the tests alike. */
public final class Play {
    public static final String PROGRAM_KEY = "replay";

    private final Origin origin;
    private final String operatorKey;
    private final Duration patience;
    private final Duration quietFor;
    private final Progress progress;

    public Play(Origin origin, String operatorKey, Duration patience, Duration quietFor, Progress progress) {
        this.origin = origin;
        this.operatorKey = operatorKey;
        this.patience = patience;
        this.quietFor = quietFor;
        this.progress = progress;
    }

    /** What was sent, and what it came to. */
    public record Played(Api api, Sending.Sent sent, Settling.Settled settled) {
        public Duration untilSettled() {
            return Duration.between(sent.began(), settled.at());
        }

        void write(Path directory) throws IOException {
            Files.createDirectories(directory);
            var findings = settled.findings();
            OutcomeFiles.writeBalances(directory.resolve("balances.csv"), findings.balances());
            OutcomeFiles.writeBindings(directory.resolve("bindings.csv"), findings.bindings());
            Files.writeString(
                    directory.resolve("summary.json"), findings.summary().toPrettyString() + "\n");
        }
    }

    /** Plays a log; without a definition into the program of the golden policy in the log's currency. */
    public Played play(String tenant, List<Fact> log, @Nullable JsonNode definition) {
        var api = prepare(tenant, log, definition);
        var sent = new Sending(api, new WireEvents(PROGRAM_KEY, currencyOf(log)), progress).send(log);
        var settled = new Settling(api, PROGRAM_KEY, quietFor, patience, progress)
                .await(Settling.Expected.of(sent.acknowledged()));
        return new Played(api, sent, settled);
    }

    /** Everything a log needs before its first event: tenant, key, program, participants and codes. */
    public Api prepare(String tenant, List<Fact> log, @Nullable JsonNode definition) {
        var api = new Tenancy(new Api(origin, operatorKey, patience)).enter(tenant);
        var wanted = definition == null ? Definition.of(Policy.golden(currencyOf(log))) : definition;
        var _ = api.put("/v1/programs/" + PROGRAM_KEY, wanted).orThrow();
        new Enrolment(api, PROGRAM_KEY, progress).enrolOwners(new Codes(sharesOf(log)).all());
        return api;
    }

    /** A log is in one currency; without a purchase any will do. */
    public static String currencyOf(List<Fact> log) {
        return log.stream()
                .filter(Fact.Purchase.class::isInstance)
                .map(fact -> ((Fact.Purchase) fact).currency())
                .findFirst()
                .orElse("USD");
    }

    private static List<Fact.Share> sharesOf(List<Fact> log) {
        return log.stream()
                .filter(Fact.Share.class::isInstance)
                .map(Fact.Share.class::cast)
                .sorted(Fact.IN_EVENT_ORDER)
                .toList();
    }
}
