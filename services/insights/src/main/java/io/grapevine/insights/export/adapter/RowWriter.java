package io.grapevine.insights.export.adapter;

import io.grapevine.insights.export.Format;
import io.grapevine.insights.export.Table;
import java.util.List;

/** Turns rows into the bytes of one file, from its beginning to its end; not safe for several threads at once. */
sealed interface RowWriter permits CsvRows, ParquetRows {

    static RowWriter of(Format format, Table table) {
        return switch (format) {
            case CSV -> new CsvRows(table);
            case PARQUET -> new ParquetRows(table);
        };
    }

    /** What stands before the first row. */
    byte[] begin();

    /** What is ready to be sent after these rows, which may be nothing yet. */
    byte[] write(List<Object[]> rows);

    /** The rest. */
    byte[] end();
}
