package io.grapevine.acceptance.faults.infliction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
    private static final int WRITTEN = 400;
    private static final int SHIPPED = 150;

    @TempDir
    Path journal;

    private Path last;

    @BeforeEach
    void writeTwoSegments() throws IOException {
        Files.write(journal.resolve("0000000000000001-0000002a.segment"), new byte[WRITTEN]);
        last = Files.write(journal.resolve("0000000000000002-0000002b.segment"), new byte[WRITTEN]);
    }

    @Test
    void onlyTheLastSegmentIsTorn() throws IOException {
        // When
        new JournalTail(journal).tear("ghost", false);
        // Then
        assertThat(Files.size(last)).isGreaterThan(WRITTEN);
        assertThat(Files.size(journal.resolve("0000000000000001-0000002a.segment")))
                .isEqualTo(WRITTEN);
    }

    @Test
    void aRightAndAWrongChecksumDifferInNothingElse() throws IOException {
        // Given
        var tail = new JournalTail(journal);
        tail.tear("ghost", false);
        var wrong = checksumAt(WRITTEN);
        Files.write(last, new byte[WRITTEN]);
        // When
        tail.tear("ghost", true);
        // Then
        assertThat(Files.readString(last, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("ghost");
        assertThat(checksumAt(WRITTEN)).isNotEqualTo(wrong);
    }

    @Test
    void whatIsNotShippedIsForgottenFromTheCursorOn() throws IOException {
        // Given
        var cursor = ByteBuffer.allocate(16).putLong(2).putInt(SHIPPED).putInt(0);
        Files.write(journal.resolve("cursor"), cursor.array());
        // When
        var forgotten = new JournalTail(journal).forgetUnshipped();
        // Then
        assertThat(forgotten).isEqualTo(WRITTEN - SHIPPED);
        assertThat(Files.size(last)).isEqualTo(SHIPPED);
    }

    private int checksumAt(int frame) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(last)).getInt(frame + 8);
    }
}
