package io.grapevine.clicktracking.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends and says what was acknowledged is killed at moments of chance; nothing it said may be missing. */
class JournalKillIT {

    private static final int ROUNDS = 5;

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsMissingAfterAKill() throws Exception {
        var chance = new Random(20260301);
        var acknowledged = new HashSet<String>();
        for (int round = 0; round < ROUNDS; round++) {
            // When
            acknowledged.addAll(appendUntilKilled(round, 200 + chance.nextInt(5_000)));
            // Then
            try (var journal = Journal.open(JournalFixtures.small(directory))) {
                var kept = new HashSet<>(
                        JournalFixtures.all(journal).stream().map(Frame::key).toList());
                assertThat(kept).containsAll(acknowledged);
                assertThat(journal.recovery().damagedStretches()).isZero();
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(200);
    }

    private Set<String> appendUntilKilled(int round, int lines) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        directory.toString(),
                        String.valueOf(round))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new HashSet<String>();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null && said.size() < lines; line = out.readLine()) said.add(line);
            // Through its handle: the process itself would close our end of the pipe too.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            // What it had said before it died counts too; a last line without its end was not said.
            var last = out.readLine();
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (last != null) said.add(last);
                last = line;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return said;
    }

    /** Appends for ever from eight threads. */
    static final class Appender {
        public static void main(String[] args) throws Exception {
            var settings = new JournalSettings(Path.of(args[0]), 1L << 30, 1 << 16, 1 << 20);
            var journal = Journal.open(settings);
            for (int t = 0; t < 8; t++) {
                var prefix = "r" + args[1] + "t" + t + "n";
                Thread.ofPlatform().start(() -> {
                    for (int n = 0; ; n++) {
                        var key = prefix + n;
                        var frame = new Frame("topic", key, Map.of(), new byte[n % 700], n);
                        if (!(journal.append(List.of(frame)).join() instanceof AppendOutcome.Durable)) return;
                        System.out.println(key);
                    }
                });
            }
        }
    }
}
