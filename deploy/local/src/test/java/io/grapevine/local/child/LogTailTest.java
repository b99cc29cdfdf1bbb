package io.grapevine.local.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path directory;

    @Test
    void onlyTheLastLinesAreShown() throws IOException {
        // Given
        var log = directory.resolve("a.log");
        Files.writeString(
                log, IntStream.rangeClosed(1, 20).mapToObj(i -> "line " + i).collect(Collectors.joining("\n\n")));
        // When
        var tail = LogTail.of(log);
        // Then
        assertThat(tail.lines().skip(1)).hasSize(12).startsWith("  line 9").endsWith("  line 20");
    }

    @Test
    void aLineOfJsonIsShortenedToWhatWasSaid() {
        assertThat(LogTail.readable("""
                        {"level":"ERROR","loggerName":"x","message":"Port \\"8081\\" is taken","exception":{"exceptionType":"E","message":"bind\\nfailed"}}""")).isEqualTo("ERROR Port \"8081\" is taken / bind failed");
    }

    @Test
    void anyOtherLineStaysAsItIs() {
        assertThat(LogTail.readable("{not ours}")).isEqualTo("{not ours}");
        assertThat(LogTail.readable("plain")).isEqualTo("plain");
    }

    @Test
    void anEmptyOrMissingLogIsSaidSo() throws IOException {
        assertThat(LogTail.of(Files.createFile(directory.resolve("empty.log")))).isEqualTo(" (empty)");
        assertThat(LogTail.of(directory.resolve("none.log"))).contains("unreadable");
    }
}
