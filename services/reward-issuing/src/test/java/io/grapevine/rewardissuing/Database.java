package io.grapevine.rewardissuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's database, past the service: as its own role, or as the owner of its tables. */
public final class Database {

    private Database() {}

    /** A session of the role that serves, in the tenant. */
    public static Connection asService(String tenant) throws SQLException {
        return inTenant("", "grapevine_app", tenant);
    }

    /** A session of who owns the tables and may switch triggers off, in the tenant. */
    public static Connection asOwner(String tenant) throws SQLException {
        return inTenant("owner.", "grapevine_owner", tenant);
    }

    /** Executes a statement that answers no rows. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    /** The first column of what a query answers, as text. */
    public static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) found.add(rows.getString(1));
            return found;
        }
    }

    private static Connection inTenant(String datasource, String user, String tenant) throws SQLException {
        var config = ConfigProvider.getConfig();
        var connection = DriverManager.getConnection(
                "jdbc:postgresql://" + config.getValue("grapevine.postgres", String.class) + "/"
                        + config.getValue("grapevine.database", String.class),
                user,
                config.getValue("quarkus.datasource." + datasource + "password", String.class));
        try (var statement = connection.prepareStatement("select set_config('grapevine.tenant', ?, false)")) {
            statement.setString(1, tenant);
            assertThat(statement.execute()).isTrue();
        }
        return connection;
    }
}
