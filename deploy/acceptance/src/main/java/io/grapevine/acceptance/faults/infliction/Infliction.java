package io.grapevine.acceptance.faults.infliction;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.PutBack;
import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.faults.story.Fault;
import io.grapevine.acceptance.running.Patience;
import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Does what a fault says and returns when what it hit answers again. */
public final class Infliction {
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final Patience BACK = new Patience(BACK_WITHIN, Duration.ofMillis(100));
    private static final Duration BETWEEN_TERMINATIONS = Duration.ofMillis(700);
    private static final int REDIS_PORT = 16379;
    private static final int EDGE_PORT = 8081;
    private static final int REDIS_MILLIS = 2_000;
    /** Some 6,000 shares fill the 4 MB that the journal of these runs may take. */
    private static final int FLOOD_BATCH = 200;

    private static final int FLOOD_TRIES = 500;
    private static final int UNAVAILABLE = 503;
    private static final int ACCEPTED = 202;

    private final RunningSystem system;
    private final Broker broker;
    private final Stores stores;
    private final EdgeProbe probe;
    private final Means means;
    private final Set<String> doses = ConcurrentHashMap.newKeySet();

    public Infliction(RunningSystem system, Broker broker, Stores stores, EdgeProbe probe, Means means) {
        this.system = system;
        this.broker = broker;
        this.stores = stores;
        this.probe = probe;
        this.means = means;
    }

    /**
     * What the run brings along.
     *
     * @param starts where the log ended when the run began
     * @param run begins the names of everything made up
     */
    public record Means(Map<TopicPartition, Long> starts, Set<PutBack> putBack, String run, long seed) {
        public Means {
            starts = Map.copyOf(starts);
            putBack = Set.copyOf(putBack);
        }
    }

    /** What was seen while it was done, and what should not have been. */
    public record Wound(List<String> remarks, List<String> complaints) {
        public Wound {
            remarks = List.copyOf(remarks);
            complaints = List.copyOf(complaints);
        }

        static Wound of(String remark) {
            return new Wound(List.of(remark), List.of());
        }
    }

    /** The names of all poison given so far. */
    public Set<String> poison() {
        return Set.copyOf(doses);
    }

    public Wound inflict(Fault fault) {
        return switch (fault) {
            case Fault.Kill kill -> kill(kill.target());
            case Fault.Zombie zombie -> frozen(zombie.target(), zombie.length());
            case Fault.KafkaStop stop -> kafkaStopped(stop.length());
            case Fault.KafkaFreeze freeze -> frozen("kafka", freeze.length());
            case Fault.PostgresRestart _ -> postgresRestarted();
            case Fault.PostgresTerminate terminate -> backendsTerminated(terminate.times());
            case Fault.RedisFlush _ -> redisFlushed();
            case Fault.RedisKill kill -> redisKilled(kill.length());
            case Fault.Repeats repeats ->
                Wound.of(new LogFaults(broker).repeat(means.starts(), repeats.most(), means.seed())
                        + " records repeated on the log");
            case Fault.HangUps hangUps ->
                Wound.of(HangUps.against(system.portOf(EDGE_PORT), hangUps.clients()) + " clients hung up");
            case Fault.Poison _ -> poisoned();
            case Fault.RebalanceStorm storm -> stormed(storm.rounds());
            case Fault.JournalFull _ -> journalFull();
            case Fault.TornTail torn -> tornTail(torn.length());
        };
    }

    private Wound kill(String service) {
        system.parts().kill(service);
        var killedAt = Instant.now();
        system.awaitBack(service, BACK_WITHIN);
        return Wound.of("ready again %,d ms after the kill".formatted(since(killedAt)));
    }

    private Wound frozen(String part, Duration length) {
        system.parts().freeze(part);
        try {
            Patience.pause(length);
        } finally {
            system.parts().thaw(part);
        }
        return Wound.of(part + " went on after " + length.toSeconds() + " s");
    }

    private Wound kafkaStopped(Duration length) {
        down("kafka", "KILL", length);
        var startedAt = Instant.now();
        BACK.await("kafka, answering again", broker::answers);
        return Wound.of("kafka answers %,d ms after its start".formatted(since(startedAt)));
    }

    /** QUIT is PostgreSQL's immediate shutdown: sessions are cut, nothing is written, the next start recovers. */
    private Wound postgresRestarted() {
        down("postgresql", "QUIT", Duration.ZERO);
        var startedAt = Instant.now();
        BACK.await("postgresql, answering again", stores::answers);
        return Wound.of("postgresql recovered in %,d ms".formatted(since(startedAt)));
    }

    private Wound backendsTerminated(int times) {
        var ended = 0L;
        for (var time = 0; time < times; time++) {
            ended += stores.count("attribution", """
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where datname like 'grapevine_%' and pid <> pg_backend_pid()""");
            Patience.pause(BETWEEN_TERMINATIONS);
        }
        return Wound.of(ended + " connections ended");
    }

    private Wound redisFlushed() {
        var answer = redis("FLUSHALL");
        if (!answer.startsWith("+OK")) throw new IllegalStateException("Redis was not flushed: " + answer);
        forgetSeen();
        return Wound.of("redis emptied");
    }

    private Wound redisKilled(Duration length) {
        down("redis", "KILL", length);
        BACK.await("redis, answering again", () -> redis("PING").startsWith("+PONG"));
        forgetSeen();
        return Wound.of("redis was away for " + length.toSeconds() + " s and came back empty");
    }

    private void forgetSeen() {
        if (means.putBack().contains(PutBack.DEDUPE_IN_REDIS)) PutBack.DEDUPE_IN_REDIS.forget(stores);
    }

    private Wound poisoned() {
        var given = new LogFaults(broker).poison(means.run());
        doses.addAll(given);
        return Wound.of(given.size() + " poisonous records; one of 5 MB refused by the broker");
    }

    private Wound stormed(int rounds) {
        new LogFaults(broker).storm(rounds);
        return Wound.of(rounds + " strangers joined and left each group, every other without a word");
    }

    /** Nothing is shipped while the broker sleeps; the journal must say no, to ingest only, and yes again afterwards. */
    private Wound journalFull() {
        var complaints = new ArrayList<String>();
        var accepted = 0;
        var status = ACCEPTED;
        system.parts().freeze("kafka");
        try {
            for (var tries = 0; tries < FLOOD_TRIES && status == ACCEPTED; tries++) {
                status = flood();
                if (status == ACCEPTED) accepted += FLOOD_BATCH;
            }
            if (status != UNAVAILABLE) complaints.add("a full journal answers " + status + ", not 503");
        } finally {
            system.parts().thaw("kafka");
        }
        var refusedAt = Instant.now();
        BACK.await("ingest, answering again", () -> flood() == ACCEPTED);
        return new Wound(
                List.of("refused after %,d events, took them again %,d ms after the broker went on"
                        .formatted(accepted, since(refusedAt))),
                complaints);
    }

    private int flood() {
        var shares = IntStream.range(0, FLOOD_BATCH)
                .<Fact>mapToObj(_ -> probe.share("flood"))
                .toList();
        try {
            return probe.send(shares);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while filling the journal", interrupted);
        }
    }

    /** The broker sleeps, so that the journal has something to lose; then the edge is killed and its journal's end torn. */
    private Wound tornTail(Duration length) {
        var tail = new JournalTail(system.data().resolve("journal"));
        var parts = system.parts();
        var remark = "a frame with a wrong checksum and half a frame behind the last";
        parts.freeze("kafka");
        try {
            Patience.pause(length);
            parts.keepDown("click-tracking");
            parts.kill("click-tracking");
            if (means.putBack().contains(PutBack.ACK_BEFORE_APPEND))
                remark = tail.forgetUnshipped() + " bytes never appended";
            tail.tear("ghost-" + means.run(), means.putBack().contains(PutBack.CRC_UNCHECKED));
        } finally {
            parts.thaw("kafka");
            parts.letUp("click-tracking");
        }
        var killedAt = Instant.now();
        system.awaitBack("click-tracking", BACK_WITHIN);
        return Wound.of("%s; ready again %,d ms after the kill".formatted(remark, since(killedAt)));
    }

    private void down(String part, String signal, Duration length) {
        system.parts().keepDown(part);
        try {
            system.parts().end(part, signal);
            Patience.pause(length);
        } finally {
            system.parts().letUp(part);
        }
    }

    private String redis(String command) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), system.portOf(REDIS_PORT)), REDIS_MILLIS);
            socket.setSoTimeout(REDIS_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes("+OK\r\n".length()), StandardCharsets.US_ASCII);
        } catch (IOException notThere) {
            return notThere.toString();
        }
    }

    private static long since(Instant instant) {
        return Duration.between(instant, Instant.now()).toMillis();
    }
}
