package io.grapevine.rewardissuing.statement.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.grapevine.rewardissuing.statement.Booking;
import io.grapevine.rewardissuing.statement.Cell;
import io.grapevine.rewardissuing.statement.Running;
import io.grapevine.rewardissuing.statement.Standing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement as a table: amounts in major units with the digits of their currency, text that no spreadsheet takes for a formula. */
final class StatementCsv {

    private static final List<String> COLUMNS = List.of(
            "at",
            "booked",
            "currency",
            "amount",
            "held",
            "paid",
            "balance",
            "heldBalance",
            "programKey",
            "orderId",
            "customerId",
            "kind",
            "status",
            "reason",
            "ruleId",
            "programVersion",
            "worth",
            "base",
            "percent",
            "wanted",
            "cutBy",
            "conversionId",
            "rewardId",
            "transferId");
    private static final ObjectWriter WRITER = writer();

    private StatementCsv() {}

    private static ObjectWriter writer() {
        var schema = CsvSchema.builder();
        COLUMNS.forEach(schema::addColumn);
        return new CsvMapper().writer(schema.build().withLineSeparator("\r\n"));
    }

    static String header() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    /** A row per currency with what there was, or is then. */
    static String standings(String word, String at, Map<String, Standing> standings) {
        return new TreeMap<>(standings)
                .entrySet().stream()
                        .map(one -> row(standing(word, at, one.getKey(), one.getValue())))
                        .collect(Collectors.joining());
    }

    static String lines(List<StatementRow> rows, Running running) {
        return rows.stream().map(row -> row(cells(row, running))).collect(Collectors.joining());
    }

    private static List<String> standing(String word, String at, String currency, Standing standing) {
        return List.of(
                at,
                word,
                currency,
                "",
                "",
                "",
                Cell.amount(standing.owedMinor(), currency),
                Cell.amount(standing.heldMinor(), currency));
    }

    private static List<String> cells(StatementRow row, Running running) {
        var currency = row.currency();
        var balance = running.after(currency, row.moved());
        var reckoning = row.reckoning();
        return List.of(
                row.postedAt().toString(),
                row.moved().bookings().stream().map(Booking::wireName).collect(Collectors.joining(" ")),
                currency,
                Cell.amount(row.payableMinor(), currency),
                Cell.amount(row.heldMinor(), currency),
                Cell.amount(row.paidMinor(), currency),
                Cell.amount(balance.owedMinor(), currency),
                Cell.amount(balance.heldMinor(), currency),
                Cell.text(row.programKey()),
                Cell.text(row.orderId()),
                Cell.text(row.customerId()),
                row.kind(),
                Cell.text(row.status()),
                Cell.text(row.reason()),
                Cell.text(row.ruleId()),
                row.programVersion() == null ? "" : row.programVersion().toString(),
                amount(row.amountMinor(), currency),
                reckoning == null ? "" : amount(reckoning.baseMinor(), currency),
                reckoning == null ? "" : plain(reckoning.percent()),
                reckoning == null ? "" : amount(reckoning.wantedMinor(), currency),
                reckoning == null ? "" : Cell.text(reckoning.cutBy()),
                Cell.text(row.conversionId()),
                Cell.text(row.rewardId()),
                Cell.text(row.transferId()));
    }

    private static String amount(@Nullable Long minor, String currency) {
        return minor == null ? "" : Cell.amount(minor, currency);
    }

    private static String plain(@Nullable BigDecimal percent) {
        return percent == null ? "" : percent.toPlainString();
    }

    private static String row(List<String> cells) {
        try {
            return WRITER.writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the row cannot be written as CSV", e);
        }
    }
}
