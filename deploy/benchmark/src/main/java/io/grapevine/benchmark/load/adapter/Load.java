package io.grapevine.benchmark.load.adapter;

import io.grapevine.benchmark.load.Expectation;
import io.grapevine.benchmark.load.LoadOutcome;
import io.grapevine.benchmark.load.Pace;
import io.grapevine.benchmark.load.Requests;
import io.grapevine.benchmark.load.adapter.LoadGenerator.Aim;
import io.grapevine.benchmark.load.adapter.LoadGenerator.Listener;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One load from its first request to its last answer; everything happens on the event loop. */
final class Load {

    /** Looks at the schedule this often: a request goes at most so much too late, and its latency says so. */
    private static final long TICK_MICROS = 500;

    /** What has no answer by then never gets one. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long RECONNECT_MILLIS = 20;

    private final Bootstrap bootstrap;
    private final Aim aim;
    private final Pace pace;
    private final Requests requests;
    private final Expectation expectation;
    private final Listener listener;
    private final EventLoop loop;
    private final Tally tally = new Tally();
    private final CompletableFuture<LoadOutcome> outcome = new CompletableFuture<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> open = new ArrayList<>();
    private long beganAt;
    private long overAt = -1;
    private long next;
    private int underWay;
    private boolean began;

    Load(
            Bootstrap bootstrap,
            Aim aim,
            Pace pace,
            Requests requests,
            Expectation expectation,
            Listener listener,
            EventLoop loop) {
        this.bootstrap = bootstrap;
        this.aim = aim;
        this.pace = pace;
        this.requests = requests;
        this.expectation = expectation;
        this.listener = listener;
        this.loop = loop;
    }

    CompletableFuture<LoadOutcome> run() {
        loop.execute(() -> {
            for (int i = 0; i < aim.connections(); i++) connect();
        });
        return outcome;
    }

    private void connect() {
        var connection = new Connection(this);
        var _ = bootstrap.handler(connection).connect("127.0.0.1", aim.port()).addListener(connected -> {
            if (connected.isSuccess()) return;
            if (began) lost();
            else outcome.completeExceptionally(connected.cause());
        });
    }

    /** Time counts from when every connection stands. */
    void connected(Connection connection) {
        open.add(connection);
        idle.add(connection);
        if (began) {
            pump();
        } else if (open.size() == aim.connections()) {
            began = true;
            beganAt = System.nanoTime();
            var ticking = loop.scheduleAtFixedRate(this::tick, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
            var _ = outcome.whenComplete((_, _) -> ticking.cancel(false));
        }
    }

    void answered(Connection connection) {
        long now = System.nanoTime();
        underWay--;
        var complaint = expectation.complaintAbout(connection.answer());
        if (complaint.isPresent()) {
            tally.complain(complaint.get());
        } else {
            listener.good(connection.request(), beganAt + connection.intendedAt(), now);
            tally.good(now - beganAt - connection.intendedAt(), pace.counts(now - beganAt));
        }
        idle.addFirst(connection);
        pump();
    }

    /** A connection that ends takes its request with it; the load goes on over a new one. */
    void closed(Connection connection, String why) {
        boolean wasIdle = idle.remove(connection);
        open.remove(connection);
        if (outcome.isDone()) return;
        if (!wasIdle) {
            underWay--;
            tally.complain(why);
        }
        if (overAt < 0) lost();
        else pump();
    }

    private void lost() {
        tally.complain("connection lost");
        var _ = loop.schedule(this::connect, RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        pump();
        if (overAt >= 0 && System.nanoTime() - overAt > PATIENCE.toNanos()) {
            tally.complain("no answer within " + PATIENCE.toSeconds() + " s", underWay);
            end();
        }
    }

    private void pump() {
        if (outcome.isDone()) return;
        long elapsed = System.nanoTime() - beganAt;
        while (!idle.isEmpty() && pace.isDue(next, elapsed)) {
            var connection = idle.removeFirst();
            underWay++;
            connection.send(next, pace.intendedAt(next, elapsed), requests.request(next));
            next++;
        }
        if (overAt < 0 && pace.isOver(next, elapsed)) overAt = System.nanoTime();
        if (overAt >= 0 && underWay == 0) end();
    }

    private void end() {
        if (outcome.isDone()) return;
        outcome.complete(tally.outcome(pace.length(System.nanoTime() - beganAt)));
        List.copyOf(open).forEach(Connection::close);
    }
}
