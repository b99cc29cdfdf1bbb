package io.grapevine.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Context;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.Explanation;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.Terms;
import io.grapevine.testkit.fact.Clicks;
import io.grapevine.testkit.fact.Purchases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A golden replay log as the topics carry it: facts in the order of the file, repeats included, and the decisions the golden bindings lead to. */
public final class GoldenLog {

    public static final String PROGRAM = "golden";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String tenant;
    private final List<JsonNode> lines;
    private final Map<String, String[]> bindings;

    public GoldenLog(String tenant, String name) {
        this.tenant = tenant;
        this.lines = read(name + ".ndjson").map(GoldenLog::parse).toList();
        this.bindings = read(name + "_bindings.csv")
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(row -> row[0], row -> row));
    }

    /** The program, its advocates and their codes: a code belongs to the sharer of its first share. */
    public List<Event<?>> definitions() {
        var definitions = new ArrayList<Event<?>>();
        definitions.add(stated("p", new ProgramPublished("prg_1", PROGRAM, 1, null, TERMS)));
        var enrolled = new HashSet<String>();
        owners().forEach((code, owner) -> {
            var participant = "par_" + owner;
            if (enrolled.add(owner))
                definitions.add(stated(
                        participant, new ParticipantPublished(participant, PROGRAM, owner, code, null, null, null)));
            definitions.add(stated(
                    "lnk_" + code,
                    new LinkPublished(
                            "lnk_" + code, PROGRAM, code, participant, owner, "https://shop.example/", null)));
        });
        return definitions;
    }

    public List<Event<?>> facts() {
        return lines.stream()
                .<Event<?>>map(line -> new Event<>(
                        tenant, line.get("event_id").asText(), "api", at(line), at(line), null, null, fact(line)))
                .toList();
    }

    /** The final revision of every conversion, and before it one that says something else. */
    public List<Event<?>> decisions() {
        var decisions = new ArrayList<Event<?>>();
        var signUps = signUps();
        signUps.values().forEach(ofCustomer -> {
            for (var line : ofCustomer) {
                var bound = line == ofCustomer.getFirst()
                        ? bindings.get(line.get("customer").asText())
                        : null;
                var reason = line == ofCustomer.getFirst() ? Reason.NO_TOUCH : Reason.EXISTING_CUSTOMER;
                decide(decisions, Kind.SIGNUP, line, bound, reason, 0);
            }
        });
        var refunded = refunded();
        earliest("PURCHASE", "order").values().forEach(line -> {
            var signUp = signUps.get(line.get("customer").asText());
            var bound = signUp == null || at(line).isBefore(at(signUp.getFirst()))
                    ? null
                    : bindings.get(line.get("customer").asText());
            var back = Math.min(
                    line.get("amount_minor").asLong(),
                    refunded.getOrDefault(line.get("order").asText(), 0L));
            decide(decisions, Kind.PURCHASE, line, bound, Reason.NOT_BOUND, back);
        });
        return decisions;
    }

    private void decide(
            List<Event<?>> to, Kind kind, JsonNode line, String @Nullable [] bound, Reason reason, long refunded) {
        to.add(conversion(kind, line, null, Reason.EXPIRED, 0, 1));
        to.add(conversion(kind, line, bound, reason, refunded, 2));
    }

    private Event<?> conversion(
            Kind kind, JsonNode line, String @Nullable [] bound, Reason reason, long refunded, int revision) {
        var purchase = kind == Kind.PURCHASE;
        var id = "cnv_" + (purchase ? line.get("order") : line.get("event_id")).asText();
        var data = new ConversionDecided(
                id,
                revision,
                PROGRAM,
                1,
                kind,
                line.get("event_id").asText(),
                "api",
                line.get("customer").asText(),
                null,
                purchase ? line.get("order").asText() : null,
                at(line),
                purchase ? line.get("amount_minor").asLong() : 0,
                purchase ? line.get("currency").asText() : null,
                refunded,
                null,
                bound == null ? Outcome.UNATTRIBUTED : Outcome.ATTRIBUTED,
                bound == null ? reason : null,
                bound == null ? null : new ConversionDecided.Advocate("par_" + bound[1], bound[1], bound[2]),
                List.of(),
                List.of(),
                new Explanation("touch", null, null, null, null, null, List.of()));
        return stated(id + "-" + revision, data);
    }

    private Map<String, List<JsonNode>> signUps() {
        return inOrder("SIGNUP")
                .collect(Collectors.groupingBy(
                        line -> line.get("customer").asText(), LinkedHashMap::new, Collectors.toList()));
    }

    private Map<String, Long> refunded() {
        var sums = new HashMap<String, Long>();
        earliest("REFUND", "refund")
                .values()
                .forEach(line -> sums.merge(
                        line.get("order").asText(), line.get("amount_minor").asLong(), Long::sum));
        return sums;
    }

    private Map<String, JsonNode> earliest(String type, String field) {
        var first = new LinkedHashMap<String, JsonNode>();
        inOrder(type).forEach(line -> first.putIfAbsent(line.get(field).asText(), line));
        return first;
    }

    private Map<String, String> owners() {
        var owners = new TreeMap<String, String>();
        earliest("SHARE", "code")
                .forEach((code, line) -> owners.put(code, line.get("sharer").asText()));
        return owners;
    }

    private java.util.stream.Stream<JsonNode> inOrder(String type) {
        var unique = new LinkedHashMap<String, JsonNode>();
        lines.forEach(line -> unique.putIfAbsent(line.get("event_id").asText(), line));
        return unique.values().stream()
                .filter(line -> line.get("type").asText().equals(type))
                .sorted(Comparator.comparing(GoldenLog::at)
                        .thenComparing(line -> line.get("event_id").asText()));
    }

    private static EventData fact(JsonNode line) {
        return switch (line.get("type").asText()) {
            case "SHARE" ->
                new ShareRecorded(
                        null,
                        text(line, "code"),
                        text(line, "channel"),
                        null,
                        text(line, "variant"),
                        null,
                        Context.NONE);
            case "CLICK" ->
                Clicks.click(text(line, "event_id"))
                        .code(text(line, "code"))
                        .by(text(line, "visitor"))
                        .build();
            case "SIGNUP" ->
                new SignUpRecorded(
                        text(line, "customer"), text(line, "visitor"), Evidence.NONE, null, null, null, Context.NONE);
            case "PURCHASE" ->
                Purchases.order(text(line, "order"))
                        .by(text(line, "customer"))
                        .amount(line.get("amount_minor").asLong(), text(line, "currency"))
                        .build();
            case "REFUND" ->
                new RefundRecorded(
                        text(line, "refund"),
                        text(line, "order"),
                        line.get("amount_minor").asLong(),
                        "USD",
                        List.of(),
                        null,
                        Context.NONE);
            default -> throw new IllegalArgumentException(line.toString());
        };
    }

    private <T extends EventData> Event<T> stated(String id, T data) {
        return Event.stated(tenant, id, "test", Instant.EPOCH, null, data);
    }

    private static String text(JsonNode line, String field) {
        return line.get(field).asText();
    }

    private static Instant at(JsonNode line) {
        return Instant.parse(line.get("ts").asText());
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.util.stream.Stream<String> read(String file) {
        try (var reader = new BufferedReader(new InputStreamReader(GoldenCases.open(file), StandardCharsets.UTF_8))) {
            return reader.lines().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody asks insights for terms; they only have to be there. */
    static final Terms TERMS = terms();

    private static Terms terms() {
        return new Terms(
                "Golden",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LAST_TOUCH,
                        new AttributionTerms.Lookback(null, AttributionTerms.Edge.EXCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME),
                new Terms.Eligibility(null, List.of()),
                List.of());
    }
}
