package io.grapevine.rewardissuing.payout;

import static io.grapevine.rewardissuing.payout.PayoutFormsTest.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.rewardissuing.payout.ExportForm.Format;
import io.grapevine.rewardissuing.payout.PayeeForm.Accounts;
import io.grapevine.rewardissuing.payout.SettingsForm.Payer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayeeFormTest {

    private static final String IBAN = "DE89370400440532013000";
    private static final Accounts ANY = new Accounts(text -> text.startsWith("DE"), text -> text.length() == 8);

    @Test
    void anAccountIsReadInAnySpelling() {
        // When
        var form = PayeeForm.read(
                        Map.of(
                                "name",
                                "Ada Lovelace",
                                "iban",
                                "de89 3704 0044 0532 0130 00",
                                "bic",
                                "cobadeff",
                                "taxForm",
                                "valid"),
                        ANY)
                .orRefuse();
        // Then
        assertThat(form).isEqualTo(new PayeeForm("Ada Lovelace", IBAN, "COBADEFF", null, TaxForm.VALID));
        assertThat(form.personal())
                .containsExactly(
                        Map.entry("name", "Ada Lovelace"), Map.entry("iban", IBAN), Map.entry("bic", "COBADEFF"));
        assertThat(form.methods()).containsExactlyInAnyOrder(PayoutMethod.MANUAL, PayoutMethod.BANK);
    }

    @Test
    void hintsAndLogsShowNoAccount() {
        // Given
        var bank = new PayeeForm("Ada", IBAN, null, null, TaxForm.MISSING);
        var provider = new PayeeForm("Ada", null, null, "acct_12345678", TaxForm.MISSING);
        // Then
        assertThat(bank.hint()).isEqualTo("DE89…3000");
        assertThat(bank.toString()).doesNotContain(IBAN).doesNotContain("Ada");
        assertThat(provider.hint()).isEqualTo("…5678");
        assertThat(new PayeeForm("Ada", null, null, "ab", TaxForm.MISSING).hint())
                .isEqualTo("…b");
        assertThat(new PayeeForm("Ada", null, null, null, TaxForm.MISSING).hint())
                .isEqualTo("…");
        assertThat(provider.methods()).contains(PayoutMethod.PROVIDER);
        assertThat(provider.personal()).containsEntry("providerAccount", "acct_12345678");
    }

    @Test
    void whatReachesNobodyIsRefused() {
        assertThat(pointers(PayeeForm.read(Map.of(), ANY))).containsExactly("/name");
        assertThat(pointers(PayeeForm.read(
                        Map.of("name", "Ada", "iban", "XX1", "bic", "1", "taxForm", "w9", "address", "x"), ANY)))
                .containsExactly("/iban", "/bic", "/taxForm", "/address");
        assertThat(pointers(PayeeForm.read(Map.of("name", "Ada", "bic", "COBADEFF"), ANY)))
                .containsExactly("/iban");
        assertThat(PayeeForm.read(Map.of("name", "Ada"), ANY).orRefuse().taxForm())
                .isEqualTo(TaxForm.MISSING);
    }

    @Test
    void settingsSayWhoPaysAndFromWhichSumATaxFormIsNeeded() {
        // When
        var form = SettingsForm.read(
                        Map.of(
                                "payer", Map.of("name", "Shop", "iban", IBAN, "bic", "COBADEFF"),
                                "taxFormFrom", List.of(Map.of("currency", "USD", "amount", 60_000))),
                        ANY,
                        url -> true)
                .orRefuse();
        // Then
        assertThat(form).isEqualTo(new SettingsForm(new Payer("Shop", IBAN, "COBADEFF"), Map.of("USD", 60_000L), null));
        assertThat(SettingsForm.read(Map.of(), ANY, url -> true).orRefuse())
                .isEqualTo(new SettingsForm(null, Map.of(), null));
        assertThat(pointers(SettingsForm.read(
                        Map.of("payer", Map.of("bic", "COBADEFF"), "taxFormFrom", List.of(Map.of("currency", "XAU"))),
                        ANY,
                        url -> true)))
                .containsExactly("/payer/name", "/payer/iban", "/taxFormFrom/0/amount", "/taxFormFrom/0/currency");
    }

    @Test
    void aPayoutLeavesInOneOfTwoForms() {
        assertThat(ExportForm.read(Map.of("format", "csv")).orRefuse().format()).isEqualTo(Format.CSV);
        assertThat(ExportForm.read(Map.of("format", "pain.001")).orRefuse().format())
                .isEqualTo(Format.PAIN_001);
        assertThat(pointers(ExportForm.read(Map.of()))).containsExactly("/format");
    }
}
