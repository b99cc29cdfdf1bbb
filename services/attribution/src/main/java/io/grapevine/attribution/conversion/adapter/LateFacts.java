package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.attribution.program.Program;
import io.grapevine.events.EventJson;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What arrived later than a program waits: kept, and without effect on it. */
final class LateFacts {

    // No bound is below an hour, so the indexes hold everything that can be too late.
    private static final String PAGE = """
            select cast(to_jsonb(page) as text) from (select * from (select source, event_id as id, type, occurred_at as at, \
            late_by_ms as late from facts where late_by_ms > 3600000 and (program_key is null or program_key = :program) \
            union all select coalesce(source, ''), coalesce(touch_id, 'clk_' || touch) || chr(10) || visitor, 'CLICK_RECORDED', \
            occurred_at, late_by_ms from touchpoints where late_by_ms is not null and (program_key is null or program_key = :program)) everything \
            where (source, id, type) > (:source, :id, :type) order by source, id, type limit :limit) page""";

    private static final String SEPARATOR = "\t";
    private static final int PARTS = 3;

    private record Row(String source, String id, String type, Instant at, long late) {}

    /** A fact that came too late: by how much, and how long the program waits. */
    record LateFact(
            String eventId,
            String source,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            Duration lateBy,
            @Nullable Duration lateness) {}

    /** Where to read on; {@code next} is null at the end. */
    record Page(List<LateFact> items, @Nullable String next) {}

    private LateFacts() {}

    /** A page may hold fewer than the limit, where the program's versions waited for different times. */
    static Uni<Page> page(Mutiny.StatelessSession session, Program program, @Nullable String cursor, int limit) {
        var after = place(cursor);
        return session.createNativeQuery(PAGE, String.class)
                .setParameter("program", program.key())
                .setParameter("source", after[0])
                .setParameter("id", after[1])
                .setParameter("type", after[2])
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> page(rows.stream().map(LateFacts::row).toList(), program, limit));
    }

    private static Page page(List<Row> rows, Program program, int limit) {
        var items = rows.stream()
                .filter(row -> !program.accepts(row.at, Duration.ofMillis(row.late)))
                .map(row -> fact(row, program))
                .toList();
        return new Page(items, rows.size() < limit ? null : cursor(rows.getLast()));
    }

    private static LateFact fact(Row row, Program program) {
        var lateBy = Duration.ofMillis(row.late);
        return new LateFact(
                row.id.lines().findFirst().orElse(row.id),
                row.source,
                row.type.substring(0, row.type.indexOf('_')).toLowerCase(Locale.ROOT),
                row.at,
                row.at.plus(lateBy),
                lateBy,
                program.inForceAt(row.at)
                        .map(version -> version.terms().attribution().lateness())
                        .orElse(null));
    }

    private static Row row(String json) {
        try {
            return EventJson.mapper().readValue(json, Row.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the database wrote is unreadable", e);
        }
    }

    private static String cursor(Row row) {
        var place = String.join(SEPARATOR, row.source, row.id, row.type);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** A cursor that we did not write starts at the beginning. */
    private static String[] place(@Nullable String cursor) {
        var start = new String[] {"", "", ""};
        if (cursor == null) return start;
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var place = text.split(SEPARATOR, -1);
            return place.length == PARTS && text.indexOf(0) < 0 ? place : start;
        } catch (IllegalArgumentException notOurs) {
            return start;
        }
    }
}
