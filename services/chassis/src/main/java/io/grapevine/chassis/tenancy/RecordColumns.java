package io.grapevine.chassis.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.grapevine.events.EventJson;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are records, written as {@link Columns}: a component is a column of the same name in snake_case. Text, numbers, flags, times,
 * decimals and enums (by their wire names) travel as themselves, whatever else as JSON.
 *
 * <p>A statement opens them with {@link #rows} and selects {@link #values}, in the order of {@link #names}.
 */
public final class RecordColumns<R extends Record> {

    /** How a component travels, and what the statement makes of it. */
    private enum Form {
        TEXT("text[]", "%s"),
        NUMBER("bigint[]", "%s"),
        FLAG("boolean[]", "%s"),
        TIME("bigint[]", "timestamptz 'epoch' + %s * interval '1 microsecond'"),
        DECIMAL("text[]", "cast(%s as numeric)"),
        JSON("text[]", "cast(%s as jsonb)");

        private final String array;
        private final String value;

        Form(String array, String value) {
            this.array = array;
            this.value = value;
        }

        static Form of(Class<?> type) {
            if (type == String.class || type.isEnum()) return TEXT;
            if (type == int.class || type == Integer.class || type == long.class || type == Long.class) return NUMBER;
            if (type == boolean.class || type == Boolean.class) return FLAG;
            if (type == Instant.class) return TIME;
            return type == BigDecimal.class ? DECIMAL : JSON;
        }

        @Nullable
        Object[] array(int size) {
            return switch (this) {
                case TEXT, DECIMAL, JSON -> new String[size];
                case NUMBER, TIME -> new Long[size];
                case FLAG -> new Boolean[size];
            };
        }

        Object travelling(Object value) {
            return switch (this) {
                case TEXT -> value instanceof Enum<?> word ? wireName(word) : value;
                case NUMBER -> ((Number) value).longValue();
                case FLAG -> value;
                case TIME -> Columns.micros((Instant) value);
                case DECIMAL -> ((BigDecimal) value).toPlainString();
                case JSON -> json(value);
            };
        }
    }

    private record Column(String name, Form form, RecordComponent component) {

        static Column of(RecordComponent component) {
            component.getAccessor().setAccessible(true); // rows are private to their adapters
            return new Column(
                    SnakeCaseStrategy.INSTANCE.translate(component.getName()), Form.of(component.getType()), component);
        }

        @Nullable
        Object of(Record row) {
            try {
                var value = component.getAccessor().invoke(row);
                return value == null ? null : form.travelling(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name, e);
            }
        }

        @Nullable
        Object[] of(Collection<? extends Record> rows) {
            var values = form.array(rows.size());
            int at = 0;
            for (var row : rows) values[at++] = of(row);
            return values;
        }
    }

    private static final Map<Enum<?>, String> WIRE_NAMES = new ConcurrentHashMap<>();

    /** The name of rows that are the only ones of their statement. */
    public static final String ALIAS = "r";

    private final List<Column> columns;

    private RecordColumns(List<Column> columns) {
        this.columns = columns;
    }

    public static <R extends Record> RecordColumns<R> of(Class<R> type) {
        return new RecordColumns<>(
                Arrays.stream(type.getRecordComponents()).map(Column::of).toList());
    }

    /** {@code tenant_id, reward_id, …}. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** {@code r.tenant_id, cast(r.given as jsonb), …}. */
    public String values() {
        return columns.stream()
                .map(column -> column.form().value.formatted(ALIAS + '.' + column.name()))
                .collect(Collectors.joining(", "));
    }

    /** The same, each named as its column: what a common table expression of the rows selects. */
    public String named() {
        return columns.stream()
                .map(column -> column.form().value.formatted(ALIAS + '.' + column.name()) + " as " + column.name())
                .collect(Collectors.joining(", "));
    }

    /** {@code unnest(cast(:r_tenant_id as text[]), …) as r(tenant_id, …)}. */
    public String rows() {
        return rows(ALIAS);
    }

    /** The same where a statement has rows of several kinds: {@code parameters} begins the names of these. */
    public String rows(String parameters) {
        return columns.stream()
                .map(column -> "cast(:" + parameters + '_' + column.name() + " as " + column.form().array + ')')
                .collect(Collectors.joining(", ", "unnest(", ") as " + ALIAS + '(' + names() + ')'));
    }

    /** {@code insert into table (…) select … from unnest(…) as r(…)}. */
    public String insertInto(String table) {
        return "insert into " + table + " (" + names() + ") select " + values() + " from " + rows();
    }

    /** Executes the statement with the rows; answers how many it touched. No rows are no round trip. */
    public Uni<Integer> write(Mutiny.StatelessSession session, String statement, Collection<R> rows) {
        if (rows.isEmpty()) return Uni.createFrom().item(0);
        var query = session.createNativeQuery(statement);
        bind(query, ALIAS, rows);
        return query.executeUpdate();
    }

    /** Executes a statement that answers rows. */
    public <A> Uni<List<A>> read(
            Mutiny.StatelessSession session, String statement, Collection<R> rows, Class<A> answer) {
        if (rows.isEmpty()) return Uni.createFrom().item(List.of());
        var query = session.createNativeQuery(statement, answer);
        bind(query, ALIAS, rows);
        return query.getResultList();
    }

    /** Gives the query the rows that {@link #rows(String)} opens; none are empty arrays. */
    public void bind(Mutiny.AbstractQuery query, String parameters, Collection<R> rows) {
        for (var column : columns) query.setParameter(parameters + '_' + column.name(), column.of(rows));
    }

    private static String wireName(Enum<?> word) {
        return WIRE_NAMES.computeIfAbsent(word, one -> EventJson.mapper().convertValue(one, String.class));
    }

    private static String json(Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row cannot be written as JSON", e);
        }
    }
}
