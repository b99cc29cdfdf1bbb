package io.grapevine.local.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

    @TempDir
    Path data;

    private final LinkedBlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    private final Children children = new Children(ProcessRecords.none(), (child, code) -> codes.add(code));

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void aChildThatEndsIsReportedWithItsCode() throws Exception {
        // When
        var _ = children.start(command("sh", "-c", "exit 7"));
        // Then
        assertThat(codes.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void aChildsWordsAreInItsLog() throws Exception {
        // When
        var _ = children.start(command("sh", "-c", "echo out; echo err >&2; echo $COLOUR"));
        // Then
        assertThat(codes.poll(10, TimeUnit.SECONDS)).isZero();
        assertThat(Files.readString(log())).isEqualTo("out\nerr\ngreen\n");
    }

    @Test
    void aStopIsAskedForFirst() throws Exception {
        // Given
        var _ = children.start(
                command("sh", "-c", "trap 'echo asked; exit 3' TERM; echo up; while :; do sleep 0.1; done"));
        awaitLog("up\n");
        // When
        children.close();
        // Then
        assertThat(codes.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(Files.readString(log())).endsWith("asked\n");
    }

    @Test
    void whoDoesNotListenIsEndedAfterItsGrace() throws Exception {
        // Given
        var _ = children.start(command("sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.1; done"));
        awaitLog("up\n");
        // When
        children.close();
        // Then
        assertThat(codes.poll(10, TimeUnit.SECONDS)).isEqualTo(128 + 9);
    }

    @Test
    void nothingStartsOnceEverythingStops() {
        // Given
        children.close();
        // Then
        assertThatThrownBy(() -> children.start(command("true")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("being stopped");
    }

    @Test
    void whatRunsIsWrittenDownWithAllBelowIt() throws Exception {
        // Given
        var recorded = new Children(ProcessRecords.in(data), (child, code) -> {});
        // When
        var child = recorded.start(command("sleep", "600"));
        // Then
        assertThat(Files.readAllLines(ProcessRecords.file(data)))
                .allSatisfy(line -> assertThat(ProcessRecord.parse(line)).isPresent())
                .anySatisfy(line -> assertThat(
                                ProcessRecord.parse(line).orElseThrow().pid())
                        .isEqualTo(child.handles().getFirst().pid()));
        recorded.close();
        assertThat(child.isAlive()).isFalse();
    }

    private ChildCommand command(String... words) {
        return new ChildCommand(
                "child",
                List.of(words),
                Map.of("COLOUR", "green"),
                log(),
                ChildCommand.StopSignal.TERM,
                Duration.ofSeconds(1));
    }

    private Path log() {
        return data.resolve("child.log");
    }

    private void awaitLog(String content) throws Exception {
        for (int i = 0; i < 100 && !Files.readString(log()).equals(content); i++) Thread.sleep(50);
        assertThat(Files.readString(log())).isEqualTo(content);
    }
}
