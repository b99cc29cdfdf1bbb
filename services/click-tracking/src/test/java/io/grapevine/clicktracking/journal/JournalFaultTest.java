package io.grapevine.clicktracking.journal;

import static io.grapevine.clicktracking.journal.JournalFixtures.all;
import static io.grapevine.clicktracking.journal.JournalFixtures.append;
import static io.grapevine.clicktracking.journal.JournalFixtures.frame;
import static io.grapevine.clicktracking.journal.JournalFixtures.frames;
import static io.grapevine.clicktracking.journal.JournalFixtures.keep;
import static io.grapevine.clicktracking.journal.JournalFixtures.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.AppendOutcome.Refusal;
import io.grapevine.clicktracking.journal.AppendOutcome.Refused;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFaultTest {

    @TempDir
    Path directory;

    private final FailingDisk disk = new FailingDisk();

    @Test
    void afterAFailedForceNothingIsPromisedUntilARestart() throws IOException {
        try (var journal = Journal.open(small(directory), disk)) {
            // Given
            keep(journal, 0);
            disk.failForce = true;
            // When
            var failed = append(journal, frame(1));
            disk.failForce = false;
            var later = append(journal, frame(2));
            // Then
            assertThat(failed).isEqualTo(new Refused(Refusal.BROKEN));
            assertThat(later).isEqualTo(new Refused(Refusal.BROKEN));
            assertThat(journal.broken()).get().isInstanceOf(IOException.class);
            assertThat(all(journal)).containsExactly(frame(0));
        }
        try (var restarted = Journal.open(small(directory))) {
            assertThat(all(restarted)).startsWith(frame(0));
            keep(restarted, 3);
        }
    }

    @Test
    void aFullDeviceRefusesWithoutALastingHarm() throws IOException {
        try (var journal = Journal.open(small(directory), disk)) {
            // Given
            keep(journal, 0);
            long bytes = journal.bytes();
            disk.writableBytes = 10;
            // When
            var refused = append(journal, frame(1));
            disk.writableBytes = Long.MAX_VALUE;
            var taken = append(journal, frame(2));
            // Then
            assertThat(refused).isEqualTo(new Refused(Refusal.FULL));
            assertThat(taken).isInstanceOf(Durable.class);
            assertThat(all(journal)).containsExactly(frame(0), frame(2));
            assertThat(journal.damageFound()).isZero();
            assertThat(journal.bytes()).isLessThan(bytes + 400);
        }
        try (var restarted = Journal.open(small(directory))) {
            assertThat(all(restarted)).containsExactly(frame(0), frame(2));
        }
    }

    @Test
    void aDeviceWithoutRoomForANewSegmentRefusesAndRecovers() throws IOException {
        try (var journal = Journal.open(small(directory), disk)) {
            // Given
            disk.failCreate = true;
            // When
            var refused = append(journal, frame(0));
            disk.failCreate = false;
            disk.failDirectory = true;
            var refusedAgain = append(journal, frame(0));
            disk.failDirectory = false;
            for (int i = 0; i < 50; i++) keep(journal, i);
            // Then
            assertThat(refused).isEqualTo(new Refused(Refusal.FULL));
            assertThat(refusedAgain).isEqualTo(new Refused(Refusal.FULL));
            assertThat(all(journal)).isEqualTo(frames(0, 50));
        }
    }

    @Test
    void aDeviceThatCannotEvenBeTakenBackBreaksTheJournal() throws IOException {
        try (var journal = Journal.open(small(directory), disk)) {
            // Given
            keep(journal, 0);
            disk.writableBytes = 10;
            disk.failTruncate = true;
            // When
            var failed = append(journal, frame(1));
            // Then
            assertThat(failed).isEqualTo(new Refused(Refusal.BROKEN));
            assertThat(append(journal, frame(2))).isEqualTo(new Refused(Refusal.BROKEN));
        }
    }

    @Test
    void aBugInTheCommittingThreadIsNotHiddenFromThoseWhoWait() throws IOException {
        try (var journal = Journal.open(small(directory), disk)) {
            // Given
            keep(journal, 0);
            disk.throwUnchecked = true;
            // When
            var failed = append(journal, frame(1));
            // Then
            assertThat(failed).isEqualTo(new Refused(Refusal.BROKEN));
            assertThat(append(journal, frame(2))).isEqualTo(new Refused(Refusal.BROKEN));
            // Those who wait are told first, their bytes are given back right after.
            await().untilAsserted(() -> assertThat(journal.pendingBytes()).isZero());
        }
    }
}
