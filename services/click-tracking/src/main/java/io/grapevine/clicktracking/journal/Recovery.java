package io.grapevine.clicktracking.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What opening the journal found on the disk.
 *
 * @param frames readable ones that may not have been shipped
 * @param tornBytes cut off the end of the last segment: never acknowledged, the crash interrupted them
 * @param damagedStretches unreadable places elsewhere; each may have held acknowledged frames, so an operator must hear of it
 */
public record Recovery(int segments, long frames, long tornBytes, int damagedStretches) {

    static List<Segment> segmentsIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(Segment::at)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Segment::number))
                    .toList();
        }
    }

    /** Reads what was not shipped, cuts the torn tail, deletes what holds nothing, and enters the rest into {@code live}. */
    static Recovery run(List<Segment> found, Optional<Position> cursor, LiveSegments live) throws IOException {
        long frames = 0;
        long torn = 0;
        int damaged = 0;
        int kept = 0;
        for (var segment : found) {
            if (cursor.isPresent() && segment.number() < cursor.get().segment()) {
                Files.delete(segment.file());
                continue;
            }
            boolean last = segment.equals(found.getLast());
            var scan = SegmentScan.of(segment);
            damaged += scan.damage().size() + (scan.headerDamaged() && scan.frames() > 0 ? 1 : 0);
            if (last) torn += scan.tornBytes();
            else if (scan.size() > scan.end()) damaged++;
            if (scan.frames() == 0) {
                Files.delete(segment.file());
                continue;
            }
            if (last && scan.size() > scan.end()) cut(segment, scan.end());
            live.add(segment, scan.end(), scan.damage());
            frames += scan.frames();
            kept++;
        }
        return new Recovery(kept, frames, torn, damaged);
    }

    private static void cut(Segment segment, int end) throws IOException {
        try (var channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        }
    }
}
