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
import io.grapevine.rewardissuing.Database;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.grapevine.testkit.log.TestLog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        try (var connection = Database.asService(tenant)) {
            assertRefused(connection, "update " + table + " set tenant_id = tenant_id", "permission denied");
            assertRefused(connection, "delete from " + table, "permission denied");
            assertRefused(connection, "truncate " + table, "permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfers", "ledger_entries", "ledger_seals", "reward_changes"})
    void theOwnerDoesNotEither(String table) throws SQLException {
        try (var connection = Database.asOwner(tenant)) {
            assertRefused(connection, "update " + table + " set tenant_id = tenant_id", "append-only");
            assertRefused(connection, "delete from " + table, "append-only");
            assertRefused(connection, "truncate " + table + " cascade", "append-only");
        }
    }

    @Test
    void everyTableOfATenantIsIsolatedInBothDirectionsAndOwnedByNobodyWhoServes() throws SQLException {
        try (var connection = Database.asOwner(tenant);
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
        try (var connection = Database.asOwner(tenant)) {
            for (var table : List.of("ledger_entries", "transfers", "ledger_seals"))
                Database.execute(connection, "alter table " + table + " disable trigger user");
            Database.execute(connection, tampering);
            for (var table : List.of("ledger_entries", "transfers", "ledger_seals"))
                Database.execute(connection, "alter table " + table + " enable trigger user");
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

    private static void assertRefused(Connection connection, String sql, String why) {
        assertThatThrownBy(() -> Database.execute(connection, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }
}
