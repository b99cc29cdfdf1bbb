package io.grapevine.acceptance.log;

import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a made-up log and, beside it, what the reference model expects of it, as {@code make replay} looks for. */
@Command(
        name = "make-log",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Writes a made-up log in the replay format and, beside it, the balances and bindings that the reference model"
                        + " expects under the golden policy.")
public final class MakeLog implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LOG", description = "file to write, NAME.ndjson")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Option(names = "--people", defaultValue = "1000", description = "who sign up, some nine events each")
    private int people;

    @Override
    public Integer call() throws IOException {
        var log = LogGenerator.generate(LogShape.shuffled(seed, people));
        var expected = Reference.reckon(log, Policy.golden("USD"));
        LogFile.write(file, log);
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        OutcomeFiles.writeBalances(file.resolveSibling(name + "_balances.csv"), expected.balances());
        OutcomeFiles.writeBindings(file.resolveSibling(name + "_bindings.csv"), expected.bindings());
        spec.commandLine()
                .getOut()
                .printf(
                        "%,d events, %,d of them distinct, in %s%n",
                        log.size(), expected.summary().uniqueEvents(), file);
        return 0;
    }
}
