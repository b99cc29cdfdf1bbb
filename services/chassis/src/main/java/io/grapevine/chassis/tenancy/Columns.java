package io.grapevine.chassis.tenancy;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Many rows in one statement, each column as one array, which the statement opens with {@code unnest(cast(:name as text[]), …)}. For what
 * is written most: unlike {@link Rows} nothing is escaped and parsed again, least of all texts that are JSON themselves.
 */
public final class Columns<T> {

    private final Collection<T> rows;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private Columns(Collection<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(Collection<T> rows) {
        return new Columns<>(rows);
    }

    /** {@code text[]}. */
    public Columns<T> text(String name, Function<T, @Nullable String> value) {
        return column(name, value, String[]::new);
    }

    /** {@code uuid[]}. */
    public Columns<T> uuid(String name, Function<T, @Nullable UUID> value) {
        return column(name, value, UUID[]::new);
    }

    /** {@code bigint[]}. */
    public Columns<T> number(String name, Function<T, @Nullable Long> value) {
        return column(name, value, Long[]::new);
    }

    /** {@code boolean[]}. */
    public Columns<T> flag(String name, Function<T, @Nullable Boolean> value) {
        return column(name, value, Boolean[]::new);
    }

    /** {@code bigint[]} of microseconds, as fine as PostgreSQL's times: {@code timestamptz 'epoch' + at * interval '1 microsecond'}. */
    public Columns<T> time(String name, Function<T, Instant> value) {
        return number(name, row -> micros(value.apply(row)));
    }

    /** One value for all rows. */
    public Columns<T> all(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private <V> Columns<T> column(String name, Function<T, @Nullable V> value, IntFunction<V[]> array) {
        parameters.put(name, rows.stream().map(value).toArray(array));
        return this;
    }

    /** Executes the statement with the rows; answers how many it touched. No rows are no round trip. */
    public Uni<Integer> write(Mutiny.StatelessSession session, String statement) {
        if (rows.isEmpty()) return Uni.createFrom().item(0);
        var query = session.createNativeQuery(statement);
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    /** Executes a statement that answers rows. */
    public <R> Uni<List<R>> read(Mutiny.StatelessSession session, String statement, Class<R> answer) {
        if (rows.isEmpty()) return Uni.createFrom().item(List.of());
        var query = session.createNativeQuery(statement, answer);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }
}
