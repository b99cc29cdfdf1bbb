package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.log.LogFile;
import io.grapevine.acceptance.log.OutcomeFiles;
import io.grapevine.acceptance.log.PolicyJson;
import io.grapevine.acceptance.replay.Definition;
import io.grapevine.events.Terms;
import java.io.IOException;
import java.nio.file.Files;

/** Whole logs, by the cores of programs, attribution, reward-issuing and insights in memory; {@code make replay} plays them for real. */
final class ReplayCases {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayCases() {}

    static JsonNode replay(GoldenCase golden) throws IOException {
        var log = LogFile.read(
                golden.directory().resolve(golden.input().path("events").asText()));
        var outcome = CoreReplay.decide(log, terms(golden.input().path("policy")));
        Files.createDirectories(golden.scratch());
        var balances = golden.scratch().resolve(golden.id() + "_balances.csv").toAbsolutePath();
        var bindings = golden.scratch().resolve(golden.id() + "_bindings.csv").toAbsolutePath();
        OutcomeFiles.writeBalances(balances, outcome.balances());
        OutcomeFiles.writeBindings(bindings, outcome.bindings());
        ObjectNode output = OutcomeFiles.summaryJson(outcome.summary()).deepCopy();
        return output.put("balances_file", balances.toString()).put("bindings_file", bindings.toString());
    }

    /** The policy as a program definition, validated and normalised as a tenant's would be. */
    static Terms terms(JsonNode policy) {
        var definition = JSON.convertValue(Definition.of(PolicyJson.parse(policy)), Object.class);
        return io.grapevine.events.definition.Definition.read(definition)
                .orRefuse()
                .terms();
    }
}
