package io.grapevine.clicktracking.journal;

import static io.grapevine.clicktracking.journal.JournalFixtures.SEGMENT;
import static io.grapevine.clicktracking.journal.JournalFixtures.all;
import static io.grapevine.clicktracking.journal.JournalFixtures.append;
import static io.grapevine.clicktracking.journal.JournalFixtures.end;
import static io.grapevine.clicktracking.journal.JournalFixtures.frame;
import static io.grapevine.clicktracking.journal.JournalFixtures.frames;
import static io.grapevine.clicktracking.journal.JournalFixtures.keep;
import static io.grapevine.clicktracking.journal.JournalFixtures.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.AppendOutcome.Refusal;
import io.grapevine.clicktracking.journal.AppendOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    /** A journal of four segments that takes so many refuses none. */
    private static final int MORE_THAN_FIT = 1000;

    @TempDir
    Path directory;

    @Test
    void framesComeBackAsTheyWentInAndInOrder() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            // When
            for (int i = 0; i < 100; i++) keep(journal, i);
            // Then
            assertThat(all(journal)).isEqualTo(frames(0, 100));
        }
    }

    @Test
    void framesOfOneAppendAreKeptTogether() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            // When
            var outcome = append(journal, frames(0, 30).toArray(Frame[]::new));
            // Then
            assertThat(outcome).isInstanceOf(Durable.class);
            assertThat(all(journal)).isEqualTo(frames(0, 30));
        }
    }

    @Test
    void anAppendLargerThanASegmentGetsOneOfItsOwn() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            keep(journal, 0);
            // When
            var outcome = append(journal, frames(1, 101).toArray(Frame[]::new));
            keep(journal, 101);
            // Then
            assertThat(outcome).isInstanceOf(Durable.class);
            assertThat(all(journal)).isEqualTo(frames(0, 102));
        }
    }

    @Test
    void aRestartGivesBackEverythingThatWasNotShipped() throws IOException {
        // Given
        try (var journal = Journal.open(small(directory))) {
            for (int i = 0; i < 100; i++) keep(journal, i);
            var first = journal.read(journal.shippedUpTo(), 1000);
            journal.shipped(first.next());
            // When
            journal.close();
            try (var restarted = Journal.open(small(directory))) {
                // Then
                assertThat(all(restarted)).isEqualTo(frames(first.frames().size(), 100));
                assertThat(restarted.recovery().damagedStretches()).isZero();
                assertThat(restarted.recovery().tornBytes()).isZero();
            }
        }
    }

    @Test
    void aLostOrTornCursorShipsAgainAndLosesNothing() throws IOException {
        // Given
        try (var journal = Journal.open(small(directory))) {
            keep(journal, 0);
            journal.shipped(end(journal));
        }
        Files.write(directory.resolve("cursor"), new byte[] {1, 2, 3});
        // When
        try (var restarted = Journal.open(small(directory))) {
            // Then
            assertThat(all(restarted)).containsExactly(frame(0));
        }
    }

    @Test
    void framesBehindTheCursorAreReadAfterARestartAlthoughTheirSegmentIsNew() throws IOException {
        // Given
        try (var journal = Journal.open(small(directory))) {
            keep(journal, 0);
            journal.shipped(end(journal));
        }
        // When
        try (var restarted = Journal.open(small(directory))) {
            keep(restarted, 1);
            // Then
            assertThat(all(restarted)).containsExactly(frame(1));
        }
    }

    @Test
    void segmentsAreDeletedOnceAllTheirFramesAreShipped() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            for (int i = 0; i < 200; i++) keep(journal, i);
            long before = journal.bytes();
            // When
            journal.shipped(end(journal));
            // Then
            assertThat(before).isGreaterThan(3L * SEGMENT);
            assertThat(journal.bytes()).isLessThanOrEqualTo(SEGMENT);
            assertThat(segments()).hasSize(1);
            assertThat(journal.unshippedBytes()).isZero();
        }
    }

    @Test
    void anIdleJournalGivesItsSpaceBack() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            keep(journal, 0);
            journal.shipped(end(journal));
            // When
            journal.compact();
            keep(journal, 1);
            journal.shipped(journal.shippedUpTo());
            // Then
            assertThat(segments()).hasSize(1);
            assertThat(all(journal)).containsExactly(frame(1));
        }
    }

    @Test
    void anIdleJournalGivesItsSpaceBackWithoutAnotherFrame() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            // Given
            keep(journal, 0);
            journal.shipped(end(journal));
            // When, Then
            await().untilAsserted(() -> {
                journal.compact();
                assertThat(journal.bytes()).isEqualTo(Segment.HEADER_BYTES);
            });
        }
    }

    @Test
    void compactingLeavesWhatIsNotShipped() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            keep(journal, 0);
            // When
            journal.compact();
            keep(journal, 1);
            // Then
            assertThat(segments()).hasSize(1);
            assertThat(all(journal)).isEqualTo(frames(0, 2));
        }
    }

    @Test
    void aFullJournalRefusesAndTakesAgainAfterShipping() throws IOException {
        var settings = new JournalSettings(directory, 4L * SEGMENT, SEGMENT, 1 << 20);
        try (var journal = Journal.open(settings)) {
            // Given
            int kept = 0;
            while (kept < MORE_THAN_FIT && append(journal, frame(kept)) instanceof Durable) kept++;
            // When
            var refused = append(journal, frame(kept));
            var read = all(journal);
            journal.shipped(end(journal));
            var taken = append(journal, frame(kept));
            // Then
            assertThat(refused).isEqualTo(new Refused(Refusal.FULL));
            assertThat(read).isEqualTo(frames(0, kept));
            assertThat(taken).isInstanceOf(Durable.class);
            assertThat(all(journal)).containsExactly(frame(kept));
        }
    }

    @Test
    void moreThanMayWaitForTheDiskIsRefused() throws IOException {
        var settings = new JournalSettings(directory, 64L * SEGMENT, SEGMENT, 10);
        try (var journal = Journal.open(settings)) {
            // When
            var outcome = append(journal, frame(0));
            // Then
            assertThat(outcome).isEqualTo(new Refused(Refusal.OVERLOADED));
            assertThat(journal.pendingBytes()).isZero();
        }
    }

    @Test
    void manyThreadsShareForcesAndLoseNothing() throws Exception {
        var settings = new JournalSettings(directory, 64L << 20, 1 << 16, 64L << 20);
        var kept = new ConcurrentLinkedQueue<Integer>();
        try (var journal = Journal.open(settings)) {
            // When
            try (var threads = Executors.newFixedThreadPool(16)) {
                for (int t = 0; t < 16; t++) {
                    int base = t * 1000;
                    threads.execute(() -> {
                        var waiting = new ArrayList<CompletableFuture<?>>();
                        for (int i = base; i < base + 500; i++) {
                            int number = i;
                            waiting.add(journal.append(List.of(frame(i))).thenRun(() -> kept.add(number)));
                        }
                        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                                .orTimeout(10, TimeUnit.SECONDS)
                                .join();
                    });
                }
            }
            // Then
            assertThat(kept).hasSize(8000);
            var read = new HashSet<>(all(journal).stream().map(Frame::key).toList());
            assertThat(read).hasSize(8000);
            assertThat(journal.forces()).isLessThan(8000);
        }
    }

    @Test
    void readingWhileWritingSeesEveryFrameOnceAndInOrder() throws Exception {
        try (var journal = Journal.open(small(directory))) {
            // When
            var writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 1000; i++) keep(journal, i);
            });
            var read = new ArrayList<Frame>();
            while (read.size() < 1000) {
                if (!journal.awaitBeyond(journal.shippedUpTo(), Duration.ofSeconds(10))) break;
                var chunk = journal.read(journal.shippedUpTo(), 3000);
                read.addAll(chunk.frames());
                journal.shipped(chunk.next());
            }
            writer.join();
            // Then
            assertThat(read).isEqualTo(frames(0, 1000));
            assertThat(journal.damageFound()).isZero();
        }
    }

    @Test
    void waitingForFramesEndsAfterItsPatience() throws Exception {
        try (var journal = Journal.open(small(directory))) {
            assertThat(journal.awaitBeyond(journal.shippedUpTo(), Duration.ofMillis(5)))
                    .isFalse();
        }
    }

    @Test
    void theDirectoryBelongsToOneJournalAtATime() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            assertThatThrownBy(() -> Journal.open(small(directory)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use");
            keep(journal, 0);
        }
        Journal.open(small(directory)).close();
    }

    @Test
    void aClosedJournalRefuses() throws IOException {
        // Given
        var journal = Journal.open(small(directory));
        keep(journal, 0);
        journal.close();
        // When
        var outcome = append(journal, frame(1));
        // Then
        assertThat(outcome).isEqualTo(new Refused(Refusal.BROKEN));
    }

    @Test
    void aFrameThatTheLogWouldNotTakeIsABugOfTheCaller() throws IOException {
        var large = new Frame("t", "k", Map.of(), new byte[FrameBytes.MAX_PAYLOAD_BYTES], 0);
        var longName = new Frame("t".repeat(40_000), "k", Map.of(), new byte[0], 0);
        try (var journal = Journal.open(small(directory))) {
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(List.of(large)));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(List.of(longName)));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(List.of()));
        }
    }

    @Test
    void settingsThatCouldNotWorkAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new JournalSettings(directory, 1 << 20, 16, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JournalSettings(directory, 3 << 20, 1 << 20, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new JournalSettings(directory, 4 << 20, 1 << 20, 0));
        assertThat(JournalSettings.in(directory).maxBytes()).isEqualTo(1L << 30);
    }

    @Test
    void framesAreEqualByContentAndPrintNoPersonalData() {
        assertThat(frame(1)).isEqualTo(frame(1)).hasSameHashCodeAs(frame(1)).isNotEqualTo(frame(2));
        assertThat(frame(1).toString()).doesNotContain("ünïcode");
        assertThat(new Position(1, 5)).isLessThan(new Position(2, 0)).isGreaterThan(new Position(1, 4));
    }

    @Test
    void futuresAreCompletedWithoutWaitingForTheShipper() throws Exception {
        try (var journal = Journal.open(small(directory))) {
            assertThat(journal.append(List.of(frame(0))).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(Durable.class);
            assertThat(journal.broken()).isEmpty();
        }
    }

    private List<Path> segments() throws IOException {
        return Recovery.segmentsIn(directory).stream().map(Segment::file).toList();
    }
}
