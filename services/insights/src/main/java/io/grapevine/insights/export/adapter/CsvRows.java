package io.grapevine.insights.export.adapter;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.grapevine.insights.export.Cell;
import io.grapevine.insights.export.Column;
import io.grapevine.insights.export.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as CSV (RFC 4180), the names of its columns first. */
final class CsvRows implements RowWriter {

    private static final CsvMapper MAPPER = new CsvMapper();
    private static final String LINE_END = "\r\n";

    private final List<Column> columns;
    private final ObjectWriter writer;

    CsvRows(Table table) {
        columns = table.columns();
        var schema = CsvSchema.builder();
        columns.forEach(column -> schema.addColumn(column.name()));
        writer = MAPPER.writer(schema.build().withLineSeparator(LINE_END));
    }

    @Override
    public byte[] begin() {
        return (columns.stream().map(Column::name).collect(Collectors.joining(",")) + LINE_END)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] write(List<Object[]> rows) {
        var text = new ByteArrayOutputStream();
        try (var lines = writer.writeValues(text)) {
            for (var row : rows) lines.write(cells(row));
        } catch (IOException e) {
            throw new UncheckedIOException("rows cannot be written as CSV", e);
        }
        return text.toByteArray();
    }

    @Override
    public byte[] end() {
        return new byte[0];
    }

    private List<String> cells(Object[] row) {
        var cells = new ArrayList<String>(row.length);
        for (var i = 0; i < row.length; i++) cells.add(Cell.csv(columns.get(i).kind(), row[i]));
        return cells;
    }
}
