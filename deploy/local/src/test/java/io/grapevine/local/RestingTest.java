package io.grapevine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestingTest {

    @TempDir
    Path data;

    @Test
    void whoHasAFileRestsUntilItIsRemoved() throws IOException {
        // Given
        var resting = Resting.in(data);
        var file = Files.createFile(
                Files.createDirectories(data.resolve("resting")).resolve("kafka"));
        // When
        var waited = CompletableFuture.runAsync(() -> resting.await("kafka"));
        // Then
        assertThat(resting.has("kafka")).isTrue();
        assertThat(waited).isNotDone();
        Files.delete(file);
        waited.join();
        assertThat(resting.has("kafka")).isFalse();
    }

    @Test
    void whoHasNoneDoesNotRest() {
        // Given
        var resting = Resting.in(data);
        // When
        resting.await("redis");
        // Then
        assertThat(resting.has("redis")).isFalse();
    }

    @Test
    void whatAnEarlierRunLeftIsForgotten() throws IOException {
        // Given
        Files.createFile(Files.createDirectories(data.resolve("resting")).resolve("kafka"));
        var resting = Resting.in(data);
        // When
        resting.forget();
        // Then
        assertThat(resting.has("kafka")).isFalse();
    }
}
