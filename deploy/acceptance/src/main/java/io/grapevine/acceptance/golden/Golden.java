package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command behind {@code make golden}: golden cases in, results for the checker out. */
@Command(
        name = "golden",
        mixinStandardHelpOptions = true,
        description =
                "Decides every golden case that the code can decide through its pure cores and writes the results for"
                        + " check.py. Cases of families that are not built yet are listed, never guessed.")
public final class Golden implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int BROKEN = 1;
    private static final int FAILED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CASES", description = "directory of 0N_family.json files")
    @SuppressWarnings("NullAway.Init")
    private Path cases;

    @Parameters(index = "1", paramLabel = "RESULTS", description = "file to write; csv parts of results go beside it")
    @SuppressWarnings("NullAway.Init")
    private Path results;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var families = families();
        if (families.isEmpty()) {
            out.printf("golden: no 0N_family.json in %s%n", cases);
            return FAILED;
        }
        var runs = new TreeMap<String, CaseRun>();
        for (var family : families) {
            for (var golden : JSON.readTree(family.toFile()).path("cases")) {
                runs.put(golden.path("id").asText(), new Catalogue().run(caseOf(golden)));
            }
        }
        write(runs);
        return report(runs);
    }

    private GoldenCase caseOf(JsonNode json) {
        var name = String.valueOf(results.getFileName()).replaceFirst("\\.[^.]*$", "");
        return new GoldenCase(cases, results.toAbsolutePath().resolveSibling(name + "_files"), json);
    }

    private List<Path> families() throws IOException {
        if (!Files.isDirectory(cases)) return List.of();
        try (var files = Files.list(cases)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("0.*\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private void write(Map<String, CaseRun> runs) throws IOException {
        var decided = JSON.createObjectNode();
        runs.forEach((id, run) -> {
            if (run instanceof CaseRun.Decided(var output)) decided.set(id, output);
        });
        var parent = results.toAbsolutePath().getParent();
        if (parent != null) Files.createDirectories(parent);
        Files.writeString(results, JSON.writeValueAsString(decided) + "\n");
    }

    private int report(Map<String, CaseRun> runs) {
        var out = spec.commandLine().getOut();
        var decided = 0;
        var broken = new ArrayList<String>();
        for (var run : runs.entrySet()) {
            switch (run.getValue()) {
                case CaseRun.Decided _ -> decided++;
                case CaseRun.NotBuilt(var why) -> out.printf("not built  %s  %s%n", run.getKey(), why);
                case CaseRun.Broken(var why) -> broken.add("BROKEN     %s  %s".formatted(run.getKey(), why));
            }
        }
        broken.forEach(out::println);
        out.printf(
                "%d cases decided, %d not built, %d broken; results in %s%n",
                decided, runs.size() - decided - broken.size(), broken.size(), results);
        return broken.isEmpty() ? 0 : BROKEN;
    }
}
