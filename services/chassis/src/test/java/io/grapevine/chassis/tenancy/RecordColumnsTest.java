package io.grapevine.chassis.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordColumnsTest {

    private enum Colour {
        DARK_RED;

        @JsonValue
        String wireName() {
            return "dark-red";
        }
    }

    private record Part(String name) {}

    private record Row(
            String rowId,
            int sequence,
            @Nullable Long amountMinor,
            boolean open,
            Instant changedAt,
            @Nullable BigDecimal percent,
            Colour colour,
            List<Part> parts) {}

    private static final RecordColumns<Row> COLUMNS = RecordColumns.of(Row.class);
    private static final Row ONE = new Row(
            "a",
            1,
            7L,
            true,
            Instant.EPOCH.plusMillis(5),
            new BigDecimal("1E+1"),
            Colour.DARK_RED,
            List.of(new Part("x\"y")));
    private static final Row OTHER =
            new Row("b", 2, null, false, Instant.EPOCH.minusMillis(1), null, Colour.DARK_RED, List.of());

    @Test
    void namesTheColumnsAsTheDatabaseDoes() {
        assertThat(COLUMNS.names())
                .isEqualTo("row_id, sequence, amount_minor, open, changed_at, percent, colour, parts");
    }

    @Test
    void opensArraysAndMakesOfThemWhatTheColumnsHold() {
        assertThat(COLUMNS.insertInto("things"))
                .isEqualTo("insert into things (" + COLUMNS.names()
                        + ") select r.row_id, r.sequence, r.amount_minor, r.open,"
                        + " timestamptz 'epoch' + r.changed_at * interval '1 microsecond', cast(r.percent as numeric),"
                        + " r.colour, cast(r.parts as jsonb) from unnest(cast(:r_row_id as text[]),"
                        + " cast(:r_sequence as bigint[]), cast(:r_amount_minor as bigint[]), cast(:r_open as boolean[]),"
                        + " cast(:r_changed_at as bigint[]), cast(:r_percent as text[]), cast(:r_colour as text[]),"
                        + " cast(:r_parts as text[])) as r(" + COLUMNS.names() + ")");
        assertThat(COLUMNS.rows("given")).contains(":given_row_id").endsWith("as r(" + COLUMNS.names() + ")");
        assertThat(COLUMNS.named()).contains("cast(r.percent as numeric) as percent");
    }

    @Test
    void aValueTravelsAsItselfAWordByItsWireNameAndTheRestAsJson() {
        assertThat(bound(List.of(ONE, OTHER)))
                .containsEntry("r_row_id", List.of("a", "b"))
                .containsEntry("r_sequence", List.of(1L, 2L))
                .containsEntry("r_amount_minor", asList(7L, null))
                .containsEntry("r_open", List.of(true, false))
                .containsEntry("r_changed_at", List.of(5_000L, -1_000L))
                .containsEntry("r_percent", asList("10", null))
                .containsEntry("r_colour", List.of("dark-red", "dark-red"))
                .containsEntry("r_parts", List.of("[{\"name\":\"x\\\"y\"}]", "[]"));
    }

    @Test
    void noRowsAreEmptyArraysOfTheirTypes() {
        assertThat(bound(List.of()))
                .hasSize(8)
                .allSatisfy((name, values) -> assertThat(values).isEmpty());
    }

    private static List<Object> asList(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /** What a query is given, by parameter. */
    private static Map<String, List<Object>> bound(List<Row> rows) {
        var parameters = new HashMap<String, List<Object>>();
        var query = (Mutiny.AbstractQuery) Proxy.newProxyInstance(
                RecordColumnsTest.class.getClassLoader(),
                new Class<?>[] {Mutiny.AbstractQuery.class},
                (proxy, method, arguments) -> {
                    parameters.put((String) arguments[0], asList((Object[]) arguments[1]));
                    return proxy;
                });
        COLUMNS.bind(query, RecordColumns.ALIAS, rows);
        return parameters;
    }
}
