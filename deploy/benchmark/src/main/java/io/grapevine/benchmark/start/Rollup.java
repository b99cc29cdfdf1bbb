package io.grapevine.benchmark.start;

import java.util.regex.Pattern;

/**
 * What Linux's {@code /proc/<pid>/smaps_rollup} says of one process.
 *
 * @param pssKib its own pages and its share of those that others use as well: only these may be added up
 * @param rssKib all its pages; shared ones count in every process
 */
public record Rollup(long pssKib, long rssKib) {

    /** @throws IllegalArgumentException if one of the two is not there */
    public static Rollup parse(String text) {
        return new Rollup(kib("Pss", text), kib("Rss", text));
    }

    private static long kib(String name, String text) {
        var line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(text);
        if (!line.find()) throw new IllegalArgumentException("no " + name + " in " + text);
        return Long.parseLong(line.group(1));
    }
}
