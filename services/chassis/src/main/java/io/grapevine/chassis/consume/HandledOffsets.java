package io.grapevine.chassis.consume;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What was handled of the partitions assigned here and is not committed yet; any thread may ask. */
final class HandledOffsets {

    private final Set<TopicPartition> assigned = new HashSet<>();
    /** The next offset to read, as Kafka commits it. */
    private final Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();

    synchronized void assigned(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    /** Takes the last offset handled; of a partition that went elsewhere meanwhile nothing is kept, it would set its new reader back. */
    synchronized void handled(TopicPartition partition, long offset) {
        if (assigned.contains(partition)) handled.put(partition, new OffsetAndMetadata(offset + 1));
    }

    /** Hands out everything to be committed; what cannot be is to be {@linkplain #giveBack given back}. */
    synchronized Map<TopicPartition, OffsetAndMetadata> take() {
        var offsets = Map.copyOf(handled);
        handled.clear();
        return offsets;
    }

    /** Later offsets handled since then stay. */
    synchronized void giveBack(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            if (assigned.contains(partition)) handled.putIfAbsent(partition, offset);
        });
    }

    /** Hands out what is to be committed before these partitions go elsewhere. */
    synchronized Map<TopicPartition, OffsetAndMetadata> leave(Collection<TopicPartition> partitions) {
        partitions.forEach(assigned::remove);
        var offsets = new HashMap<>(handled);
        offsets.keySet().retainAll(Set.copyOf(partitions));
        handled.keySet().removeAll(offsets.keySet());
        return Map.copyOf(offsets);
    }
}
