package io.grapevine.benchmark.running.adapter;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table like one of a service's, indexes included, into which the same rows are inserted plainly: many rows a statement. */
public final class Twin {

    private static final int ROWS_OF_A_STATEMENT = 500;
    private static final double NANOS = 1e9;

    private final Connection connection;
    private final String table;
    private final String rows;

    /**
     * @param uniqueKey its columns, as the partitions of the original have it; empty if the original's own is copied
     * @param rows query of the rows that the original got in a round
     */
    public Twin(Connection connection, String table, String uniqueKey, String rows) throws SQLException {
        this.connection = connection;
        this.table = "twin." + table;
        this.rows = rows;
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists twin");
            statement.execute("create table %s (like public.%s including all)".formatted(this.table, table));
            if (!uniqueKey.isEmpty())
                statement.execute("create unique index on %s (%s)".formatted(this.table, uniqueKey));
        }
    }

    /** Copies the rows of a round; returns how many a second were committed. */
    public double insert(int limit) {
        try (var query = connection.createStatement();
                var given = query.executeQuery(rows + " limit " + limit)) {
            int columns = given.getMetaData().getColumnCount();
            var all = new ArrayList<Object[]>();
            while (given.next()) {
                var row = new Object[columns];
                for (int i = 0; i < columns; i++) row[i] = given.getObject(i + 1);
                all.add(row);
            }
            // What grows in a run grows for the service alone: the peer is not held back.
            query.execute("truncate " + table);
            return insert(all, columns);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not take the rows", e);
        }
    }

    private double insert(List<Object[]> all, int columns) throws SQLException {
        int whole = all.size() / ROWS_OF_A_STATEMENT * ROWS_OF_A_STATEMENT;
        if (whole == 0) throw new IllegalStateException("no rows to copy into " + table);
        var row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        var sql =
                "insert into " + table + " values " + String.join(", ", Collections.nCopies(ROWS_OF_A_STATEMENT, row));
        try (var insert = connection.prepareStatement(sql)) {
            long began = System.nanoTime();
            for (int from = 0; from < whole; from += ROWS_OF_A_STATEMENT) {
                int parameter = 1;
                for (var values : all.subList(from, from + ROWS_OF_A_STATEMENT))
                    for (var value : values) insert.setObject(parameter++, value);
                insert.executeUpdate();
            }
            return whole * NANOS / (System.nanoTime() - began);
        }
    }
}
