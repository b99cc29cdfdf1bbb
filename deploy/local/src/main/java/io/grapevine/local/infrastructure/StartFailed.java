package io.grapevine.local.infrastructure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something did not start; the message is meant for the person at the terminal. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Enough to see the reason of nearly every failure, little enough for one screen. */
    private static final int LAST_LINES = 12;

    public StartFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StartFailed(String message) {
        this(message, null);
    }

    /** Says what happened, where the log is, and how it ends. */
    public static StartFailed withLog(String what, Path log) {
        return new StartFailed(what + "; its log is " + log + lastLines(log));
    }

    private static String lastLines(Path log) {
        try {
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? " (empty)" : " and ends:\n  " + String.join("\n  ", tail(lines));
        } catch (IOException e) {
            return " (unreadable: " + e.getMessage() + ")";
        }
    }

    private static List<String> tail(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }
}
