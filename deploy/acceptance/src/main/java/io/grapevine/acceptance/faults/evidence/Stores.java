package io.grapevine.acceptance.faults.evidence;

import io.grapevine.acceptance.running.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The databases of a running system, asked by their superuser, who sees every tenant. */
public final class Stores {
    public static final List<String> DATABASES =
            List.of("click_tracking", "programs", "attribution", "reward_issuing", "notification", "insights");

    private static final int PORT = 15432;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final RunningSystem system;

    public Stores(RunningSystem system) {
        this.system = system;
    }

    /** The database could not be asked, or did not understand. */
    public static final class NoAnswer extends RuntimeException {
        NoAnswer(String database, SQLException cause) {
            super("grapevine_" + database + " does not answer: " + cause.getMessage(), cause);
        }
    }

    /** The first column of every row. */
    public List<String> column(String database, String query, String... parameters) {
        try (var connection = connect(database, "postgres", "superuserPassword");
                var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < parameters.length; i++) statement.setString(i + 1, parameters[i]);
            try (var rows = statement.executeQuery()) {
                var values = new ArrayList<String>();
                while (rows.next()) values.add(rows.getString(1));
                return values;
            }
        } catch (SQLException failed) {
            throw new NoAnswer(database, failed);
        }
    }

    public long count(String database, String query, String... parameters) {
        return Long.parseLong(column(database, query, parameters).getFirst());
    }

    /** Changes a database as nobody but a test may. */
    public void change(String database, String script) {
        try (var connection = connect(database, "postgres", "superuserPassword");
                var statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "grapevine_" + database + " was not changed: " + failed.getMessage(), failed);
        }
    }

    /** Whether the application's own role is refused that statement; nothing it did remains either way. */
    public boolean refusesApplication(String database, String statement) {
        try (var connection = connect(database, "grapevine_app", "appPassword")) {
            connection.setAutoCommit(false);
            try (var tried = connection.createStatement()) {
                tried.execute(statement);
                return false;
            } catch (SQLException refused) {
                return INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState());
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw new NoAnswer(database, failed);
        }
    }

    public boolean answers() {
        try (var connection = connect(DATABASES.getFirst(), "postgres", "superuserPassword")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    public Map<String, Long> outboxRows() {
        var rows = new TreeMap<String, Long>();
        DATABASES.forEach(database -> rows.put(database, count(database, "select count(*) from outbox")));
        return rows;
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + system.portOf(PORT) + "/grapevine_" + database
                            + "?connectTimeout=5&socketTimeout=60",
                    user,
                    system.secret(password));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
