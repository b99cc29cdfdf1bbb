package io.grapevine.chassis.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.events.EventJson;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Many rows in one statement: they travel as one JSON array in the parameter {@code :rows}, which the statement opens with
 * {@code jsonb_to_recordset(cast(:rows as jsonb))}. One round trip, one plan, however many rows.
 *
 * <p>A look-up of many keys is written {@code from (rows) r cross join lateral (select … where key = r.key offset 0)}: the
 * offset keeps the planner from turning it into a join, which it would do while the table is small, by reading all of it; and
 * a prepared plan stays when the table has grown.
 */
public final class Rows {

    private Rows() {}

    /** Executes the statement with the rows; answers how many it touched. */
    public static Uni<Integer> write(Mutiny.StatelessSession session, String statement, Collection<?> rows) {
        if (rows.isEmpty()) return Uni.createFrom().item(0);
        return session.createNativeQuery(typed(statement))
                .setParameter("rows", json(rows))
                .executeUpdate();
    }

    /** Executes a statement that answers rows: a query joined to the given ones, or a write with {@code returning}. */
    public static <R> Uni<List<R>> read(
            Mutiny.StatelessSession session, String statement, Collection<?> rows, Class<R> answer) {
        if (rows.isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(typed(statement), answer)
                .setParameter("rows", json(rows))
                .getResultList();
    }

    // The client writes text bound to a jsonb parameter as one JSON string; bound as text, PostgreSQL parses the array
    // itself.
    private static String typed(String statement) {
        return statement.replace("cast(:rows as jsonb)", "cast(cast(:rows as text) as jsonb)");
    }

    /** The rows as the JSON text of the parameter; records become objects with their property names. */
    public static String json(Collection<?> rows) {
        try {
            return EventJson.mapper().writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("rows cannot be written as JSON", e);
        }
    }
}
