package io.grapevine.acceptance.demo;

import io.grapevine.acceptance.client.Api;
import io.grapevine.acceptance.client.Origin;
import io.grapevine.acceptance.client.UnexpectedAnswer;
import io.grapevine.acceptance.client.Unreachable;
import io.grapevine.acceptance.replay.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code make demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Sends sample traffic at a human pace through the public API of the running system, as tenant demo.")
public final class Demo implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);
    // A day has fewer seconds than that times a hundred; more is a benchmark, and there is one.
    private static final int LONGEST_SECONDS = 86_400;
    private static final double HIGHEST_RATE = 100;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seconds", description = "how long")
    private int seconds = 120;

    @Option(names = "--rate", description = "shares and clicks a second; sign-ups and purchases follow from them")
    private double rate = 3;

    @Option(
            names = "--url",
            description = "address of the system; without it the local run's, GRAPEVINE_PORT_OFFSET added")
    private @Nullable String url;

    @Option(names = "--key", description = "secret key of the tenant")
    private String key = "gv_sk_demo";

    private enum Kind {
        SHARES("shares"),
        CLICKS("clicks"),
        BOTS("of bots"),
        SIGN_UPS("sign-ups"),
        WALK_INS("by nobody's link"),
        PURCHASES("purchases"),
        REFUNDS("refunds"),
        ADVOCATES("advocates");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final EnumMap<Kind, Integer> sent = new EnumMap<>(Kind.class);

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        if (seconds < 1 || seconds > LONGEST_SECONDS || !(rate > 0 && rate <= HIGHEST_RATE))
            return complain(
                    out, "SECONDS is 1 to %,d and RATE above 0, up to %.0f".formatted(LONGEST_SECONDS, HIGHEST_RATE));
        var origin = url == null ? Origin.local(System.getenv()) : new Origin(url);
        try {
            if (!isReady(origin)) return complain(out, "the system at " + origin.url() + " is not ready yet");
        } catch (Unreachable notThere) {
            return complain(out, "nothing answers at " + origin.url() + ": start the system with make run");
        }
        try {
            play(out, origin);
            return 0;
        } catch (Unreachable | UnexpectedAnswer | IOException failed) {
            return complain(out, "stopped: " + failed.getMessage());
        }
    }

    private boolean isReady(Origin origin) {
        return new Api(origin, key, Duration.ZERO).get("/q/health/ready").isSuccess();
    }

    private void play(PrintWriter out, Origin origin) throws IOException, InterruptedException {
        out.printf("%d s of sample traffic for program demo; watch it at %s/ (Ctrl-C stops)%n", seconds, origin.url());
        out.flush();
        var begin = Instant.now();
        var run = Long.toString(begin.getEpochSecond(), Character.MAX_RADIX);
        var stage = new Stage(origin, new Api(origin, key, PATIENCE), run);
        var progress = new Progress(out);
        var toldAt = begin;
        for (var timed :
                Scenario.of(Duration.ofSeconds(seconds), rate, new Random()).steps()) {
            sleepUntil(begin.plus(timed.at()));
            stage.play(timed.step());
            count(timed.step());
            if (Duration.between(toldAt, Instant.now()).compareTo(TOLD_EVERY) >= 0) {
                toldAt = Instant.now();
                progress.tell("%3d s: %s", timed.at().toSeconds(), counts());
            }
        }
        out.printf("sent %s%n", counts());
        out.printf("see the funnel at %s/ and the advocates' mail at %s/mail%n", origin.url(), origin.url());
    }

    private static void sleepUntil(Instant due) throws InterruptedException {
        var left = Duration.between(Instant.now(), due);
        if (left.isPositive()) Thread.sleep(left);
    }

    private void count(Step step) {
        switch (step) {
            case Step.Enrol enrol -> add(Kind.ADVOCATES);
            case Step.Share share -> add(Kind.SHARES);
            case Step.Click click -> {
                add(Kind.CLICKS);
                if (click.bot()) add(Kind.BOTS);
            }
            case Step.SignUp signUp -> add(Kind.SIGN_UPS);
            case Step.WalkIn walkIn -> add(Kind.WALK_INS);
            case Step.Purchase purchase -> add(Kind.PURCHASES);
            case Step.Refund refund -> add(Kind.REFUNDS);
        }
    }

    private void add(Kind kind) {
        sent.merge(kind, 1, Integer::sum);
    }

    private String counts() {
        var words = new StringBuilder();
        for (var kind : Kind.values()) {
            if (!words.isEmpty()) words.append(", ");
            words.append("%,d %s".formatted(sent.getOrDefault(kind, 0), kind.words));
        }
        return words.toString();
    }

    private static int complain(PrintWriter out, String why) {
        out.println("demo: " + why);
        return FAILED;
    }
}
