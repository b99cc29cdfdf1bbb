package io.grapevine.clicktracking.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.clicktracking.journal.AppendOutcome.Durable;
import io.grapevine.clicktracking.journal.AppendOutcome.Refusal;
import io.grapevine.clicktracking.journal.AppendOutcome.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is queued before the thread starts is one group, whatever the machine does. */
class GroupCommitTest {

    private static final int SEGMENT = 1016;
    private static final int ROOM = SEGMENT - Segment.HEADER_BYTES;
    private static final int MAX_PENDING = 5 * ROOM;
    private static final long FIRST = 7;

    @TempDir
    Path directory;

    private final FailingDisk disk = new FailingDisk();
    private final LiveSegments live = new LiveSegments(100L * SEGMENT);
    private int wakeUps;
    private GroupCommit commits;

    @BeforeEach
    void withoutAThread() {
        var settings = new JournalSettings(directory, 100L * SEGMENT, SEGMENT, MAX_PENDING);
        commits =
                new GroupCommit(new ActiveSegment(settings, 1, FIRST, live, disk), live, MAX_PENDING, () -> wakeUps++);
    }

    @Test
    void everybodyBehindTheOneWhoOpensAFileSharesOneForce() throws IOException {
        // Given
        var waiting = appended(10, 100, 200, 300);
        // When
        startAndClose();
        // Then
        assertThat(outcomes(waiting))
                .containsExactly(
                        durableAt(FIRST, 10), durableAt(FIRST, 610), durableAt(FIRST, 610), durableAt(FIRST, 610));
        assertThat(commits.forces()).isEqualTo(2);
        assertThat(wakeUps).isEqualTo(2);
    }

    @Test
    void aGroupThatFillsASegmentExactlyNeedsNoSecond() throws IOException {
        // Given
        var waiting = appended(10, 400, 400, ROOM - 810);
        // When
        startAndClose();
        // Then
        assertThat(outcomes(waiting).skip(1)).containsOnly(durableAt(FIRST, ROOM));
        assertThat(commits.forces()).isEqualTo(2);
    }

    @Test
    void aGroupIsDividedWhereASegmentEnds() throws IOException {
        // Given
        var waiting = appended(10, 400, 400, ROOM - 809, 50);
        // When
        startAndClose();
        // Then
        assertThat(outcomes(waiting).skip(1))
                .containsExactly(
                        durableAt(FIRST, 810),
                        durableAt(FIRST, 810),
                        durableAt(FIRST + 1, ROOM - 809),
                        durableAt(FIRST + 1, ROOM - 759));
        assertThat(commits.forces()).isEqualTo(4);
    }

    @Test
    void asMuchAsMayWaitIsTakenAndNotAByteMore() throws IOException {
        // Given
        var waiting = appended(ROOM, ROOM, ROOM, ROOM, ROOM);
        // When
        var oneMore = commits.append(ByteBuffer.allocate(1));
        // Then
        assertThat(oneMore.join()).isEqualTo(new Refused(Refusal.OVERLOADED));
        assertThat(commits.pendingBytes()).isEqualTo(MAX_PENDING);
        startAndClose();
        assertThat(outcomes(waiting)).allMatch(Durable.class::isInstance);
        assertThat(commits.pendingBytes()).isZero();
    }

    @Test
    void whatFoundNoRoomOnTheDeviceLeavesNoTrace() throws IOException {
        // Given
        disk.writableBytes = 20;
        var waiting = appended(100, 200);
        // When
        startAndClose();
        // Then
        assertThat(outcomes(waiting)).containsOnly(new Refused(Refusal.FULL));
        assertThat(commits.pendingBytes()).isZero();
        assertThat(live.bytes()).isEqualTo(Segment.HEADER_BYTES);
        assertThat(commits.broken()).isNull();
    }

    @Test
    void aFailedForceRefusesItsWholeGroupAndAllThatFollows() throws IOException {
        // Given: room for a segment, then no force
        commits.start();
        assertThat(outcomes(appended(100))).containsOnly(durableAt(FIRST, 100));
        disk.failForce = true;
        // When
        var failed = appended(100, ROOM, ROOM);
        // Then
        assertThat(outcomes(failed)).containsOnly(new Refused(Refusal.BROKEN));
        assertThat(outcomes(appended(1))).containsOnly(new Refused(Refusal.BROKEN));
        commits.close();
        assertThat(commits.pendingBytes()).isZero();
        assertThat(live.bytes()).isEqualTo(Segment.HEADER_BYTES + 100);
    }

    @Test
    void whatIsFullIsRefusedWithoutWaiting() {
        // Given
        assertThat(live.reserve(100L * SEGMENT - 10)).isTrue();
        // When
        var refused = commits.append(ByteBuffer.allocate(11));
        // Then
        assertThat(refused.join()).isEqualTo(new Refused(Refusal.FULL));
        assertThat(commits.pendingBytes()).isZero();
        assertThat(commits.append(ByteBuffer.allocate(10))).isNotDone();
    }

    @Test
    void closingWritesWhatWaitsAndThenRefuses() throws IOException {
        // Given
        var waiting = appended(100, 100);
        // When
        startAndClose();
        // Then
        assertThat(waiting).allMatch(CompletableFuture::isDone);
        assertThat(commits.append(ByteBuffer.allocate(1)).join()).isEqualTo(new Refused(Refusal.BROKEN));
    }

    @Test
    void aNewFileIsBegunOnlyAfterOneThatHoldsSomething() throws IOException {
        // Given
        commits.start();
        assertThat(outcomes(appended(100))).containsOnly(durableAt(FIRST, 100));
        // When
        commits.rollSoon();
        commits.rollSoon();
        // Then
        assertThat(outcomes(appended(50))).containsOnly(durableAt(FIRST + 1, 50));
        commits.close();
    }

    private List<CompletableFuture<AppendOutcome>> appended(int... sizes) {
        return Arrays.stream(sizes)
                .mapToObj(size -> commits.append(ByteBuffer.allocate(size)))
                .toList();
    }

    private void startAndClose() throws IOException {
        commits.start();
        commits.close();
    }

    private static Stream<AppendOutcome> outcomes(List<CompletableFuture<AppendOutcome>> waiting) {
        return waiting.stream()
                .map(outcome -> outcome.orTimeout(5, TimeUnit.SECONDS).join());
    }

    private static Durable durableAt(long segment, int bytes) {
        return new Durable(new Position(segment, Segment.HEADER_BYTES + bytes));
    }
}
