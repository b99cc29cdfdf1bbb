package io.grapevine.acceptance.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogGeneratorTest {
    private static final Policy POLICY = Policy.golden("USD");

    @Test
    void sameSeedMakesTheSameLogAndAnotherSeedAnother() {
        // Given
        var shape = LogShape.shuffled(7, 100);
        // When
        var log = LogGenerator.generate(shape);
        // Then
        assertThat(log).isEqualTo(LogGenerator.generate(shape));
        assertThat(log).isNotEqualTo(LogGenerator.generate(LogShape.shuffled(8, 100)));
    }

    @Test
    void logHoldsEveryReasonAndEveryKindOfRepeat() {
        // Given
        var log = LogGenerator.generate(LogShape.shuffled(1, 4000));
        // When
        var summary = Reference.reckon(log, POLICY).summary();
        // Then
        assertThat(summary.reasons())
                .containsKeys(
                        "ATTRIBUTED",
                        "SELF_REFERRAL",
                        "CYCLE",
                        "INVALID_CODE",
                        "EXPIRED",
                        "NO_TOUCH",
                        "EXISTING_CUSTOMER");
        assertThat(log.size()).isGreaterThan(summary.uniqueEvents());
        assertThat(summary.orders()).isLessThan(summary.byType().get("PURCHASE"));
        assertThat(summary.graph().maxDepth()).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shufflingAndRepeatingALogChangesNothing(long seed) {
        // Given
        var log = LogGenerator.generate(LogShape.shuffled(seed, 300));
        var other = new ArrayList<>(log);
        other.addAll(log.subList(0, log.size() / 2));
        Collections.shuffle(other, new Random(seed));
        // When
        var outcome = Reference.reckon(other, POLICY);
        // Then
        assertThat(outcome).isEqualTo(Reference.reckon(log, POLICY));
    }

    @Test
    void writtenLogReadsBackAsItWas(@TempDir Path directory) throws IOException {
        // Given
        var log = LogGenerator.generate(LogShape.shuffled(3, 50));
        var file = directory.resolve("log.ndjson");
        // When
        LogFile.write(file, log);
        // Then
        assertThat(LogFile.read(file)).isEqualTo(log);
    }

    @Test
    void unshuffledLogArrivesInEventOrder() {
        // Given
        var shape = new LogShape(5, 50, 0, false);
        // When
        var log = LogGenerator.generate(shape);
        // Then
        assertThat(log).isSortedAccordingTo(Fact.IN_EVENT_ORDER);
        assertThat(new HashSet<>(log)).hasSameSizeAs(log);
    }
}
