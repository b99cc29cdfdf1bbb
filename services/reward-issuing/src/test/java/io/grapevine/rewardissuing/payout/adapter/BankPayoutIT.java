package io.grapevine.rewardissuing.payout.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import io.grapevine.testkit.infrastructure.GrapevineInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payouts by bank: who is paid where, what holds it up, and the files. */
@QuarkusTest
@WithTestResource(GrapevineInfrastructure.class)
class BankPayoutIT {

    private static final String IBAN = "DE75512108001245126199";
    private static final String OTHER_IBAN = "FR1420041010050500013M02606";
    private static final Map<String, String> BANK = Map.of("currency", "EUR", "method", "bank");

    private PayoutScene scene;

    @BeforeEach
    void aTenantWithStaff() {
        scene = new PayoutScene();
    }

    @Test
    void aPayoutLeavesAsAFileAndIsConfirmed() {
        // Given
        scene.orders("ada", 2).orders("bea", 1);
        payee("ada", Map.of("name", "Ada Lovelace", "iban", "de75 5121 0800 1245 1261 99"));
        scene.put(
                scene.ann,
                "/v1/payouts/settings",
                Map.of("payer", Map.of("name", "Shop", "iban", "DE89370400440532013000")));
        // When
        var created = scene.create(scene.ann, BANK);
        var id = created.getString("id");
        // Then: who cannot be paid is told, and not left out
        assertThat(created.getList("lines.externalId")).containsExactly("ada", "bea");
        assertThat(created.getList("lines.reason")).containsExactly(null, "payee_unknown");
        assertThat(created.getString("lines[0].account")).isEqualTo("DE75…6199");
        // When
        assertThat(code(export(id, "csv"))).isEqualTo("illegal_transition");
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        var xml = export(id, "pain.001");
        var csv = export(id, "csv");
        // Then
        assertThat(xml.contentType()).startsWith("application/xml");
        assertThat(xml.header("Content-Disposition")).contains(id + ".xml");
        var transfer = MxPain00100109.parse(xml.asString())
                .getCstmrCdtTrfInitn()
                .getPmtInf()
                .getFirst()
                .getCdtTrfTxInf();
        assertThat(transfer).hasSize(1);
        assertThat(transfer.getFirst().getCdtrAcct().getId().getIBAN()).isEqualTo(IBAN);
        assertThat(transfer.getFirst().getAmt().getInstdAmt().getValue()).isEqualByComparingTo("20.00");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.asString()).contains(",ada,Ada Lovelace," + IBAN + ",,20.00,EUR\r\n");
        assertThat(export(id, "pain.001").asString()).isEqualTo(xml.asString());
        assertThat(scene.line(id, "ada", "status")).isEqualTo("sent");
        assertThat(scene.payout(id).getString("exportedAt")).isNotNull();
        // When
        scene.post(scene.bob, "/v1/payouts/" + id + "/confirm", Map.of());
        // Then
        assertThat(scene.payout(id).getString("status")).isEqualTo("settled");
        assertThat(code(export(id, "csv"))).isEqualTo("illegal_transition");
    }

    @Test
    void anAccountThatChangedAfterTheSignatureIsNotPaid() {
        // Given
        scene.orders("ada", 1).orders("bea", 1).orders("cid", 1);
        for (var person : List.of("ada", "bea", "cid")) payee(person, Map.of("name", person, "iban", IBAN));
        var id = scene.create(scene.ann, BANK).getString("id");
        // When: another account, the same again, and none any more
        payee("ada", Map.of("name", "ada", "iban", OTHER_IBAN));
        payee("bea", Map.of("name", "bea", "iban", IBAN, "taxForm", "valid"));
        scene.delete(scene.ann, "/v1/payees/cid");
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        // Then
        assertThat(scene.payout(id).getList("lines.reason")).containsExactly("payee_changed", null, "payee_changed");
        assertThat(scene.balance("ada", "paid")).isZero();
        assertThat(scene.balance("bea", "paid")).isEqualTo(1000);
        assertThat(scene.create(scene.ann, BANK).getString("lines.find { it.externalId == 'ada' }.account"))
                .isEqualTo("FR14…2606");
    }

    @Test
    void theYearsSumWaitsForATaxForm() {
        // Given
        scene.orders("ada", 1);
        payee("ada", Map.of("name", "Ada", "iban", IBAN));
        scene.put(
                scene.ann,
                "/v1/payouts/settings",
                Map.of("taxFormFrom", List.of(Map.of("currency", "EUR", "amount", 1500))));
        scene.post(scene.bob, "/v1/payouts/" + scene.create(scene.ann, BANK).getString("id") + "/approve", null);
        scene.decided(PayoutScene.order("ada", 1));
        await().atMost(PayoutScene.PATIENCE).until(() -> scene.balance("ada", "amount") == 1000);
        // When
        var without = scene.create(scene.ann, BANK);
        payee("ada", Map.of("name", "Ada", "iban", IBAN, "taxForm", "pending"));
        var pending = scene.create(scene.ann, BANK);
        payee("ada", Map.of("name", "Ada", "iban", IBAN, "taxForm", "valid"));
        var with = scene.create(scene.ann, BANK);
        // Then
        assertThat(without.getString("lines[0].reason")).isEqualTo("tax_form_required");
        assertThat(pending.getString("lines[0].reason")).isEqualTo("tax_form_pending");
        assertThat(with.getLong("total.amount")).isEqualTo(1000);
    }

    @Test
    void accountsAreShownToNobodyAndLieSealed() throws SQLException {
        // Given
        payee("ada", Map.of("name", "Ada Lovelace", "iban", IBAN));
        // When
        var shown = scene.get(scene.machine, "/v1/payees/ada");
        // Then
        assertThat(shown.jsonPath().getList("methods")).containsExactly("bank", "manual");
        assertThat(shown.jsonPath().getString("taxForm")).isEqualTo("missing");
        assertThat(shown.asString()).doesNotContain("Lovelace").doesNotContain(IBAN);
        try (var connection = scene.asApplication();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select to_jsonb(a)::text from payee_accounts a")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).doesNotContain("Lovelace").doesNotContain(IBAN);
        }
        assertThat(scene.delete(scene.machine, "/v1/payees/ada").statusCode()).isEqualTo(204);
        assertThat(scene.get(scene.machine, "/v1/payees/ada").statusCode()).isEqualTo(404);
        assertThat(scene.delete(scene.machine, "/v1/payees/ada").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCannotBePaidOrSaidIsRefused() {
        // Given
        scene.orders("ada", 1);
        payee("ada", Map.of("name", "Ada", "iban", IBAN));
        var id = scene.create(scene.ann, BANK).getString("id");
        scene.post(scene.bob, "/v1/payouts/" + id + "/approve", null);
        // Then
        assertThat(code(export(id, "pain.001"))).isEqualTo("payer_missing");
        assertThat(scene.line(id, "ada", "status")).isEqualTo("due");
        assertThat(code(scene.put(
                        scene.ann, "/v1/payees/bea", Map.of("name", "Bea", "iban", "DE75512108001245126198"))))
                .isEqualTo("invalid_request");
        assertThat(code(scene.put(scene.machine, "/v1/payouts/settings", Map.of())))
                .isEqualTo("signer_unknown");
        assertThat(scene.get(scene.machine, "/v1/payouts/settings").statusCode())
                .isEqualTo(404);
    }

    private void payee(String person, Map<String, String> details) {
        var answer = scene.put(scene.machine, "/v1/payees/" + person, details);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private Response export(String id, String format) {
        return scene.post(scene.bob, "/v1/payouts/" + id + "/export", Map.of("format", format));
    }

    private static String code(Response answer) {
        return answer.jsonPath().getString("code");
    }
}
