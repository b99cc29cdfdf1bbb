package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.grapevine.rewardissuing.payout.PaymentFile;
import io.grapevine.rewardissuing.statement.Cell;

/** A payout as CSV (RFC 4180), cells that no spreadsheet reckons with. */
final class CsvFile {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private CsvFile() {}

    @JsonPropertyOrder({"payoutId", "lineId", "externalId", "name", "iban", "bic", "amount", "currency"})
    private record Line(
            String payoutId,
            String lineId,
            String externalId,
            String name,
            String iban,
            String bic,
            String amount,
            String currency) {}

    static String of(PaymentFile file) {
        try {
            var lines = file.payments().stream()
                    .map(payment -> new Line(
                            file.payoutId(),
                            payment.lineId(),
                            Cell.text(payment.externalId()),
                            Cell.text(payment.name()),
                            Cell.text(payment.iban()),
                            Cell.text(payment.bic()),
                            file.amount(payment).toPlainString(),
                            file.currency()))
                    .toList();
            return MAPPER.writer(MAPPER.schemaFor(Line.class).withHeader().withLineSeparator("\r\n"))
                    .writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payout cannot be written as CSV", e);
        }
    }
}
