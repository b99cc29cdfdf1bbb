package io.grapevine.rewardissuing.ledger.adapter;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.percent;
import static io.grapevine.rewardissuing.owed.Programs.terms;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grapevine.events.ApiKeyPublished;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms.Role;
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
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever has the owner's power over the database and changes one row of the books is found out. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class TamperingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = 20261123;
    private static final int TAMPERINGS = 100;
    private static final int ORDERS = 40;
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "BHD", "CLF");
    private static final List<String> TABLES = List.of("ledger_entries", "transfers", "ledger_seals");

    private final String tenant = "t-" + UUID.randomUUID();
    private final String key = "gv_sk_" + tenant;

    /** A row of the books, and what is done to it; {@code %s} is the row. */
    private record Tampering(String table, String statement) {}

    // Each keeps the table's own constraints, as somebody would who wants to stay unseen.
    private static final List<Tampering> WAYS = List.of(
            new Tampering("ledger_entries", "update %t set amount_minor = amount_minor + 1 where %s"),
            new Tampering("ledger_entries", "update %t set amount_minor = -amount_minor where %s"),
            new Tampering("ledger_entries", "update %t set account = account || 'x' where %s"),
            new Tampering("ledger_entries", "update %t set account = 'expense:other' where %s"),
            new Tampering("ledger_entries", "update %t set program_key = 'other' where %s"),
            new Tampering("ledger_entries", "update %t set currency = 'USD' where %s"),
            new Tampering("ledger_entries", "update %t set line = line + 7 where %s"),
            new Tampering("ledger_entries", "update %t set posted_at = posted_at - interval '1 day' where %s"),
            new Tampering("ledger_entries", "delete from %t where %s"),
            new Tampering("ledger_entries", """
                    insert into %t (tenant_id, transfer_id, line, account, program_key, currency, amount_minor, posted_at) \
                    select tenant_id, transfer_id, 9, 'payable:eve', program_key, currency, -5, posted_at from %t where %s"""),
            new Tampering("transfers", "update %t set program_key = 'other' where %s"),
            new Tampering("transfers", "update %t set reward_id = reward_id || 'x' where %s"),
            new Tampering("transfers", "update %t set sequence = sequence + 7 where %s"),
            new Tampering("transfers", "update %t set posted_at = posted_at + interval '1 second' where %s"),
            new Tampering(
                    "transfers",
                    "insert into %t select tenant_id, 'x' || transfer_id, 'x', 1, program_key, posted_at from %t where %s"),
            new Tampering("ledger_seals", "update %t set hash = repeat('0', 64) where %s"),
            new Tampering("ledger_seals", "update %t set sequence = sequence + 1000 where %s"),
            new Tampering("ledger_seals", "update %t set shard = shard + 4 where %s"),
            new Tampering("ledger_seals", "update %t set transfer_id = 'x' || transfer_id where %s"),
            new Tampering("ledger_seals", "update %t set form = 1 where %s"),
            new Tampering("ledger_seals", "delete from %t where %s"),
            new Tampering(
                    "ledger_seals",
                    "insert into %t select tenant_id, shard, sequence + 1000, 'x' || transfer_id, hash, sealed_at from %t where %s"));

    @Test
    void aHundredRandomChangesOfOneRowAreFoundOneByOne() throws SQLException {
        // Given
        booksInManyCurrencies();
        assertThat(proof().getBoolean("ok")).isTrue();
        var random = new Random(SEED);
        var unseen = new ArrayList<String>();
        try (var owner = Database.asOwner(tenant)) {
            withoutGuards(owner, "disable");
            try {
                for (var table : TABLES)
                    Database.execute(owner, "create temporary table was_" + table + " as select * from " + table);
                // When
                for (var i = 0; i < TAMPERINGS; i++) {
                    var done = tamper(owner, WAYS.get(i % WAYS.size()), random);
                    if (proof().getBoolean("ok")) unseen.add(done);
                    putBack(owner);
                }
                // Then
                assertThat(unseen).isEmpty();
                assertThat(proof().getBoolean("ok")).isTrue();
            } finally {
                withoutGuards(owner, "enable");
            }
        }
    }

    @Test
    void anEndThatWasCutOffIsSeenByWhoKeptTheHeads() throws SQLException {
        // Given
        booksInManyCurrencies();
        var heads = proof().getList("heads.hash");
        assertThat(proof().getList("heads.sequence", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(proof().getInt("sealed"));
        // When: the last seal of a chain goes together with all that it proves
        try (var owner = Database.asOwner(tenant)) {
            withoutGuards(owner, "disable");
            try {
                var last = Database.column(
                                owner, "select transfer_id from ledger_seals order by shard, sequence desc limit 1")
                        .getFirst();
                for (var table : TABLES)
                    Database.execute(owner, "delete from " + table + " where transfer_id = '" + last + "'");
            } finally {
                withoutGuards(owner, "enable");
            }
        }
        // Then
        assertThat(proof().getList("heads.hash")).isNotEqualTo(heads);
    }

    @Test
    void booksThatAreAnotherTenantsAreFoundOut() throws SQLException {
        // Given
        booksInManyCurrencies();
        var other = "t-" + UUID.randomUUID();
        TestLog.publishKey(other, "gv_sk_" + other, ApiKeyPublished.Kind.SECRET);
        // When: everything that a proof looks at, as if it had always been the other's
        try (var owner = Database.asOwner(tenant);
                var elsewhere = Database.asOwner(other)) {
            withoutGuards(elsewhere, "disable");
            try {
                for (var table : List.of("transfers", "ledger_entries", "ledger_seals", "balances"))
                    Database.execute(
                            elsewhere,
                            moved(
                                    table,
                                    other,
                                    Database.column(owner, allOf(table)).getFirst()));
            } finally {
                withoutGuards(elsewhere, "enable");
            }
        }
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var proof = RestAssured.given()
                    .header("Authorization", "Bearer gv_sk_" + other)
                    .get("/v1/ledger/verify")
                    .jsonPath();
            assertThat(proof.getMap("sums")).containsOnlyKeys(CURRENCIES);
            assertThat(proof.getList("problems", String.class))
                    .filteredOn(problem -> problem.contains("was changed"))
                    .hasSizeGreaterThan(1);
        });
    }

    private static String allOf(String table) {
        return "select cast(jsonb_agg(to_jsonb(t)) as text) from " + table + " t";
    }

    private static String moved(String table, String tenant, String rows) {
        return "insert into " + table + (table.equals("ledger_entries") ? " overriding system value" : "")
                + " select * from jsonb_populate_recordset(cast(null as " + table + "), (select jsonb_agg(r || "
                + "jsonb_build_object('tenant_id', '" + tenant + "')) from jsonb_array_elements($rows$" + rows
                + "$rows$) as r))";
    }

    private static String tamper(Connection owner, Tampering way, Random random) throws SQLException {
        var rows = Database.column(owner, "select ctid from " + way.table() + " order by ctid");
        var row = "ctid = '" + rows.get(random.nextInt(rows.size())) + "'";
        var statement = way.statement().replace("%t", way.table()).replace("%s", row);
        Database.execute(owner, statement);
        return statement;
    }

    private static void putBack(Connection owner) throws SQLException {
        for (var table : TABLES) Database.execute(owner, "delete from " + table);
        for (var table : TABLES.reversed())
            Database.execute(
                    owner,
                    "insert into " + table + (table.equals("ledger_entries") ? " overriding system value" : "")
                            + " select * from was_" + table);
    }

    private static void withoutGuards(Connection owner, String word) throws SQLException {
        for (var table : TABLES) Database.execute(owner, "alter table " + table + " " + word + " trigger user");
    }

    /** Every order pays its advocate and the advocate's advocate, and is refunded in part. */
    private void booksInManyCurrencies() {
        TestLog.publishKey(tenant, key, ApiKeyPublished.Kind.SECRET);
        say(new ProgramPublished(
                "prg_1", "demo", 1, null, terms(commission(), percent("second", Role.UPLINE, 2, "3", null))));
        for (var order = 0; order < ORDERS; order++) {
            var currency = CURRENCIES.get(order % CURRENCIES.size());
            var bought = purchase()
                    .of("cnv_" + order)
                    .order("o-" + order)
                    .amount(10_000 + order, currency)
                    .upline(2, "bea");
            say(bought.build());
            say(bought.revision(2).refunded(3_000).build());
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(proof().getLong("sealed")).isGreaterThanOrEqualTo(ORDERS * 2));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(proof().getLong("unsealed")).isZero();
            assertThat(proof().getMap("sums")).containsOnlyKeys(CURRENCIES);
        });
    }

    private JsonPath proof() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + key)
                .get("/v1/ledger/verify")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void say(EventData data) {
        TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "test", Instant.now(), null, data));
    }
}
