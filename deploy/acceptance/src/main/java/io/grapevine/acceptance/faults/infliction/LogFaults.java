package io.grapevine.acceptance.faults.infliction;

import io.grapevine.acceptance.faults.evidence.Broker;
import io.grapevine.acceptance.faults.evidence.WrittenLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What somebody with access to the broker may do to the log and its readers. */
final class LogFaults {
    private static final List<String> REPEATED_TOPICS =
            List.of("grapevine.clicks", "grapevine.conversions", "grapevine.attributions", "grapevine.rewards");
    /** A type that each topic that decides something carries. */
    private static final Map<String, String> TYPES = Map.of(
            "grapevine.clicks", "io.grapevine.click.recorded.v1",
            "grapevine.conversions", "io.grapevine.purchase.recorded.v1",
            "grapevine.attributions", "io.grapevine.conversion.decided.v1",
            "grapevine.rewards", "io.grapevine.reward.changed.v1");

    /** The consumers between an event and its money. */
    private static final Map<String, List<String>> STORMED_GROUPS = Map.of(
            "attribution.facts", List.of("grapevine.clicks", "grapevine.conversions"),
            "reward-issuing.decisions", List.of("grapevine.attributions"));

    /** Recent enough to meet what is still being worked on, few enough to be a moment's work. */
    private static final int REPEATED_RECORDS = 400;

    private static final int TOO_LARGE = 5 << 20;
    private static final Duration JOIN = Duration.ofSeconds(2);
    private static final int SESSION_MILLIS = 6_000;

    private final Broker broker;

    LogFaults(Broker broker) {
        this.broker = broker;
    }

    /** Copies of the latest records since {@code starts}, each up to {@code most} times, in an order of the seed's; how many there were. */
    int repeat(Map<TopicPartition, Long> starts, int most, long seed) {
        var random = new Random(seed);
        var wanted = new HashMap<>(starts);
        wanted.keySet().removeIf(partition -> !REPEATED_TOPICS.contains(partition.topic()));
        var records = broker.records(wanted);
        var copies = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var record : records.subList(Math.max(0, records.size() - REPEATED_RECORDS), records.size())) {
            if (isPoison(record)) continue;
            copies.addAll(Collections.nCopies(1 + random.nextInt(most), record));
        }
        Collections.shuffle(copies, random);
        try (var producer = producer()) {
            for (var copy : copies) {
                var _ = producer.send(new ProducerRecord<>(
                        copy.topic(), copy.partition(), copy.timestamp(), copy.key(), copy.value(), copy.headers()));
            }
            producer.flush();
        }
        return copies.size();
    }

    /** Records that nobody can read, on every topic that decides; their names. */
    Set<String> poison(String run) {
        var doses = new HashSet<String>();
        try (var producer = producer()) {
            for (var topic : TYPES.keySet()) {
                for (var dose : doses(topic, run + "-" + topic)) {
                    doses.add(nameOf(dose));
                    var _ = producer.send(dose).get();
                }
            }
            refuseTooLarge(producer);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the broker did not take poison", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while poisoning", interrupted);
        }
        return doses;
    }

    /** A stranger joins each group, takes partitions, handles nothing and goes: politely, or without a word. */
    void storm(int rounds) {
        for (var round = 0; round < rounds; round++) {
            var polite = round % 2 == 0;
            for (var group : STORMED_GROUPS.entrySet()) {
                try (var stranger = new KafkaConsumer<>(
                        joining(group.getKey()), new StringDeserializer(), new ByteArrayDeserializer())) {
                    stranger.subscribe(group.getValue());
                    var _ = stranger.poll(JOIN);
                    if (!polite) {
                        stranger.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
                    }
                }
            }
        }
    }

    private static boolean isPoison(ConsumerRecord<String, byte[]> record) {
        return WrittenLog.header(record, WrittenLog.DOSE) != null;
    }

    private static List<ProducerRecord<String, byte[]>> doses(String topic, String name) {
        var type = TYPES.getOrDefault(topic, "");
        return List.of(
                dose(topic, "demo:poison", name + "-malformed", type, "{\"half\": "),
                dose(topic, "demo:poison", name + "-unknown-type", "io.grapevine.nothing.known.v9", "{}"),
                dose(topic, null, name + "-null-key", type, "[]"),
                dose(topic, "demo:poison", name + "-wrong-schema", type, "{\"context\": 7, \"touchId\": [1]}"),
                dose(topic, "demo:poison", name + "-hostile", type, "\u0000\u202e'; drop table rewards; --"));
    }

    private static ProducerRecord<String, byte[]> dose(
            String topic, @Nullable String key, String name, String type, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        // Not ProducerRecord with a null key, which the compiler would take for a record of nullable keys.
        var record = key == null
                ? new ProducerRecord<String, byte[]>(topic, bytes)
                : new ProducerRecord<>(topic, key, bytes);
        Map.of(
                        WrittenLog.DOSE,
                        name,
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        name,
                        "ce_source",
                        "/poison",
                        "ce_type",
                        type,
                        "ce_time",
                        "2026-01-01T00:00:00Z",
                        "ce_tenantid",
                        "demo")
                .forEach((header, text) -> record.headers().add(header, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static String nameOf(ProducerRecord<String, byte[]> dose) {
        return new String(dose.headers().lastHeader(WrittenLog.DOSE).value(), StandardCharsets.UTF_8);
    }

    private static void refuseTooLarge(KafkaProducer<String, byte[]> producer) throws InterruptedException {
        try {
            var _ = producer.send(new ProducerRecord<>("grapevine.clicks", "demo:poison", new byte[TOO_LARGE]))
                    .get();
            throw new IllegalStateException("the broker took a record of " + TOO_LARGE + " bytes");
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof RecordTooLargeException)) throw new IllegalStateException(refused);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
        // Ours must not be the one that refuses.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(2 * TOO_LARGE));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private Properties joining(String group) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(SESSION_MILLIS));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.toString(SESSION_MILLIS / 3));
        return settings;
    }
}
