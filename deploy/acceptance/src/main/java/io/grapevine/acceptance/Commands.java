package io.grapevine.acceptance;

import io.grapevine.acceptance.demo.Demo;
import io.grapevine.acceptance.explain.Explain;
import io.grapevine.acceptance.faults.Faults;
import io.grapevine.acceptance.faults.Kills;
import io.grapevine.acceptance.golden.Golden;
import io.grapevine.acceptance.ledger.LedgerVerify;
import io.grapevine.acceptance.log.MakeLog;
import io.grapevine.acceptance.replay.Replay;
import io.grapevine.acceptance.webhook.WebhookKillsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code make replay}, {@code make golden}, {@code make faults} and {@code make demo} start. */
@Command(
        name = "grapevine-acceptance",
        mixinStandardHelpOptions = true,
        subcommands = {
            Replay.class,
            Golden.class,
            Faults.class,
            Kills.class,
            WebhookKillsCommand.class,
            MakeLog.class,
            Demo.class,
            Explain.class,
            LedgerVerify.class
        },
        description =
                "Plays logs into a running system, decides golden cases, explains decisions, and hurts the system to see what is lost.")
public final class Commands {
    private Commands() {}

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    /** The whole command line, for tests too. */
    public static CommandLine line() {
        return new CommandLine(new Commands());
    }
}
