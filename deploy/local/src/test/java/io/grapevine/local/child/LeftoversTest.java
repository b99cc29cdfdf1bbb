package io.grapevine.local.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path data;

    private Process sleeper;

    @BeforeEach
    void startSomething() throws IOException {
        sleeper = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() {
        sleeper.destroyForcibly();
    }

    @Test
    void aRecordedProcessIsEnded() throws IOException {
        // Given
        record(sleeper.info().startInstant().orElseThrow());
        // When
        int ended = Leftovers.end(data);
        // Then
        assertThat(ended).isEqualTo(1);
        assertThat(sleeper.isAlive()).isFalse();
        assertThat(ProcessRecords.file(data)).doesNotExist();
    }

    @Test
    void aStrangerWithARecordedNumberIsLeftAlone() throws IOException {
        // Given
        record(sleeper.info().startInstant().orElseThrow().minusSeconds(60));
        // When
        int ended = Leftovers.end(data);
        // Then
        assertThat(ended).isZero();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void linesThatACrashCutShortDoNotHideTheOthers() throws IOException {
        // Given
        Files.writeString(ProcessRecords.file(data), "kafka\t47\npostgr");
        Files.writeString(
                ProcessRecords.file(data),
                "kafka\t47\n"
                        + new ProcessRecord(
                                        "redis",
                                        sleeper.pid(),
                                        sleeper.info().startInstant().orElseThrow())
                                .line());
        // When
        int ended = Leftovers.end(data);
        // Then
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void nothingRecordedIsNothingToEnd() {
        assertThat(Leftovers.end(data)).isZero();
    }

    private void record(Instant startedAt) throws IOException {
        Files.writeString(ProcessRecords.file(data), new ProcessRecord("sleeper", sleeper.pid(), startedAt).line());
    }
}
