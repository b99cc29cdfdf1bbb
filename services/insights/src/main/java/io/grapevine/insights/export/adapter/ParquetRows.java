package io.grapevine.insights.export.adapter;

import io.grapevine.insights.export.Cell;
import io.grapevine.insights.export.Column;
import io.grapevine.insights.export.Column.Kind;
import io.grapevine.insights.export.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A table as Parquet. A file is written from its beginning to its end, so it can be sent while it grows; its index comes last. */
final class ParquetRows implements RowWriter {

    /** What an export holds in memory before it sends it; larger groups are read faster. */
    private static final long ROW_GROUP_BYTES = 4 * 1024 * 1024;

    private final Sent sent = new Sent();
    private final ParquetWriter<Object[]> writer;

    ParquetRows(Table table) {
        try {
            writer = new Building(sent, table)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .withCompressionCodec(CompressionCodecName.SNAPPY)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("a Parquet file cannot be begun", e);
        }
    }

    @Override
    public byte[] begin() {
        return sent.taken();
    }

    @Override
    public byte[] write(List<Object[]> rows) {
        try {
            for (var row : rows) writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException("rows cannot be written as Parquet", e);
        }
        return sent.taken();
    }

    @Override
    public byte[] end() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a Parquet file cannot be ended", e);
        }
        return sent.taken();
    }

    private static MessageType schema(Table table) {
        var fields = table.columns().stream().map(ParquetRows::field).toArray(Type[]::new);
        return new MessageType(table.wireName(), fields);
    }

    private static Type field(Column column) {
        var type = switch (column.kind()) {
            case TEXT -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64);
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64).as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS));
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN);
            case EXPONENT -> Types.optional(PrimitiveTypeName.INT32);
        };
        return type.named(column.name());
    }

    /** The builder of the library wants to be extended. */
    private static final class Building extends ParquetWriter.Builder<Object[], Building> {

        private final Table table;

        Building(Sent sent, Table table) {
            super(sent);
            this.table = table;
        }

        @Override
        protected Building self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
            return new Rows(table);
        }
    }

    private static final class Rows extends WriteSupport<Object[]> {

        private final Table table;
        private @Nullable RecordConsumer prepared;

        Rows(Table table) {
            this.table = table;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema(table), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            prepared = consumer;
        }

        @Override
        public void write(Object[] row) {
            var consumer = Objects.requireNonNull(prepared);
            consumer.startMessage();
            for (var i = 0; i < row.length; i++) {
                var column = table.columns().get(i);
                var value = value(column.kind(), row[i]);
                if (value == null) continue;
                consumer.startField(column.name(), i);
                add(consumer, value);
                consumer.endField(column.name(), i);
            }
            consumer.endMessage();
        }

        private static @Nullable Object value(Kind kind, @Nullable Object value) {
            return kind == Kind.EXPONENT && value != null ? Cell.exponent((String) value) : value;
        }

        private static void add(RecordConsumer consumer, Object value) {
            switch (value) {
                case String text -> consumer.addBinary(Binary.fromString(text));
                case Long number -> consumer.addLong(number);
                case Integer number -> consumer.addInteger(number);
                case Boolean flag -> consumer.addBoolean(flag);
                default -> throw new IllegalArgumentException("no cell is of " + value.getClass());
            }
        }
    }

    /** Takes what is written and hands it on; nothing that was handed on is ever looked at again. */
    private static final class Sent extends PositionOutputStream implements OutputFile {

        private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
        private long position;

        byte[] taken() {
            var bytes = ready.toByteArray();
            ready.reset();
            return bytes;
        }

        @Override
        public void write(int one) {
            ready.write(one);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            ready.write(bytes, from, length);
            position += length;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return this;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return this;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
