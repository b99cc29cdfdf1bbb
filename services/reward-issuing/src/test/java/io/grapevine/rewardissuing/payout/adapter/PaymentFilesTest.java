package io.grapevine.rewardissuing.payout.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import io.grapevine.rewardissuing.money.Currencies;
import io.grapevine.rewardissuing.payout.PaymentFile;
import io.grapevine.rewardissuing.payout.PaymentFile.Payment;
import io.grapevine.rewardissuing.payout.SettingsForm.Payer;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.SchemaOutputResolver;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.Result;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

class PaymentFilesTest {

    private static final Payer PAYER = new Payer("Shop GmbH & Söhne", "DE89370400440532013000", null);

    @Test
    void theFileIsAValidMessageThatReadsBack() throws Exception {
        // Given
        var xml = Pain001File.of(file("EUR"), PAYER);
        // When
        schema().newValidator().validate(new StreamSource(new StringReader(xml)));
        var initiation = MxPain00100109.parse(xml).getCstmrCdtTrfInitn();
        // Then
        assertThat(xml).contains("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09");
        assertThat(initiation.getGrpHdr().getMsgId()).isEqualTo("01a202517a107b5e9a013c1f7c1f0a00");
        assertThat(initiation.getGrpHdr().getNbOfTxs()).isEqualTo("2");
        assertThat(initiation.getGrpHdr().getCtrlSum()).isEqualByComparingTo("12.55");
        var instruction = initiation.getPmtInf().getFirst();
        assertThat(instruction.getDbtr().getNm()).isEqualTo("Shop GmbH . Sohne");
        assertThat(instruction.getPmtTpInf().getSvcLvl().getFirst().getCd()).isEqualTo("SEPA");
        var transfers = instruction.getCdtTrfTxInf();
        assertThat(transfers)
                .extracting(transfer -> transfer.getCdtrAcct().getId().getIBAN())
                .containsExactly("DE75512108001245126199", "FR1420041010050500013M02606");
        assertThat(transfers.getFirst().getCdtrAgt().getFinInstnId().getBICFI()).isEqualTo("COBADEFF");
        assertThat(transfers.getLast().getCdtrAgt()).isNull();
    }

    @Test
    void whatTheMessageMayNotHoldIsRefusedByTheSameSchema() throws Exception {
        var broken = Pain001File.of(file("EUR"), PAYER).replaceAll("<[^<]*EndToEndId>[^<]*<[^<]*EndToEndId>", "");
        var validator = schema().newValidator();
        assertThatThrownBy(() -> validator.validate(new StreamSource(new StringReader(broken))))
                .isInstanceOf(SAXException.class);
    }

    @ParameterizedTest
    @CsvSource({"JPY,1250", "EUR,12.50", "KWD,1.250", "UYW,0.1250"})
    void amountsHaveTheDigitsOfTheirCurrencyInBothFiles(String currency, String major) throws Exception {
        // When
        var xml = Pain001File.of(file(currency), PAYER);
        // Then
        schema().newValidator().validate(new StreamSource(new StringReader(xml)));
        assertThat(xml).contains("Ccy=\"" + currency + "\">" + major + "<");
        assertThat(CsvFile.of(file(currency))).contains("," + major + "," + currency + "\r\n");
    }

    @Test
    void cellsAreQuotedAndNoFormulas() {
        assertThat(CsvFile.of(file("EUR")))
                .startsWith("payoutId,lineId,externalId,name,iban,bic,amount,currency\r\n")
                .contains("'=cmd|calc")
                .contains("\"Lovelace, \"\"Ada\"\"\"");
    }

    @Test
    void nobodyIsPaidWithoutAnAccount() {
        var unknown = new PaymentFile(
                "pay_1", "EUR", 2, Instant.EPOCH, List.of(new Payment("pyl_1", "ada", 5, null, null, null)));
        assertThatIllegalStateException().isThrownBy(() -> Pain001File.of(unknown, PAYER));
        assertThat(CsvFile.of(unknown)).contains("pay_1,pyl_1,ada,,,,0.05,EUR");
    }

    private static PaymentFile file(String currency) {
        return new PaymentFile(
                "pay_01a20251-7a10-7b5e-9a01-3c1f7c1f0a00",
                currency,
                Currencies.exponent(currency).orElseThrow(),
                Instant.parse("2026-03-02T10:00:00Z"),
                List.of(
                        new Payment(
                                "pyl_01a20251-7a10-7b5e-9a01-3c1f7c1f0a01",
                                "=cmd|calc",
                                1250,
                                "Lovelace, \"Ada\"",
                                "DE75512108001245126199",
                                "COBADEFF"),
                        new Payment(
                                "pyl_01a20251-7a10-7b5e-9a01-3c1f7c1f0a02",
                                "bea",
                                5,
                                "Bea",
                                "FR1420041010050500013M02606",
                                null)));
    }

    /**
     * The library ships no XSD; its classes are made from the one of ISO 20022 and say it again: elements, their order, what is required.
     * They leave out the namespace, which its writer adds.
     */
    private static Schema schema() throws Exception {
        var parts = new ArrayList<ByteArrayOutputStream>();
        JAXBContext.newInstance(new MxPain00100109().getClasses()).generateSchema(new SchemaOutputResolver() {
            @Override
            public Result createOutput(String namespace, String suggestedName) {
                var part = new ByteArrayOutputStream();
                parts.add(part);
                var result = new StreamResult(part);
                result.setSystemId(suggestedName);
                return result;
            }
        });
        var types = parts.stream()
                .map(part -> part.toString(StandardCharsets.UTF_8))
                .filter(part -> part.contains("complexType name=\"Document\""))
                .findFirst()
                .orElseThrow();
        var namespace = MxPain00100109.NAMESPACE;
        var whole = types.replaceAll("<xs:import[^>]*>", "")
                .replaceFirst(
                        "<xs:schema [^>]*>",
                        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"" + namespace
                                + "\" targetNamespace=\"" + namespace
                                + "\" elementFormDefault=\"qualified\"><xs:element name=\"Document\" type=\"Document\"/>");
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(whole)));
    }
}
