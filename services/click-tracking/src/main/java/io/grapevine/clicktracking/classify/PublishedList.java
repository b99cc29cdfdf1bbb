package io.grapevine.clicktracking.classify;

import io.grapevine.events.TrafficLabel;
import java.util.List;
import java.util.Locale;

/** A list of machines that somebody maintains: lines {@code label<TAB>regular expression}; lines that begin with # are comments. */
public record PublishedList(String name, Kind kind, List<String> lines) {

    /** How a list is meant to be read. */
    public enum Kind {
        /** Names of machines, in the case they are written in. */
        EXACT_NAMES,
        /** Names of machines in any case. */
        NAMES,
        /** Words and shapes that machines use, in any case and anywhere. */
        WORDS
    }

    record Pattern(TrafficLabel label, String regex) {}

    public PublishedList {
        lines = List.copyOf(lines);
    }

    List<Pattern> patterns() {
        return lines.stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", 2))
                .map(parts -> new Pattern(TrafficLabel.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]))
                .toList();
    }
}
