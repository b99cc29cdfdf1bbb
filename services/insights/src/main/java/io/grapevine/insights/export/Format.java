package io.grapevine.insights.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an export is written. */
public enum Format {
    /** RFC 4180, UTF-8, safe to open in a spreadsheet. */
    CSV("text/csv; charset=UTF-8; header=present"),
    /** Apache Parquet, Snappy. */
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The word of the API, and the ending of file names. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(word))
                .findFirst();
    }
}
