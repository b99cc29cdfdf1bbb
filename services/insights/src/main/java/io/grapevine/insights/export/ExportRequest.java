package io.grapevine.insights.export;

import io.grapevine.insights.funnel.Period;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have.
 *
 * @param programKey null for all programs of the tenant
 */
public record ExportRequest(
        Table table, Period period, @Nullable String programKey, Format format) {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** A header and a disk take these; a program's key may have others. */
    private static final Pattern NOT_OF_FILE_NAMES = Pattern.compile("[^A-Za-z0-9_-]");

    /** For example {@code grapevine-events-spring-20260601T000000Z-20260701T000000Z.csv}; an open end is left out. */
    public String fileName() {
        return "grapevine-" + table.wireName()
                + (programKey == null
                        ? ""
                        : "-" + NOT_OF_FILE_NAMES.matcher(programKey).replaceAll("_"))
                + since("-", period.from())
                + since("-until-", period.from() == null ? period.to() : null)
                + since("-", period.from() == null ? null : period.to())
                + "."
                + format.wireName();
    }

    private static String since(String word, @Nullable Instant at) {
        return at == null ? "" : word + BASIC.format(at);
    }
}
