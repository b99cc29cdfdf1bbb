package io.grapevine.benchmark.running.adapter;

import io.grapevine.acceptance.replay.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;

/** What click-tracking has taken and not yet dealt with: its journal not yet shipped, and its own consumers' lag. */
final class Backlog implements AutoCloseable {

    private static final String GROUPS = "click-tracking.";
    private static final Pattern UNSHIPPED =
            Pattern.compile("(?m)^grapevine_journal_unshipped_bytes(?:\\{[^}]*})? (\\S+)$");
    /** A round of ingest leaves some hundred thousand events that click-tracking writes into its history one by one. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Admin admin;
    private final Edge clickTracking;

    Backlog(Grapevine system) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.kafka()));
        this.clickTracking = new Edge(system.clickTracking());
    }

    /** False if there still is some when the limit is over. */
    boolean awaitNone(Progress progress) {
        var giveUpAt = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(giveUpAt)) {
            double unshipped = unshippedBytes();
            if (unshipped == 0) {
                long lag = lag();
                if (lag == 0) return true;
                progress.show("waiting: click-tracking has %,d records to read back", lag);
            } else {
                progress.show("waiting: %,.0f bytes of the journal are on their way", unshipped);
            }
            Pause.of(LOOK_EVERY);
        }
        return false;
    }

    private double unshippedBytes() {
        var found = UNSHIPPED.matcher(clickTracking.get("/q/metrics").body());
        if (!found.find()) throw new IllegalStateException("click-tracking does not say what its journal holds");
        return Double.parseDouble(found.group(1));
    }

    private long lag() {
        try {
            long lag = 0;
            for (var group : admin.listGroups().all().get()) {
                if (group.groupId().startsWith(GROUPS)) lag += lagOf(group.groupId());
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell its consumers' lag", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the lag", e);
        }
    }

    private long lagOf(String group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        long lag = 0;
        for (var partition : ends.entrySet()) {
            var read = committed.get(partition.getKey());
            if (read != null) lag += partition.getValue().offset() - read.offset();
        }
        return lag;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
        clickTracking.close();
    }
}
