package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import java.util.List;

/** Rows that a query answers as JSON text, one column: {@code cast(to_jsonb(r) as text)}. The same record writes and reads a table. */
final class JsonRows {

    private JsonRows() {}

    static <R> List<R> read(List<String> rows, Class<R> type) {
        return rows.stream().map(row -> read(row, type)).toList();
    }

    static <R> R read(String row, Class<R> type) {
        try {
            return EventJson.mapper().readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds no " + type.getSimpleName(), e);
        }
    }
}
