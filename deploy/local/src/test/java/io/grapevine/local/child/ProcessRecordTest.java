package io.grapevine.local.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRecordTest {

    private static final Instant START = Instant.parse("2026-11-22T04:00:00.250Z");
    private static final ProcessRecord RECORD = new ProcessRecord("kafka", 4711, START);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(ProcessRecord.parse(RECORD.line())).contains(RECORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kafka",
                "kafka\t4711",
                "kafka\t4711\t",
                "kafka\t4711\t2026-11-22T04:0",
                "kafka\tx\t2026-11-22T04:00:00Z",
                "kafka\t0\t2026-11-22T04:00:00Z",
                "kafka\t4711\t2026-11-22T04:00:00Z\tmore"
            })
    void aLineThatIsNotWholeIsNoRecord(String line) {
        assertThat(ProcessRecord.parse(line)).isEmpty();
    }

    @Test
    void aProcessWithTheRecordedStartIsTheSame() {
        assertThat(RECORD.isSame(Optional.of(START))).isTrue();
    }

    @Test
    void aStartWithinTheClocksCorrectionIsTheSame() {
        assertThat(RECORD.isSame(Optional.of(START.plus(ProcessRecord.TOLERANCE))))
                .isTrue();
        assertThat(RECORD.isSame(Optional.of(START.minus(ProcessRecord.TOLERANCE))))
                .isTrue();
    }

    @Test
    void aProcessThatStartedAtAnotherTimeIsAStranger() {
        assertThat(RECORD.isSame(Optional.of(START.plus(ProcessRecord.TOLERANCE).plusMillis(1))))
                .isFalse();
        assertThat(RECORD.isSame(
                        Optional.of(START.minus(ProcessRecord.TOLERANCE).minusMillis(1))))
                .isFalse();
    }

    @Test
    void aProcessWhoseStartNobodyKnowsIsAStranger() {
        assertThat(RECORD.isSame(Optional.empty())).isFalse();
    }

    @Test
    void aNameCannotBreakItsLine() {
        assertThatThrownBy(() -> new ProcessRecord("a\tb", 1, START)).hasMessageContaining("tab");
    }
}
