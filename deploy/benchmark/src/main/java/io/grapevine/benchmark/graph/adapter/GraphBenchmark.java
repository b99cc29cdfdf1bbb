package io.grapevine.benchmark.graph.adapter;

import static io.grapevine.benchmark.figure.Unit.BYTES;
import static io.grapevine.benchmark.figure.Unit.MILLISECONDS;
import static io.grapevine.benchmark.figure.Unit.PER_SECOND;
import static io.grapevine.benchmark.figure.Unit.RATIO;
import static io.grapevine.benchmark.figure.Unit.SECONDS;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.benchmark.figure.Figure;
import io.grapevine.benchmark.figure.Reference;
import io.grapevine.benchmark.figure.Rounds;
import io.grapevine.benchmark.figure.Spread;
import io.grapevine.benchmark.figure.Target;
import io.grapevine.benchmark.figure.Unit;
import io.grapevine.benchmark.graph.PlantedTree;
import io.grapevine.benchmark.running.Plan;
import io.grapevine.benchmark.running.adapter.Session;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** insights asked over HTTP about programs of given sizes, and the same edges asked by recursive queries in the same PostgreSQL, in turn. */
public final class GraphBenchmark {

    private static final Plan.Name NAME = Plan.Name.GRAPH;
    private static final String SERVICE = "insights";
    private static final String RECURSIVE = "recursive query";
    private static final int TREE_DEPTH = 3;
    private static final int TREE_PEOPLE = 1_000;
    private static final int DESCENDANTS = 1_000_000;
    private static final int TREES_OF_A_ROUND = 300;
    private static final int COUNTS_OF_A_ROUND = 100;
    private static final int RECURSIVE_TREES = 100;
    private static final int INSERTED = 10_000;
    private static final int ROWS_OF_A_STATEMENT = 500;
    private static final Target TREE_MILLIS = Target.atMost(10);
    private static final Target DESCENDANTS_MILLIS = Target.atMost(50);
    private static final Target K_MILLIS = Target.atMost(5);
    private static final Target GROWTH = Target.atMost(1.3);
    private static final double NANOS = 1e9;
    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final double P99 = 0.99;

    private final Session session;
    private final Insights insights;
    private final Connection database;
    /** Medians of the smallest program, by what was asked: what the larger ones are compared with. */
    private final Map<String, Spread> smallest = new LinkedHashMap<>();

    private GraphBenchmark(Session session, Insights insights, Connection database) {
        this.session = session;
        this.insights = insights;
        this.database = database;
    }

    /** @param sizes edges of the programs, smallest first */
    public static void run(Session session, List<Integer> sizes) throws IOException, SQLException {
        session.progress()
                .tell("graph: starting again, with insights compiled as in production and a heap for its graphs");
        session.bed().stop();
        var _ = session.bed().start(List.of(SERVICE + ":3g"));
        var system = session.system();
        sizes.forEach(size -> {
            var program = JsonNodeFactory.instance.objectNode();
            program.put("name", "Graph").put("destination", "https://shop.example/");
            var _ = system.api().put("/v1/programs/" + program(size), program).orThrow();
        });
        try (var insights = new Insights(system.insights(), system.secretKey());
                var database = DriverManager.getConnection(
                        "jdbc:postgresql://" + system.postgres() + "/grapevine_insights",
                        "postgres",
                        system.superuserPassword());
                var log = new DecisionLog(system.kafka())) {
            var benchmark = new GraphBenchmark(session, insights, database);
            for (var size : sizes) benchmark.plant(size);
            // Only now: the launcher, too, must have seen every service answer.
            system.holdAllBut(SERVICE);
            for (var size : sizes) benchmark.measure(size, log);
        }
    }

    private static String program(int size) {
        return "graph-" + size;
    }

    private void plant(int size) throws SQLException {
        session.progress().tell("graph: planting %,d edges", size);
        edges(size).plant();
    }

    private Edges edges(int size) {
        return new Edges(database, program(size), size + 1);
    }

    private void measure(int size, DecisionLog log) throws SQLException {
        var program = program(size);
        var edges = edges(size);
        var shown = "%,d edges".formatted(size);
        var tree = PlantedTree.of(size + 1);
        var held = insights.bytesHeld();
        long began = System.nanoTime();
        var summary = insights.awaited(program + "/graph");
        once("read into memory, " + shown, SECONDS, (System.nanoTime() - began) / NANOS, null);
        if (summary.path("edges").asInt() != size)
            throw new IllegalStateException("the graph has " + summary.path("edges") + " edges, planted were " + size);
        once(
                "memory of an edge, " + shown,
                BYTES,
                (insights.bytesHeld() - held) / size,
                new Reference("on disk in PostgreSQL", Spread.once(edges.bytesPerEdge()), null));
        trees(program, edges, tree, shown);
        descendants(program, edges, tree, shown);
        kFactor(program, edges, shown);
        inserts(program, edges, size, shown, log);
    }

    private void trees(String program, Edges edges, PlantedTree tree, String shown) {
        var people = tree.withThreeGenerationsOf(TREE_PEOPLE, RECURSIVE_TREES);
        compare(
                "tree of 1,000, p99",
                shown,
                TREE_MILLIS,
                () -> timed(
                        TREES_OF_A_ROUND,
                        i -> ask("%s/graph/%s?depth=%d&limit=%d"
                                .formatted(program, Edges.id(people.get(i % people.size())), TREE_DEPTH, TREE_PEOPLE))),
                () -> timed(
                        RECURSIVE_TREES,
                        i -> sql(() -> edges.tree(people.get(i % people.size()), TREE_DEPTH, TREE_PEOPLE))));
    }

    private void descendants(String program, Edges edges, PlantedTree tree, String shown) {
        int person = tree.withDescendants(DESCENDANTS);
        compare(
                "1,000,000 descendants by generation, p99",
                shown,
                DESCENDANTS_MILLIS,
                () -> timed(
                        COUNTS_OF_A_ROUND, i -> ask("%s/graph/%s/generations".formatted(program, Edges.id(person)))),
                () -> timed(1, i -> sql(() -> edges.generations(person))));
    }

    private void kFactor(String program, Edges edges, String shown) {
        compare(
                "K-factor of the program, p99",
                shown,
                K_MILLIS,
                () -> timed(COUNTS_OF_A_ROUND, i -> ask(program + "/viral-loop")),
                () -> timed(1, i -> sql(edges::kFactor)));
    }

    /** Decisions on the log until the graph has their edges, beside rows in a table of two numbers. */
    private void inserts(String program, Edges edges, int size, String shown, DecisionLog log) {
        int[] next = {size + 1, size + 1};
        var rounds = Rounds.interleaved(
                session.plan().rounds(),
                () -> {
                    int from = next[0];
                    next[0] += INSERTED;
                    long began = System.nanoTime();
                    log.append(program, from, next[0]);
                    while (insights.awaited(program + "/graph").path("edges").asInt() < next[0] - 1)
                        Thread.onSpinWait();
                    return told("edges into the graph", INSERTED * NANOS / (System.nanoTime() - began));
                },
                () -> {
                    int from = next[1];
                    next[1] += INSERTED;
                    long began = System.nanoTime();
                    sql(() -> {
                        edges.insertPlainly(from, next[1], ROWS_OF_A_STATEMENT);
                        return 0;
                    });
                    return told("plain inserts", INSERTED * NANOS / (System.nanoTime() - began));
                });
        session.findings()
                .add(Figure.of(
                                NAME.word(),
                                "edges from the log into the graph, " + shown,
                                PER_SECOND,
                                rounds.ours(Double::doubleValue))
                        .against(new Reference("plain inserts", rounds.peers(Double::doubleValue), null)));
    }

    /** What single questions took. */
    private record Times(double median, double p99) {}

    private interface Round {
        Times run();
    }

    private void compare(String name, String shown, Target target, Round ours, Round peer) {
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            var _ = ours.run();
        }
        var rounds = Rounds.interleaved(
                session.plan().rounds(),
                () -> told(name + ", " + shown, ours.run()),
                () -> told(RECURSIVE, peer.run()));
        session.findings()
                .add(Figure.of(NAME.word(), name + ", " + shown, MILLISECONDS, rounds.ours(Times::p99))
                        .heldTo(target)
                        .against(new Reference(RECURSIVE, rounds.peers(Times::p99), null)));
        var medians = rounds.ours(Times::median);
        var before = smallest.putIfAbsent(name, medians);
        if (before != null)
            session.findings()
                    .add(Figure.of(
                                    NAME.word(),
                                    "growth of its median to " + shown,
                                    RATIO,
                                    Spread.once(medians.median() / before.median()))
                            .heldTo(GROWTH));
    }

    /** What it says is looked at by nobody here; that it answers is. */
    private void ask(String path) {
        var _ = insights.get(path);
    }

    private static Times timed(int questions, IntConsumer question) {
        var nanos = new long[questions];
        for (int i = 0; i < questions; i++) {
            long began = System.nanoTime();
            question.accept(i);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return new Times(
                nanos[questions / 2] / NANOS_OF_A_MILLI,
                nanos[(int) Math.ceil(questions * P99) - 1] / NANOS_OF_A_MILLI);
    }

    private Times told(String what, Times times) {
        session.progress().tell("graph: %s median %.2f ms, p99 %.2f ms", what, times.median(), times.p99());
        return times;
    }

    private double told(String what, double perSecond) {
        session.progress().tell("graph: %s %,.0f/s", what, perSecond);
        return perSecond;
    }

    private void once(String name, Unit unit, double value, @Nullable Reference reference) {
        var figure = Figure.of(NAME.word(), name, unit, Spread.once(value));
        session.findings().add(reference == null ? figure : figure.against(reference));
    }

    private interface Query {
        int run() throws SQLException;
    }

    private static void sql(Query query) {
        try {
            int rows = query.run();
            if (rows < 0) throw new IllegalStateException("a query cannot answer " + rows + " rows");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer", e);
        }
    }
}
