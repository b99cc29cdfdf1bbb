package io.grapevine.clicktracking.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record for the log, as the journal keeps it: everything Kafka must be told, nothing to look up later.
 *
 * @param headers in the order they are sent; at most 32,767, names and values as UTF-8
 * @param value not copied, because the edge writes it once and forgets it; do not change it
 * @param timestamp arrival time in epoch milliseconds
 */
public record Frame(String topic, String key, Map<String, String> headers, byte[] value, long timestamp) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame that
                && topic.equals(that.topic)
                && key.equals(that.key)
                && headers.equals(that.headers)
                && Arrays.equals(value, that.value)
                && timestamp == that.timestamp;
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, key, headers, Arrays.hashCode(value), timestamp);
    }

    @Override
    public String toString() {
        return "Frame[" + topic + ", " + key + ", " + value.length + " bytes, at " + timestamp + "]";
    }
}
