package io.grapevine.acceptance.faults.evidence;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Every record that a run left on the log. */
public record WrittenLog(List<ConsumerRecord<String, byte[]>> records) {
    /** Names a poisonous record, on its topic and among the dead letters. */
    public static final String DOSE = "poison";

    private static final Set<String> FACT_TOPICS =
            Set.of("grapevine.clicks", "grapevine.shares", "grapevine.conversions");
    private static final String DEAD_LETTERS = ".dlq";

    public WrittenLog {
        records = List.copyOf(records);
    }

    /** Ids of the facts of these tenants; poison is none. */
    public Set<String> eventIds(Set<String> tenants) {
        var ids = new HashSet<String>();
        for (var record : records) {
            var isFact = FACT_TOPICS.contains(record.topic()) && header(record, DOSE) == null;
            var id = header(record, "ce_id");
            if (isFact && id != null && tenants.contains(String.valueOf(header(record, "ce_tenantid")))) ids.add(id);
        }
        return ids;
    }

    /** Dead letters by the name of their poison, the others by what they are and why they were refused. */
    public Set<String> deadLetters() {
        var letters = new HashSet<String>();
        for (var record : records) {
            if (!record.topic().endsWith(DEAD_LETTERS)) continue;
            var dose = header(record, DOSE);
            letters.add(
                    dose != null
                            ? dose
                            : "%s %s refused by %s: %s"
                                    .formatted(
                                            record.topic(),
                                            header(record, "ce_id"),
                                            header(record, "dlq-consumer"),
                                            header(record, "dlq-reason")));
        }
        return letters;
    }

    public static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
