package io.grapevine.clicktracking.journal;

import static io.grapevine.clicktracking.journal.JournalFixtures.all;
import static io.grapevine.clicktracking.journal.JournalFixtures.append;
import static io.grapevine.clicktracking.journal.JournalFixtures.frame;
import static io.grapevine.clicktracking.journal.JournalFixtures.frames;
import static io.grapevine.clicktracking.journal.JournalFixtures.keep;
import static io.grapevine.clicktracking.journal.JournalFixtures.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRecoveryTest {

    @TempDir
    Path directory;

    @Test
    void aTailTornAtAnyByteKeepsEveryWholeFrameBeforeIt() throws IOException {
        // Given
        var ends = write(3);
        var file = lastSegment();
        var content = Files.readAllBytes(file);
        for (int length = 0; length <= content.length; length++) {
            int torn = length;
            // When
            Files.write(file, Arrays.copyOf(content, length));
            var found = find();
            // Then
            int whole = (int) ends.stream().filter(end -> end <= torn).count();
            assertThat(found.frames()).isEqualTo(frames(0, whole));
            assertThat(found.recovery().damagedStretches()).isZero();
            // And the tail does not come back as damage of a file that is no longer the last.
            assertThat(find().recovery().tornBytes()).isZero();
        }
    }

    @Test
    void whatIsKeptAfterATornTailFollowsTheLastWholeFrame() throws IOException {
        // Given
        write(3);
        var content = Files.readAllBytes(lastSegment());
        Files.write(lastSegment(), Arrays.copyOf(content, content.length - 1));
        // When
        try (var journal = Journal.open(small(directory))) {
            keep(journal, 3);
        }
        // Then
        try (var again = Journal.open(small(directory))) {
            assertThat(all(again)).containsExactly(frame(0), frame(1), frame(3));
            assertThat(again.recovery().damagedStretches()).isZero();
        }
    }

    /** As a killed process leaves it: nobody cut the zeros that were written ahead. */
    @Test
    void zerosWrittenAheadAreNeitherATornTailNorDamage(@TempDir Path killed) throws IOException {
        // Given
        int severalSegments = 60;
        try (var journal = Journal.open(small(directory))) {
            for (int i = 0; i < severalSegments; i++) keep(journal, i);
            copy(directory, killed);
        }
        assertThat(Files.size(lastSegment(killed))).isGreaterThan(Files.size(lastSegment()));
        // When
        try (var journal = Journal.open(small(killed))) {
            // Then
            assertThat(all(journal)).isEqualTo(frames(0, severalSegments));
            assertThat(journal.recovery().tornBytes()).isZero();
            assertThat(journal.recovery().damagedStretches()).isZero();
        }
    }

    @Test
    void zerosAtTheEndOfAnEarlierSegmentAreFramesThatTheDiskLost() throws IOException {
        // Given
        write(3);
        try (var file = FileChannel.open(lastSegment(), StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.allocate(100));
        }
        Files.createFile(Segment.named(directory, 9, 1).file());
        // When
        try (var journal = Journal.open(small(directory))) {
            // Then
            assertThat(all(journal)).isEqualTo(frames(0, 3));
            assertThat(journal.recovery().damagedStretches()).isEqualTo(1);
        }
    }

    @Test
    void aBitFlippedAnywhereInTheLastSegmentCostsAtMostTheFrameItHit() throws IOException {
        // Given
        var ends = write(3);
        var file = lastSegment();
        var content = Files.readAllBytes(file);
        for (int at = 0; at < content.length; at++) {
            var flipped = content.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            int position = at;
            int hit = at < Segment.HEADER_BYTES
                    ? -1
                    : (int) ends.stream().filter(end -> end <= position).count();
            var expected = new ArrayList<>(frames(0, 3));
            if (hit >= 0) expected.remove(hit);
            // When
            var found = find();
            // Then
            assertThat(found.frames()).isEqualTo(expected);
            boolean tail = hit == 2;
            assertThat(found.recovery().damagedStretches()).isEqualTo(tail ? 0 : 1);
            Files.write(file, content);
        }
    }

    @Test
    void aDamagedFrameOfAnEarlierSegmentIsCountedAndTheRestKept() throws IOException {
        // Given
        try (var journal = Journal.open(small(directory))) {
            for (int i = 0; i < 100; i++) keep(journal, i);
        }
        var first = Recovery.segmentsIn(directory).getFirst().file();
        var content = Files.readAllBytes(first);
        content[content.length - 1] ^= 1;
        Files.write(first, content);
        // When
        try (var journal = Journal.open(small(directory))) {
            // Then
            assertThat(all(journal)).hasSize(99);
            assertThat(journal.recovery().damagedStretches()).isEqualTo(1);
            assertThat(journal.recovery().tornBytes()).isZero();
            assertThat(journal.recovery().frames()).isEqualTo(99);
        }
    }

    @Test
    void damageThatAppearsWhileRunningIsSteppedOver() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            // Given
            var first = keep(journal, 0).end();
            var second = keep(journal, 1).end();
            keep(journal, 2);
            var content = Files.readAllBytes(lastSegment());
            content[first.offset() + 20] ^= 1;
            Files.write(lastSegment(), content);
            // When
            var read = all(journal);
            // Then
            assertThat(read).containsExactly(frame(0), frame(2));
            assertThat(journal.damageFound()).isEqualTo(1);
            assertThat(second.offset()).isGreaterThan(first.offset());
        }
    }

    @Test
    void damageAtTheVeryEndWhileRunningDoesNotStopWhatComesAfter() throws IOException {
        try (var journal = Journal.open(small(directory))) {
            // Given
            keep(journal, 0);
            var end = keep(journal, 1).end();
            var content = Files.readAllBytes(lastSegment());
            content[end.offset() - 1] ^= 1;
            Files.write(lastSegment(), content);
            // When
            var read = all(journal);
            keep(journal, 2);
            // Then
            assertThat(read).containsExactly(frame(0));
            assertThat(all(journal)).containsExactly(frame(0), frame(2));
        }
    }

    @Test
    void aFrameThatAClientHidInItsDataIsNotTakenForOneBehindDamage() throws IOException {
        // Given a value that is a well-formed frame but for the salt, which no client knows
        var hidden = FrameBytes.encode(List.of(frame(666)), 0);
        var carrier = new Frame("t", "k", Map.of(), hidden.array(), 1);
        try (var journal = Journal.open(small(directory))) {
            var outcome = append(journal, carrier);
            assertThat(outcome).isInstanceOf(AppendOutcome.Durable.class);
            keep(journal, 1);
        }
        var content = Files.readAllBytes(lastSegment());
        content[Segment.HEADER_BYTES + 8] ^= 1;
        Files.write(lastSegment(), content);
        // When
        try (var journal = Journal.open(small(directory))) {
            // Then
            assertThat(all(journal)).containsExactly(frame(1));
        }
    }

    @Test
    void aSegmentOfANewerVersionIsNotGuessedAt() throws IOException {
        // Given
        write(1);
        var header = ByteBuffer.wrap(Files.readAllBytes(lastSegment()));
        header.putInt(8, 2);
        var crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(12));
        header.putInt(12, (int) crc.getValue());
        Files.write(lastSegment(), header.array());
        // When, then
        assertThatThrownBy(() -> Journal.open(small(directory))).hasMessageContaining("version 2");
    }

    @Test
    void otherFilesInTheDirectoryAreLeftAlone() throws IOException {
        // Given
        Files.writeString(directory.resolve("notes.txt"), "mine");
        // When
        Journal.open(small(directory)).close();
        // Then
        assertThat(directory.resolve("notes.txt")).hasContent("mine");
    }

    private record Found(Recovery recovery, List<Frame> frames) {}

    /** What a start would find, without the thread and the buffers of a journal: so cheap that every byte can be tried. */
    private Found find() throws IOException {
        var live = new LiveSegments(Long.MAX_VALUE);
        var recovery = Recovery.run(Recovery.segmentsIn(directory), Optional.empty(), live);
        try (var reader = new JournalReader(live)) {
            return new Found(recovery, all(reader::read, new Position(0, 0)));
        }
    }

    @CanIgnoreReturnValue
    private List<Integer> write(int frames) throws IOException {
        var ends = new ArrayList<Integer>();
        try (var journal = Journal.open(small(directory))) {
            for (int i = 0; i < frames; i++) ends.add(keep(journal, i).end().offset());
        }
        return ends;
    }

    private Path lastSegment() throws IOException {
        return lastSegment(directory);
    }

    private static Path lastSegment(Path directory) throws IOException {
        return Recovery.segmentsIn(directory).getLast().file();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
        }
    }
}
