package io.grapevine.clicktracking.journal.adapter;

import io.grapevine.chassis.outbox.LogProducer;
import io.grapevine.clicktracking.journal.Chunk;
import io.grapevine.clicktracking.journal.Frame;
import io.grapevine.clicktracking.journal.Journal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Carries the journal to Kafka, for ever: one chunk at a time, sent again from its first frame until every replica has all of
 * it. One chunk in flight keeps the order per key through any failure; a repetition is the consumers' to know.
 */
@Startup
@Singleton
class Shipper {

    private static final Logger LOG = Logger.getLogger(Shipper.class);
    /** Fills a few producer batches per partition; the acknowledgement of all of them is awaited together. */
    private static final int CHUNK_BYTES = 1 << 20;

    /**
     * Chunks begin at least so far apart: under load each carries more, and the producer, the broker and every reader work less
     * often. The first after a rest goes at once.
     */
    private static final Duration GATHERING = Duration.ofMillis(10);

    /** What comes in that time from some thousand visitors a second: then more is gathered, so that a partition's batch is not a handful. */
    private static final int BUSY_BYTES = 64 << 10;

    private static final Duration GATHERING_MORE = Duration.ofMillis(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    /** Long enough for an acknowledgement that is under way, short enough for a shutdown. */
    private static final Duration END = Duration.ofSeconds(3);

    private final Journal journal;
    private final LogProducer producer;
    private final JournalConfig config;
    private final Thread thread;
    private final LongAdder shipped = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile boolean stopped;
    /** Of the shipping thread alone. */
    private long lastBegunAt = System.nanoTime() - GATHERING.toNanos();

    Shipper(Journal journal, LogProducer producer, JournalConfig config) {
        this.journal = journal;
        this.producer = producer;
        this.config = config;
        this.thread = Thread.ofPlatform().name("journal-shipper").daemon().unstarted(this::run);
        thread.start();
    }

    long shipped() {
        return shipped.sum();
    }

    long failures() {
        return failures.sum();
    }

    /** Before the producer closes; what is not shipped by then is shipped after the next start. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stopping)
            throws InterruptedException {
        stopped = true;
        thread.join(END);
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!stopped) {
            try {
                shipNext();
                pause = FIRST_PAUSE;
            } catch (IOException | ExecutionException | KafkaException | IllegalStateException e) {
                failures.increment();
                if (stopped) return;
                LOG.warnf(
                        "the log does not take the journal, %d bytes wait: %s", journal.unshippedBytes(), e.toString());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(config.longestPause()) < 0
                        ? pause.multipliedBy(2)
                        : config.longestPause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void shipNext() throws IOException, ExecutionException, InterruptedException {
        var from = journal.shippedUpTo();
        if (!journal.awaitBeyond(from, config.idleAfter())) {
            journal.compact();
            return;
        }
        gather();
        var chunk = journal.read(from, CHUNK_BYTES);
        send(chunk);
        journal.shipped(chunk.next());
        shipped.add(chunk.frames().size());
    }

    private void gather() throws InterruptedException {
        var left = GATHERING.minusNanos(System.nanoTime() - lastBegunAt);
        if (left.isPositive() && journal.unshippedBytes() < CHUNK_BYTES) Thread.sleep(left);
        long unshipped = journal.unshippedBytes();
        if (unshipped >= BUSY_BYTES && unshipped < CHUNK_BYTES) Thread.sleep(GATHERING_MORE);
        lastBegunAt = System.nanoTime();
    }

    private void send(Chunk chunk) throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<?>>(chunk.frames().size());
        for (var frame : chunk.frames()) sent.add(producer.send(toRecord(frame)));
        for (var acknowledgement : sent) acknowledgement.get();
    }

    private static ProducerRecord<String, byte[]> toRecord(Frame frame) {
        var record = new ProducerRecord<>(frame.topic(), null, frame.timestamp(), frame.key(), frame.value());
        frame.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
