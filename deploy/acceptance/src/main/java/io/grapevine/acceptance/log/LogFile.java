package io.grapevine.acceptance.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.acceptance.fact.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log in the replay format: one JSON object a line, in arrival order, repeats included. */
public final class LogFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogFile() {}

    /** All facts in file order; a line that is none stops with its number. */
    public static List<Fact> read(Path file) throws IOException {
        var facts = new ArrayList<Fact>();
        var number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) continue;
            try {
                facts.add(parse(JSON.readTree(line)));
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException unreadable) {
                throw new IOException("%s, line %d: %s".formatted(file, number, unreadable.getMessage()), unreadable);
            }
        }
        return facts;
    }

    /** Writes facts in the order given. */
    public static void write(Path file, List<Fact> facts) throws IOException {
        Files.write(file, facts.stream().map(fact -> lineOf(fact).toString()).toList());
    }

    /** The way every time is written: UTC, milliseconds. */
    public static String timestamp(Instant at) {
        return UTC_MILLIS.format(at);
    }

    private static Fact parse(JsonNode line) {
        var id = text(line, "event_id");
        var at = OffsetDateTime.parse(text(line, "ts")).toInstant();
        return switch (Fact.Kind.valueOf(text(line, "type"))) {
            case SHARE ->
                new Fact.Share(
                        id,
                        at,
                        text(line, "code"),
                        text(line, "sharer"),
                        text(line, "channel"),
                        optional(line, "variant"));
            case CLICK -> new Fact.Click(id, at, text(line, "code"), text(line, "visitor"));
            case SIGNUP ->
                new Fact.SignUp(id, at, text(line, "customer"), optional(line, "visitor"), optional(line, "code"));
            case PURCHASE ->
                new Fact.Purchase(
                        id, at, text(line, "order"), text(line, "customer"), minor(line), text(line, "currency"));
            case REFUND -> new Fact.Refund(id, at, text(line, "refund"), text(line, "order"), minor(line));
        };
    }

    private static ObjectNode lineOf(Fact fact) {
        var line = JsonNodeFactory.instance.objectNode();
        line.put("type", fact.kind().name()).put("event_id", fact.eventId()).put("ts", timestamp(fact.at()));
        return switch (fact) {
            case Fact.Share share -> {
                putIfPresent(line, "variant", share.variant());
                yield line.put("code", share.code())
                        .put("sharer", share.sharer())
                        .put("channel", share.channel());
            }
            case Fact.Click click -> line.put("code", click.code()).put("visitor", click.visitor());
            case Fact.SignUp signUp -> {
                putIfPresent(line, "visitor", signUp.visitor());
                putIfPresent(line, "code", signUp.code());
                yield line.put("customer", signUp.customer());
            }
            case Fact.Purchase purchase ->
                line.put("order", purchase.order())
                        .put("customer", purchase.customer())
                        .put("amount_minor", purchase.amountMinor())
                        .put("currency", purchase.currency());
            case Fact.Refund refund ->
                line.put("refund", refund.refund())
                        .put("order", refund.order())
                        .put("amount_minor", refund.amountMinor());
        };
    }

    private static void putIfPresent(ObjectNode line, String field, @Nullable String value) {
        if (value != null) line.put(field, value);
    }

    private static String text(JsonNode line, String field) {
        var value = optional(line, field);
        if (value == null) throw new IllegalArgumentException("missing " + field);
        return value;
    }

    private static @Nullable String optional(JsonNode line, String field) {
        var value = line.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static long minor(JsonNode line) {
        var value = line.get("amount_minor");
        if (value == null || !value.canConvertToLong()) throw new IllegalArgumentException("missing amount_minor");
        return value.longValue();
    }
}
