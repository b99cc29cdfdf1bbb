package io.grapevine.benchmark.conversions.adapter;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;

/** What a table of orders costs and nothing else: multi-row inserts into the same PostgreSQL, a commit each. */
final class PlainInserts implements AutoCloseable {

    private static final String DATABASE = "benchmark";
    private static final String TABLE = """
            create table orders (tenant_id text not null, order_id text not null, customer_id text not null,
                amount bigint not null, currency text not null, occurred_at timestamptz not null,
                primary key (tenant_id, order_id))""";
    private static final String ROW = "(?, ?, ?, ?, ?, ?)";
    private static final double NANOS = 1e9;

    private final Connection connection;
    private long next;

    private PlainInserts(Connection connection) {
        this.connection = connection;
    }

    static PlainInserts into(String postgres, String password) throws SQLException {
        try (var server = connect(postgres, "postgres", password);
                var statement = server.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        var connection = connect(postgres, DATABASE, password);
        try (var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        return new PlainInserts(connection);
    }

    private static Connection connect(String postgres, String database, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres + "/" + database, "postgres", password);
    }

    /** Returns how many rows a second were committed. */
    double insert(int rows, int perStatement) throws SQLException {
        long began = System.nanoTime();
        var sql = "insert into orders values " + String.join(", ", Collections.nCopies(perStatement, ROW));
        try (var insert = connection.prepareStatement(sql)) {
            for (int done = 0; done < rows; done += perStatement) {
                int parameter = 1;
                for (int row = 0; row < perStatement; row++, next++) {
                    insert.setString(parameter++, "demo");
                    insert.setString(parameter++, "o-" + next);
                    insert.setString(parameter++, "c-" + next);
                    insert.setLong(parameter++, 4999);
                    insert.setString(parameter++, "EUR");
                    insert.setObject(parameter++, OffsetDateTime.now(ZoneOffset.UTC));
                }
                insert.executeUpdate();
            }
        }
        return rows * NANOS / (System.nanoTime() - began);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
