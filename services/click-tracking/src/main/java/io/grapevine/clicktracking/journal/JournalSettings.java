package io.grapevine.clicktracking.journal;

import java.nio.file.Path;

/**
 * Where the journal lives and what it may take.
 *
 * @param maxBytes of all segments together; past it the journal refuses
 * @param segmentBytes a segment rolls at about this size; space comes back a segment at a time
 * @param maxPendingBytes may wait in memory for the disk
 */
public record JournalSettings(Path directory, long maxBytes, int segmentBytes, long maxPendingBytes) {

    /** An hour of a Kafka outage at about 700 clicks a second. */
    public static final long DEFAULT_MAX_BYTES = 1L << 30;
    /** Large enough that rolling is rare, small enough that space comes back soon and recovery reads one at a time into memory. */
    public static final int DEFAULT_SEGMENT_BYTES = 32 << 20;
    /** About a second of a fast disk; more would only be latency. */
    public static final long DEFAULT_MAX_PENDING_BYTES = 64L << 20;
    /** Fewer than four segments would refuse while the last one is being shipped. */
    private static final int MIN_SEGMENTS = 4;

    public JournalSettings {
        if (segmentBytes <= Segment.HEADER_BYTES)
            throw new IllegalArgumentException("segmentBytes must hold more than a header, was " + segmentBytes);
        if (maxBytes < (long) MIN_SEGMENTS * segmentBytes)
            throw new IllegalArgumentException("maxBytes must hold " + MIN_SEGMENTS + " segments, was " + maxBytes);
        if (maxPendingBytes <= 0)
            throw new IllegalArgumentException("maxPendingBytes must be positive, was " + maxPendingBytes);
    }

    public static JournalSettings in(Path directory) {
        return new JournalSettings(directory, DEFAULT_MAX_BYTES, DEFAULT_SEGMENT_BYTES, DEFAULT_MAX_PENDING_BYTES);
    }
}
