package io.grapevine.local.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The end of a log, for a person: lines of JSON are shortened to what was said. */
final class LogTail {

    /** Enough to see the reason of nearly every failure, little enough for one screen. */
    private static final int LINES = 12;

    /** The end is what counts, and a log may be large. */
    private static final int BYTES = 64 * 1024;

    private static final Pattern LEVEL = Pattern.compile("\"level\":\"(\\w+)\"");
    private static final Pattern MESSAGE = Pattern.compile("\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private LogTail() {}

    static String of(Path log) {
        try {
            var lines = end(log).lines()
                    .filter(line -> !line.isBlank())
                    .map(LogTail::readable)
                    .toList();
            return lines.isEmpty() ? " (empty)" : " and ends:\n  " + String.join("\n  ", last(lines));
        } catch (IOException e) {
            return " (unreadable: " + e.getMessage() + ")";
        }
    }

    /** What the first message and, of an exception, the further ones say. */
    static String readable(String line) {
        if (!line.startsWith("{")) return line;
        var level = LEVEL.matcher(line);
        var messages = MESSAGE.matcher(line)
                .results()
                .map(message -> message.group(1)
                        .replace("\\n", " ")
                        .replace("\\\"", "\"")
                        .strip())
                .collect(Collectors.joining(" / "));
        return level.find() && !messages.isEmpty() ? level.group(1) + " " + messages : line;
    }

    private static String end(Path log) throws IOException {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(0, file.size() - BYTES));
            var bytes = java.nio.channels.Channels.newInputStream(file).readNBytes(BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
