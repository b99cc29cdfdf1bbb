package io.grapevine.rewardissuing.ledger.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whatever the code above it does. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class BooksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    @BeforeEach
    void booksWithOneSealedTransfer() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        say(new ProgramPublished("prg_1", "demo", 1, null, terms(commission())));
        say(purchase().build());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(proof().getLong("sealed")).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfers", "ledger_entries", "ledger_seals", "reward_changes"})
    void theServicesRoleMayNeitherChangeNorDeleteWhatIsInTheBooks(String table) throws SQLException {
        try (var connection = connect("", "grapevine_app")) {
            setTenant(connection);
            assertRefused(connection, "update " + table + " set tenant_id = tenant_id", "permission denied");
            assertRefused(connection, "delete from " + table, "permission denied");
            assertRefused(connection, "truncate " + table, "permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfers", "ledger_entries", "ledger_seals", "reward_changes"})
    void theOwnerDoesNotEither(String table) throws SQLException {
        try (var connection = connect("owner.", "grapevine_owner")) {
            setTenant(connection);
            assertRefused(connection, "update " + table + " set tenant_id = tenant_id", "append-only");
            assertRefused(connection, "delete from " + table, "append-only");
        }
    }

    @ParameterizedTest
    @CsvSource({"payable:eve,-999", "payable:eve,-1001"})
    void aTransferThatDoesNotSumToZeroIsRefused(String account, long minor) throws SQLException {
        try (var connection = connect("", "grapevine_app")) {
            setTenant(connection);
            execute(
                    connection,
                    "insert into transfers values (current_setting('grapevine.tenant'), 'x:1', 'x', 1, 'demo', now())");
            assertRefused(
                    connection,
                    "insert into ledger_entries (tenant_id, transfer_id, line, account, program_key, currency, amount_minor, posted_at)"
                            + " values (current_setting('grapevine.tenant'), 'x:1', 0, 'expense:demo', 'demo', 'EUR', 1000, now()),"
                            + " (current_setting('grapevine.tenant'), 'x:1', 1, '" + account + "', 'demo', 'EUR', "
                            + minor + ", now())",
                    "does not sum to zero");
        }
    }

    @Test
    void everyTableOfATenantIsIsolatedInBothDirectionsAndOwnedByNobodyWhoServes() throws SQLException {
        try (var connection = connect("owner.", "grapevine_owner");
                var rows = connection.createStatement().executeQuery("""
                        select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced, \
                        pg_get_userbyid(c.relowner) as owner, exists (select from pg_policies p where p.tablename = c.relname \
                        and p.qual is not null and p.with_check is not null) as both_clauses \
                        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' \
                        where c.relkind = 'r' and c.relnamespace = cast('public' as regnamespace)""")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString("relname"));
                assertThat(rows.getBoolean("forced"))
                        .as(rows.getString("relname"))
                        .isTrue();
                assertThat(rows.getBoolean("both_clauses"))
                        .as(rows.getString("relname"))
                        .isTrue();
                assertThat(rows.getString("owner")).isEqualTo("grapevine_owner");
            }
            assertThat(tables).contains("rewards", "ledger_entries", "decisions", "balances", "outbox");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entries set amount_minor = amount_minor * 2",
                "update ledger_entries set account = 'payable:eve' where account like 'payable:%'",
                "delete from ledger_entries",
                "update transfers set posted_at = posted_at + interval '1 second'",
                "delete from ledger_seals",
                "update balances set released_minor = released_minor + 1"
            })
    void whoeverTampersWithTheBooksIsFoundOut(String tampering) throws SQLException {
        // Given
        assertThat(proof().getBoolean("ok")).isTrue();
        // When: with the owner's power to switch the triggers off
        try (var connection = connect("owner.", "grapevine_owner")) {
            setTenant(connection);
            for (var table : List.of("ledger_entries", "transfers", "ledger_seals"))
                execute(connection, "alter table " + table + " disable trigger user");
            execute(connection, tampering);
            for (var table : List.of("ledger_entries", "transfers", "ledger_seals"))
                execute(connection, "alter table " + table + " enable trigger user");
        }
        // Then
        assertThat(proof().getBoolean("ok")).isFalse();
        assertThat(proof().getList("problems")).isNotEmpty();
    }

    private JsonPath proof() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get("/v1/ledger/verify")
                .then()
                .statusCode(200) // and not yet, while the key is on its way
                .extract()
                .jsonPath();
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }

    private static Connection connect(String datasource, String user) throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + config.getValue("grapevine.postgres", String.class) + "/"
                        + config.getValue("grapevine.database", String.class),
                user,
                config.getValue("quarkus.datasource." + datasource + "password", String.class));
    }

    private void setTenant(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('grapevine.tenant', ?, false)")) {
            statement.setString(1, tenant);
            assertThat(statement.execute()).isTrue();
        }
    }

    private static void assertRefused(Connection connection, String sql, String why) {
        assertThatThrownBy(() -> execute(connection, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }
}
