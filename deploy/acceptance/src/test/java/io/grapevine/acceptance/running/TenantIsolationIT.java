package io.grapevine.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the databases themselves enforce, asked of their own catalogues by their superuser. */
@ExtendWith(AssembledSystem.class)
class TenantIsolationIT {
    private static final int POSTGRES_PORT = 15432;
    private static final String TABLES_OF_TENANTS = """
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
            """;

    @ParameterizedTest
    @ValueSource(strings = {"click_tracking", "programs", "attribution", "reward_issuing", "notification", "insights"})
    void everyTableWithATenantForcesRowLevelSecurityWithBothClauses(String database, RunningSystem system)
            throws SQLException, IOException {
        // Given
        try (var connection = connect(system, database)) {
            // When
            var tables = column(connection, "select c.relname " + TABLES_OF_TENANTS);
            var open = column(connection, "select c.relname " + TABLES_OF_TENANTS + """
                              and not (c.relrowsecurity and c.relforcerowsecurity
                                and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polqual is not null)
                                and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd in ('*', 'w', 'a')
                                  and p.polwithcheck is null))
                            """);
            // Then
            assertThat(tables).isNotEmpty();
            assertThat(open).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"click_tracking", "programs", "attribution", "reward_issuing", "notification", "insights"})
    void applicationRoleOwnsNothingAndIsBoundByTheRules(String database, RunningSystem system)
            throws SQLException, IOException {
        // Given
        try (var connection = connect(system, database)) {
            // When
            var owned = column(connection, """
                    select c.relname from pg_class c where pg_get_userbyid(c.relowner) in ('grapevine_app', 'grapevine_relay')
                    union all select p.proname from pg_proc p where pg_get_userbyid(p.proowner) in ('grapevine_app', 'grapevine_relay')
                    union all select n.nspname from pg_namespace n where pg_get_userbyid(n.nspowner) in ('grapevine_app', 'grapevine_relay')
                    """);
            var unbound = column(
                    connection,
                    "select rolname from pg_roles where rolname in ('grapevine_app', 'grapevine_relay')"
                            + " and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)");
            // Then
            assertThat(owned).isEmpty();
            assertThat(unbound).isEmpty();
        }
    }

    @Test
    void applicationRoleMayNeitherChangeNorDeleteLedgerEntries(RunningSystem system) throws SQLException, IOException {
        // Given
        try (var connection = connect(system, "reward_issuing")) {
            // When
            var rights = column(connection, """
                    select c.relname || ' ' || r.role || ' ' || p.privilege from pg_class c,
                      (values ('grapevine_app'), ('grapevine_relay')) r(role),
                      (values ('UPDATE'), ('DELETE'), ('TRUNCATE')) p(privilege)
                    where c.relname = 'ledger_entries' and c.relkind in ('r', 'p')
                      and has_table_privilege(r.role, c.oid, p.privilege)
                    """);
            // Then
            assertThat(column(connection, "select relname from pg_class where relname = 'ledger_entries'"))
                    .hasSize(1);
            assertThat(rights).isEmpty();
        }
    }

    private static Connection connect(RunningSystem system, String database) throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + system.portOf(POSTGRES_PORT) + "/grapevine_" + database,
                "postgres",
                system.secret("superuserPassword"));
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) values.add(rows.getString(1));
            return values;
        }
    }
}
