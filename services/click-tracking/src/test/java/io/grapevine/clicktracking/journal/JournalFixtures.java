package io.grapevine.clicktracking.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.AppendOutcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Small journals and frames that can be told apart. */
final class JournalFixtures {

    static final int SEGMENT = 4096;

    private JournalFixtures() {}

    /** How a journal, or the reader in it, is read. */
    interface ReadFrames {
        Chunk read(Position from, int maxBytes) throws IOException;
    }

    static JournalSettings small(Path directory) {
        return new JournalSettings(directory, 64L * SEGMENT, SEGMENT, 1 << 20);
    }

    static Frame frame(int number) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_id", "evt-" + number);
        headers.put("ce_time", "2026-01-01T00:00:00Z");
        return new Frame("grapevine.clicks", "demo:v" + number, headers, value(number), 1_700_000_000_000L + number);
    }

    static List<Frame> frames(int from, int to) {
        return IntStream.range(from, to).mapToObj(JournalFixtures::frame).toList();
    }

    static AppendOutcome append(Journal journal, Frame... frames) {
        return journal.append(List.of(frames)).orTimeout(10, TimeUnit.SECONDS).join();
    }

    @CanIgnoreReturnValue
    static Durable keep(Journal journal, int number) {
        return switch (append(journal, frame(number))) {
            case Durable durable -> durable;
            case Refused refused -> throw new AssertionError(refused);
        };
    }

    static List<Frame> all(Journal journal) throws IOException {
        return all(journal::read, journal.shippedUpTo());
    }

    static List<Frame> all(ReadFrames frames, Position from) throws IOException {
        var read = new ArrayList<Frame>();
        var at = from;
        while (true) {
            var chunk = frames.read(at, 1000);
            if (chunk.frames().isEmpty()) return read;
            read.addAll(chunk.frames());
            at = beyond(at, chunk);
        }
    }

    static Position end(Journal journal) throws IOException {
        var at = journal.shippedUpTo();
        while (true) {
            var chunk = journal.read(at, 1 << 20);
            if (chunk.frames().isEmpty()) return chunk.next();
            at = beyond(at, chunk);
        }
    }

    /** Frames that are read move the reader on: one that stays would read them for ever. */
    private static Position beyond(Position at, Chunk chunk) {
        assertThat(chunk.next()).isGreaterThan(at);
        return chunk.next();
    }

    private static byte[] value(int number) {
        return ("{\"n\":" + number + ",\"text\":\"ünïcode\"}").getBytes(StandardCharsets.UTF_8);
    }
}
