package io.grapevine.rewardissuing.payout.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.chassis.access.ApiKeys;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No payout is signed by one person, whatever keys the person has and whatever the service's own role tries. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class FourEyesIT {

    private static final String UNSIGNED = """
            select count(*) from payouts p where p.status in ('approved', 'paying', 'settled') and (select count(distinct s.person) \
            from payout_signatures s where s.tenant_id = p.tenant_id and s.payout_id = p.payout_id \
            and s.role in ('created', 'approved')) < 2""";
    private static final String MOVED = """
            select count(*) from payout_lines l join payouts p using (tenant_id, payout_id) where l.status in ('due', 'sent', 'paid') \
            and (select count(distinct s.person) from payout_signatures s where s.tenant_id = p.tenant_id and s.payout_id = p.payout_id) < 2""";

    private PayoutScene scene;

    @BeforeEach
    void aTenantWithStaff() {
        scene = new PayoutScene();
    }

    @Test
    void ofAllPairsOfKeysOnlyTwoPersonsSign() {
        // Given
        scene.orders("ada", 1);
        var people = Map.of(scene.ann, "ann", scene.annsOther, "ann", scene.bob, "bob", scene.machine, "");
        for (var creator : people.keySet())
            for (var approver : people.keySet()) {
                // When
                var created = scene.post(creator, "/v1/payouts", Map.of("currency", "EUR"));
                if (people.get(creator).isEmpty()) {
                    // Then
                    assertThat(created.statusCode()).isEqualTo(403);
                    assertThat(created.jsonPath().getString("code")).isEqualTo("signer_unknown");
                    continue;
                }
                var id = created.jsonPath().getString("id");
                var approved = scene.post(approver, "/v1/payouts/" + id + "/approve", null);
                // Then
                if (people.get(approver).isEmpty()) assertRefused(id, approved, "signer_unknown");
                else if (people.get(approver).equals(people.get(creator))) assertRefused(id, approved, "four_eyes");
                else assertPaidAndUndo(id, approved);
                scene.post(scene.machine, "/v1/payouts/" + id + "/cancel", null);
            }
    }

    private void assertRefused(String id, Response approved, String code) {
        assertThat(approved.statusCode()).isEqualTo(403);
        assertThat(approved.jsonPath().getString("code")).isEqualTo(code);
        assertThat(scene.payout(id).getString("status")).isEqualTo("awaiting_approval");
        assertThat(scene.balance("ada", "paid")).isZero();
    }

    private void assertPaidAndUndo(String id, Response approved) {
        assertThat(approved.jsonPath().getString("status")).isEqualTo("paying");
        assertThat(scene.balance("ada", "paid")).isEqualTo(1000);
        scene.post(
                scene.machine,
                "/v1/payouts/" + id + "/confirm",
                Map.of("failed", List.of(Map.of("lineId", scene.line(id, "ada", "id")))));
    }

    @Test
    void theServicesRoleFindsNoWayInAnySubsetOfItsStatements() throws SQLException {
        // Given: everything Ann's service could try, with both her keys, but not with somebody else's
        var tries = List.of(
                "insert into payout_signatures (tenant_id, payout_id, role, person, key_hash, signed_at) values (T, P, 'approved', 'bob', '"
                        + ApiKeys.hash(scene.annsOther) + "', now())",
                "insert into payout_signatures (tenant_id, payout_id, role, person, key_hash, signed_at) values (T, P, 'approved', 'bob', null, now())",
                "update payout_signatures set person = 'bob' where payout_id = P",
                "delete from payout_signatures where payout_id = P",
                "update api_keys set person = 'bob' where key_hash = '" + ApiKeys.hash(scene.annsOther) + "'",
                "delete from api_keys where key_hash = '" + ApiKeys.hash(scene.annsOther) + "'",
                "update payouts set status = 'approved', approved_at = now() where payout_id = P",
                "update payouts set schedule_key = 'nightly' where payout_id = P",
                "update payouts set status = 'paying' where payout_id = P",
                "update payout_lines set status = 'due', booked_minor = 1000 where payout_id = P",
                "insert into payouts select tenant_id, payout_id || 'x', program_key, currency, method, kinds, minimum_minor, more, schedule_key,"
                        + " 'approved', created_at, now(), null, null from payouts where payout_id = P");
        var random = new Random(7);
        try (var connection = scene.asApplication()) {
            for (var subset = 1; subset < 1 << tries.size(); subset++) {
                var payout = "pay_" + subset;
                created(connection, payout);
                var chosen = new ArrayList<String>();
                for (var bit = 0; bit < tries.size(); bit++) if ((subset >> bit & 1) == 1) chosen.add(tries.get(bit));
                Collections.shuffle(chosen, random);
                // When
                for (var statement : chosen) tried(connection, filled(statement, payout));
            }
            // Then
            assertThat(count(connection, UNSIGNED)).isZero();
            assertThat(count(connection, MOVED)).isZero();
            assertThat(count(connection, "select count(*) from payouts where status <> 'awaiting_approval'"))
                    .isZero();
            assertThat(count(connection, "select count(*) from payout_signatures where person <> 'ann'"))
                    .isZero();
            // And the way that there is, is open
            execute(
                    connection,
                    filled(
                            "insert into payout_signatures (tenant_id, payout_id, role, person, key_hash, signed_at) values (T, P, 'approved', '', '"
                                    + ApiKeys.hash(scene.bob) + "', now())",
                            "pay_1"));
            execute(connection, filled("update payouts set status = 'approved' where payout_id = P", "pay_1"));
            assertThat(count(connection, "select count(*) from payouts where status = 'approved'"))
                    .isOne();
        }
    }

    private void created(Connection connection, String payout) throws SQLException {
        execute(
                connection,
                filled(
                        "insert into payouts values (T, P, null, 'EUR', 'manual', 'cash', 1, false, null, 'awaiting_approval', now(), null, null, null)",
                        payout));
        execute(
                connection,
                filled(
                        "insert into payout_lines values (T, P || ':1', P, 'ada', 1000, 0, null, null, 'proposed', null, now())",
                        payout));
        execute(
                connection,
                filled(
                        "insert into payout_signatures values (T, P, 'created', 'whoever', '" + ApiKeys.hash(scene.ann)
                                + "', now())",
                        payout));
    }

    private String filled(String statement, String payout) {
        return statement.replace("T,", "'" + scene.tenant + "',").replace(" P", " '" + payout + "'");
    }

    private static void tried(Connection connection, String sql) {
        try {
            execute(connection, sql);
        } catch (SQLException refused) {
            assertThat(refused.getSQLState())
                    .as(sql + ": " + refused.getMessage())
                    .isIn("42501", "23514", "23505", "23503");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            assertThat(found.next()).isTrue();
            return found.getLong(1);
        }
    }
}
