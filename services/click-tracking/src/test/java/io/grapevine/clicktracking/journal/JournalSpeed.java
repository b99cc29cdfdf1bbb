package io.grapevine.clicktracking.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Prints how many events of 400 bytes become durable in a second: {@code java … JournalSpeed [directory] [in flight] [seconds]}. */
final class JournalSpeed {

    private JournalSpeed() {}

    public static void main(String[] args) throws Exception {
        var directory = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("journal-speed");
        int inFlight = args.length > 1 ? Integer.parseInt(args[1]) : 128;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        var value = "x".repeat(400).getBytes(StandardCharsets.UTF_8);
        var frame = new Frame("grapevine.clicks", "demo:visitor", Map.of("ce_id", "evt"), value, 0);
        var done = new LongAdder();
        var places = new Semaphore(inFlight);
        try (var journal = Journal.open(JournalSettings.in(directory))) {
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < until) {
                places.acquire();
                var unused = journal.append(List.of(frame)).thenRun(() -> {
                    done.increment();
                    places.release();
                });
                if (journal.unshippedBytes() > 512L << 20) journal.shipped(JournalFixtures.end(journal));
            }
            System.out.printf(
                    "%,d events/s, %,d forces/s, %d in flight%n",
                    done.sum() / seconds, journal.forces() / seconds, inFlight);
        }
    }
}
