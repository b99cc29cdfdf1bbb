package io.grapevine.insights.export;

import static io.grapevine.insights.export.Column.text;
import static io.grapevine.insights.export.Column.time;
import static io.grapevine.insights.export.Column.whole;

import io.grapevine.events.ClickRecorded;
import io.grapevine.insights.export.Column.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be exported. The README says what the columns mean. */
public enum Table {
    /** Each accepted event once, by type, then by event time. */
    EVENTS(
            text("event_id"),
            text("source"),
            text("type"),
            text("program_key"),
            time("occurred_at"),
            time("received_at"),
            text("code"),
            text("participant_id"),
            text("channel"),
            text("variant"),
            text("touch_id"),
            text("link_id"),
            text("origin"),
            new Column("human", Kind.FLAG),
            text("customer_id"),
            text("order_id"),
            text("refund_id"),
            whole("amount_minor"),
            text("currency"),
            new Column("currency_exponent", Kind.EXPONENT),
            text("country")),
    /** The latest revision of each decision, by program and kind, then by the time of its event. */
    DECISIONS(
            text("conversion_id"),
            whole("revision"),
            text("program_key"),
            text("kind"),
            time("occurred_at"),
            text("event_id"),
            text("customer_id"),
            text("order_id"),
            text("outcome"),
            text("reason"),
            text("advocate_id"),
            text("code"),
            text("channel"),
            text("variant"),
            whole("generation"),
            time("touched_at"),
            whole("amount_minor"),
            whole("refunded_minor"),
            text("currency"),
            new Column("currency_exponent", Kind.EXPONENT)),
    /** The latest state of each reward, by program, then by the time of its conversion. */
    REWARDS(
            text("reward_id"),
            whole("sequence"),
            text("program_key"),
            text("conversion_id"),
            time("occurred_at"),
            text("role"),
            text("kind"),
            text("status"),
            whole("amount_minor"),
            text("currency"),
            new Column("currency_exponent", Kind.EXPONENT),
            time("changed_at"),
            time("released_at"),
            time("fulfilled_at"),
            text("customer_id"),
            text("order_id"),
            text("advocate_id")),
    /** The funnel's sums, by program and dimension, then by time. */
    FIGURES(
            text("program_key"),
            text("dimension"),
            text("value"),
            time("bucket_start"),
            text("bucket"),
            text("step"),
            text("outcome"),
            whole("count"),
            whole("amount_minor"),
            whole("refunded_minor"),
            text("currency"),
            new Column("currency_exponent", Kind.EXPONENT));

    /** Figures that count for every program stand under this key. */
    public static final String EVERY_PROGRAM = "";

    private static final List<String> EVENT_TYPES = Stream.concat(
                    Arrays.stream(ClickRecorded.Interaction.values()).map(ClickRecorded.Interaction::wireName),
                    Stream.of("share", "signup", "purchase", "refund", "dispute", "identify", "alias"))
            .sorted()
            .toList();
    private static final List<String> DIMENSIONS =
            List.of("", "advocate", "channel", "country", "elapsed", "generation", "variant");

    private final List<Column> columns;

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /**
     * A run of rows that lie together in time order.
     *
     * @param part the type of events, the kind of decisions, the dimension of figures
     */
    public record Lane(String programKey, String part) {}

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Table> named(String word) {
        return Arrays.stream(values())
                .filter(table -> table.wireName().equals(word))
                .findFirst();
    }

    /** In the order of the file. */
    public List<Column> columns() {
        return columns;
    }

    /** All rows of these programs, lane after lane; events lie together whatever their program. */
    public List<Lane> lanes(List<String> programs) {
        return switch (this) {
            case EVENTS -> lanes(List.of(EVERY_PROGRAM), EVENT_TYPES);
            case DECISIONS -> lanes(programs, List.of("signup", "purchase"));
            case REWARDS -> lanes(programs, List.of("reward"));
            case FIGURES ->
                lanes(Stream.concat(Stream.of(EVERY_PROGRAM), programs.stream()).toList(), DIMENSIONS);
        };
    }

    private static List<Lane> lanes(List<String> programs, List<String> parts) {
        return programs.stream()
                .flatMap(program -> parts.stream().map(part -> new Lane(program, part)))
                .toList();
    }
}
