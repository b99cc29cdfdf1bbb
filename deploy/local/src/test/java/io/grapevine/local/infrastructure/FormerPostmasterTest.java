package io.grapevine.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerPostmasterTest {

    private static final Instant START = Instant.ofEpochSecond(1_795_000_000);
    private static final FormerPostmaster POSTMASTER = new FormerPostmaster(4711, START);

    @TempDir
    Path cluster;

    @Test
    void itsNumberAndItsStartAreInTheFirstAndThirdLine() {
        assertThat(FormerPostmaster.parse(List.of("4711", "/data", "1795000000", "5432")))
                .contains(POSTMASTER);
    }

    @Test
    void aFileThatACrashCutShortSaysNothing() {
        assertThat(FormerPostmaster.parse(List.of("4711", "/data"))).isEmpty();
        assertThat(FormerPostmaster.parse(List.of("", "", ""))).isEmpty();
    }

    @Test
    void aProcessThatStartedWithinTenSecondsOfTheFileIsTheServer() {
        assertThat(POSTMASTER.isSame(Optional.of(START.minusSeconds(10)))).isTrue();
        assertThat(POSTMASTER.isSame(Optional.of(START.minusSeconds(10).minusMillis(1))))
                .isFalse();
        assertThat(POSTMASTER.isSame(Optional.empty())).isFalse();
    }

    @Test
    void aStrangerWithItsNumberStaysAndTheFileGoes() throws IOException {
        // Given this very test's process, which did not start in 1970
        var file = Files.write(
                cluster.resolve("postmaster.pid"),
                List.of(Long.toString(ProcessHandle.current().pid()), cluster.toString(), "1000"));
        // When
        FormerPostmaster.end(cluster);
        // Then
        assertThat(file).doesNotExist();
    }

    @Test
    void aServerThatStillRunsIsEnded() throws IOException {
        // Given
        var server = new ProcessBuilder("sleep", "600").start();
        Files.write(
                cluster.resolve("postmaster.pid"),
                List.of(
                        Long.toString(server.pid()),
                        cluster.toString(),
                        Long.toString(Instant.now().getEpochSecond())));
        // When
        FormerPostmaster.end(cluster);
        // Then
        assertThat(server.onExit().join().isAlive()).isFalse();
    }
}
