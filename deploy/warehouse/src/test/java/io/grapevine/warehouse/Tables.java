package io.grapevine.warehouse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The warehouse as somebody with SQL sees it, in a session whose time zone is not UTC. */
final class Tables implements AutoCloseable {

    static final String USER = "postgres";
    static final String DATABASE = "warehouse";

    private final Connection connection;

    private Tables(Connection connection) {
        this.connection = connection;
    }

    static String url(String postgres, String database) {
        return "jdbc:postgresql://" + postgres + "/" + database;
    }

    static Tables create(String postgres, String password) throws SQLException {
        try (var server = DriverManager.getConnection(url(postgres, "postgres"), USER, password);
                var statement = server.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        return new Tables(DriverManager.getConnection(url(postgres, DATABASE), USER, password));
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows in the order of the question, everything as PostgreSQL writes it. */
    List<Map<String, String>> rows(String sql, String... arguments) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setString(i + 1, arguments[i]);
            var result = statement.executeQuery();
            var rows = new ArrayList<Map<String, String>>();
            while (result.next()) {
                var row = new LinkedHashMap<String, String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++)
                    row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                rows.add(row);
            }
            return rows;
        }
    }

    /** A tenant's rows of a table, oldest event first; none while there is no such table. */
    List<Map<String, String>> of(String tenant, String table) throws SQLException {
        if (!names().contains(table)) return List.of();
        return rows("select * from " + table + " where tenant_id = ? order by ce_time, ce_id, ce_bodyhash", tenant);
    }

    List<String> names() throws SQLException {
        return rows(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1")
                .stream()
                .map(row -> row.get("table_name"))
                .toList();
    }

    /** Everything there is. */
    Map<String, List<Map<String, String>>> dump() throws SQLException {
        var dump = new TreeMap<String, List<Map<String, String>>>();
        for (var table : names())
            dump.put(table, rows("select * from " + table + " order by tenant_id, ce_source, ce_id, ce_bodyhash"));
        return dump;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
