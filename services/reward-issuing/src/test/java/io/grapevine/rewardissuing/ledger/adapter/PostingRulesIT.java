package io.grapevine.rewardissuing.ledger.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.rewardissuing.Database;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the database refuses to post, whoever asks and in however many statements. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class PostingRulesIT {

    private enum Session {
        SERVICE,
        OWNER
    }

    private static final String POSTED_AT = "'2026-03-01T10:00:00Z'";

    private final String tenant = "t-" + UUID.randomUUID();

    @ParameterizedTest
    @EnumSource(Session.class)
    void aTransferIsPostedInSeveralStatementsIfEachBalances(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            entries(session, "x:1", "0 expense:demo EUR 1000", "1 payable:eve EUR -1000");
            entries(session, "x:1", "2 expense:demo USD 5", "3 held:eve USD -5");
            queue(session, "x:1");
            session.commit();
            assertThat(Database.column(session, "select count(*) from ledger_entries"))
                    .containsExactly("4");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void aStatementThatDoesNotBalanceIsRefused(Session who) throws SQLException {
        for (var minor : new int[] {-999, -1001, 1000}) {
            try (var session = session(who)) {
                transfer(session, "x:1");
                assertThatThrownBy(
                                () -> entries(session, "x:1", "0 expense:demo EUR 1000", "1 payable:eve EUR " + minor))
                        .hasMessageContaining("does not sum to zero");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void theSecondHalfMayNotComeInAStatementOfItsOwn(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            assertThatThrownBy(() -> entries(session, "x:1", "0 expense:demo EUR 1000"))
                    .hasMessageContaining("does not sum to zero");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void whatOneCurrencyLacksNoOtherMakesGood(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            assertThatThrownBy(() -> entries(session, "x:1", "0 expense:demo EUR 1000", "1 payable:eve USD -1000"))
                    .hasMessageContaining("does not sum to zero");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void whatOneTransferLacksNoOtherMakesGood(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            transfer(session, "x:2");
            assertThatThrownBy(() -> Database.execute(
                            session, insert("x:1", "0 expense:demo EUR 7") + ", " + row("x:2", "0 payable:eve EUR -7")))
                    .hasMessageContaining("does not sum to zero");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void aTransferWithoutEntriesIsRefusedAtTheCommit(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            queue(session, "x:1");
            assertThatThrownBy(session::commit).hasMessageContaining("fewer than two entries");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void aTransferThatWaitsForNoSealIsRefusedAtTheCommit(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            entries(session, "x:1", "0 expense:demo EUR 1000", "1 payable:eve EUR -1000");
            assertThatThrownBy(session::commit).hasMessageContaining("waits for no seal");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void aTransferIsClosedWhenItsTransactionHasEnded(Session who) throws SQLException {
        try (var session = session(who)) {
            transfer(session, "x:1");
            entries(session, "x:1", "0 expense:demo EUR 1000", "1 payable:eve EUR -1000");
            queue(session, "x:1");
            session.commit();
            assertThatThrownBy(() -> entries(session, "x:1", "2 expense:demo EUR 1", "3 payable:eve EUR -1"))
                    .hasMessageContaining("in their transfer's transaction");
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void entriesOfAnotherProgramOrTimeThanTheirTransferAreRefused(Session who) throws SQLException {
        for (var stranger : new String[] {"'other', 'EUR', 1000, " + POSTED_AT, "'demo', 'EUR', 1000, now()"}) {
            try (var session = session(who)) {
                transfer(session, "x:1");
                assertThatThrownBy(() -> Database.execute(
                                session,
                                insert("x:1", "1 payable:eve EUR -1000")
                                        + ", (current_setting('grapevine.tenant'), 'x:1', 0, 'expense:demo', "
                                        + stranger + ")"))
                        .hasMessageContaining("program and time");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Session.class)
    void nothingIsPostedForAnotherTenant(Session who) throws SQLException {
        try (var session = session(who)) {
            assertThatThrownBy(() -> Database.execute(
                            session,
                            "insert into transfers values ('somebody', 'x:1', 'x', 1, 'demo', " + POSTED_AT + ")"))
                    .hasMessageContaining("row-level security");
        }
    }

    private Connection session(Session who) throws SQLException {
        var session = switch (who) {
            case SERVICE -> Database.asService(tenant);
            case OWNER -> Database.asOwner(tenant);
        };
        session.setAutoCommit(false);
        return session;
    }

    private static void transfer(Connection session, String id) throws SQLException {
        Database.execute(
                session,
                "insert into transfers values (current_setting('grapevine.tenant'), '" + id + "', '" + id
                        + "', 1, 'demo', " + POSTED_AT + ")");
    }

    private static void queue(Connection session, String id) throws SQLException {
        Database.execute(
                session,
                "insert into ledger_unsealed values (current_setting('grapevine.tenant'), '" + id + "', 0, " + POSTED_AT
                        + ")");
    }

    /** @param sides each {@code line account currency minor} */
    private static void entries(Connection session, String id, String... sides) throws SQLException {
        Database.execute(session, insert(id, sides));
    }

    private static String insert(String id, String... sides) {
        var sql = new StringBuilder("insert into ledger_entries (tenant_id, transfer_id, line, account, program_key,"
                + " currency, amount_minor, posted_at) values ");
        for (var side : sides) sql.append(side.equals(sides[0]) ? "" : ", ").append(row(id, side));
        return sql.toString();
    }

    private static String row(String id, String side) {
        var words = side.split(" ", -1);
        return "(current_setting('grapevine.tenant'), '%s', %s, '%s', 'demo', '%s', %s, %s)"
                .formatted(id, words[0], words[1], words[2], words[3], POSTED_AT);
    }
}
