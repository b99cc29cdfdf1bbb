package io.grapevine.clicktracking.redirect.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();
    private Uni<Optional<String>> table = Uni.createFrom().item(Optional.of("old"));
    private final Memory<String, String> memory = new Memory<>(
            1000,
            key -> Uni.createFrom().deferred(() -> {
                loads.incrementAndGet();
                return table;
            }),
            now::get);

    @Test
    void whatIsKnownIsAnsweredWithoutLookingAgain() {
        assertThat(get("a")).contains("old");
        pass(Duration.ofSeconds(29));
        assertThat(get("a")).contains("old");
        assertThat(loads).hasValue(1);
    }

    @Test
    void whatIsOldIsAnsweredAndBroughtUpToDateBehindTheVisitorsBack() {
        // Given
        assertThat(get("a")).contains("old");
        table = Uni.createFrom().item(Optional.of("new"));
        // When
        pass(Duration.ofSeconds(30));
        // Then
        assertThat(get("a")).contains("old");
        assertThat(get("a")).contains("new");
        assertThat(loads).hasValue(2);
    }

    @Test
    void whatIsKnownStaysKnownWhileTheTableIsAway() {
        // Given
        assertThat(get("a")).contains("old");
        table = Uni.createFrom().failure(new IllegalStateException("down"));
        // When, then
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofMinutes(1));
            assertThat(get("a")).contains("old");
        }
        assertThatThrownBy(() -> get("b")).hasRootCauseMessage("down");
    }

    @Test
    void whatIsUnknownIsAskedForAgainSoon() {
        // Given
        table = Uni.createFrom().item(Optional.empty());
        assertThat(get("a")).isEmpty();
        table = Uni.createFrom().item(Optional.of("made"));
        // When
        pass(Duration.ofMillis(249));
        assertThat(get("a")).isEmpty();
        pass(Duration.ofMillis(1));
        // Then
        assertThat(get("a")).contains("made");
        assertThat(loads).hasValue(2);
    }

    @Test
    void whatTheLogSaysCountsAtOnce() {
        assertThat(get("a")).contains("old");
        memory.put("a", "said");
        assertThat(get("a")).contains("said");
    }

    @Test
    void manyWhoWaitForOneKeyAskOnce() {
        // Given
        var answer = new CompletableFuture<Optional<String>>();
        table = Uni.createFrom().completionStage(answer);
        var one = memory.get("a");
        var two = memory.get("a");
        // When
        answer.complete(Optional.of("x"));
        // Then
        assertThat(one.join()).contains("x");
        assertThat(two.join()).contains("x");
        assertThat(loads).hasValue(1);
    }

    @Test
    void guessedKeysDoNotQueueBeforeTheTable() {
        // Given
        table = Uni.createFrom().nothing();
        for (int i = 0; i < 256; i++) {
            var unused = memory.get("k" + i);
        }
        // When, then
        assertThatThrownBy(() -> get("one-more")).hasStackTraceContaining("too many");
        assertThat(loads).hasValue(256);
    }

    private Optional<String> get(String key) {
        return memory.get(key).orTimeout(5, TimeUnit.SECONDS).join();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
