package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.clicktracking.clickid.Verification;
import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.clicktracking.intake.Intake;
import io.grapevine.clicktracking.intake.Intake.Verdict;
import io.grapevine.clicktracking.intake.RecentEvents;
import io.grapevine.clicktracking.intake.Safeguard;
import io.grapevine.clicktracking.journal.Frame;
import io.grapevine.clicktracking.journal.Frames;
import io.grapevine.clicktracking.journal.Journal;
import io.grapevine.clicktracking.journal.JournalSettings;
import io.grapevine.clicktracking.network.AddressBlocks;
import io.grapevine.clicktracking.network.DataCentres;
import io.grapevine.events.Event;
import io.grapevine.events.TrafficLabel;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints the processor time that one event costs from its JSON to the journal's queue, in batches of 500. */
final class IntakeSpeed {

    private IntakeSpeed() {}

    public static void main(String[] args) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var directory = Files.createTempDirectory("intake-speed");
        var recent = new RecentEvents();
        try (var journal = Journal.open(JournalSettings.in(directory))) {
            for (int round = 0; round < 10; round++) {
                long events = 0;
                long before = threads.getCurrentThreadCpuTime();
                for (int batch = 0; batch < 200; batch++) {
                    events += take(journal, recent, round * 1000 + batch);
                    journal.shipped(journal.read(journal.shippedUpTo(), 4 << 20).next());
                }
                long spent = threads.getCurrentThreadCpuTime() - before;
                System.out.printf("%.2f µs an event%n", spent / 1000.0 / events);
            }
        }
    }

    private static int take(Journal journal, RecentEvents recent, int batch) {
        var body = body(batch).getBytes(StandardCharsets.UTF_8);
        var sent = SubmissionParser.plain(body);
        var now = Instant.parse("2026-03-01T12:00:00Z");
        var intake = new Intake(new EventReader(safeguard(now)), recent, "demo");
        var verdicts = intake.decide(
                sent.stream().map(SubmissionParser.Sent::submission).toList());
        var frames = new ArrayList<Frame>();
        for (var verdict : verdicts) {
            if (!(verdict instanceof Verdict.Keep(var event))) throw new IllegalStateException(verdict.toString());
            frames.add(Frames.of(
                    new Event<>(
                            "demo",
                            event.id(),
                            event.source(),
                            event.time(),
                            now,
                            event.bodyHash(),
                            "corr",
                            event.fact()),
                    null));
        }
        CompletableFuture<?> kept = journal.append(frames);
        kept.join();
        new Batch("demo", verdicts, frames).rememberIn(recent);
        return frames.size();
    }

    private static String body(int batch) {
        return IntStream.range(0, 500)
                .mapToObj(i -> """
                        {"type":"purchase","id":"e-%d-%d","time":"2026-03-01T12:00:00.123Z","data":{"orderId":"o-%d-%d","customerId":"c-%d","amount":12900,"currency":"EUR","referralCode":"CARLA2026X"}}""".formatted(batch, i, batch, i, i))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    private static Safeguard safeguard(Instant now) {
        return new Safeguard(
                now,
                token -> new Verification.Refused(Verification.Reason.MALFORMED),
                personal -> {
                    throw new IllegalStateException("nothing personal here");
                },
                email -> email,
                network -> "no network here",
                new DataCentres(() -> AddressBlocks.NONE),
                userAgent -> TrafficLabel.HUMAN,
                "v");
    }
}
