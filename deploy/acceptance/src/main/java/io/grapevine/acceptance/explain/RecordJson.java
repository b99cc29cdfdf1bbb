package io.grapevine.acceptance.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.acceptance.explain.Candidate.Verdict;
import io.grapevine.acceptance.explain.Circumstances.Bind;
import io.grapevine.acceptance.explain.Circumstances.Contender;
import io.grapevine.acceptance.explain.Circumstances.Known;
import io.grapevine.acceptance.explain.Circumstances.Named;
import io.grapevine.acceptance.explain.Circumstances.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a decision's record, as the event carries it and as the API shows it: they differ in the id and in how money is written. */
final class RecordJson {
    private final JsonNode record;
    private final JsonNode explanation;
    private final JsonNode basis;

    private RecordJson(JsonNode record) {
        this.record = record;
        this.explanation = record.path("explanation");
        this.basis = explanation.path("basis");
    }

    /** Throws {@link NoRecord} if it is none, or one that was written before records said all of it. */
    static DecisionRecord read(JsonNode json) {
        if (!json.path("explanation").isObject()) throw new NoRecord("this is no decision: it has no explanation");
        if (!json.path("explanation").path("basis").isObject())
            throw new NoRecord("this record is older than the explanations that can be evaluated: it has no basis");
        return new RecordJson(json).read();
    }

    /** Why something cannot be evaluated. */
    static final class NoRecord extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRecord(String message) {
            super(message);
        }
    }

    private DecisionRecord read() {
        var amount = money("amount");
        var candidates = list(explanation.path("candidates"), RecordJson::candidate);
        return new DecisionRecord(
                record.hasNonNull("id") ? text(record, "id") : text(record, "conversionId"),
                record.path("revision").asInt(),
                text(record, "kind"),
                text(record, "programKey"),
                record.path("programVersion").asInt(),
                textOrNull(record, "customerId"),
                new Place(instant(record, "occurredAt"), text(record, "eventId")),
                instant(basis, "clock"),
                amount,
                amount - money("refunded"),
                currency(),
                policy(),
                circumstances(),
                candidates,
                suspicion(explanation.path("screening")),
                stated(candidates));
    }

    private static @Nullable Suspicion suspicion(JsonNode screening) {
        if (!screening.isObject()) return null;
        return new Suspicion(
                list(
                        screening.path("signals"),
                        signal -> new Suspicion.Signal(
                                text(signal, "code"),
                                signal.path("weight").asInt(),
                                signal.path("inherited").asBoolean())),
                screening.path("review").asInt(),
                screening.hasNonNull("refuse") ? screening.path("refuse").asInt() : null,
                textOrNull(screening.path("signUp"), "said"),
                textOrNull(screening.path("word"), "said"));
    }

    private long money(String name) {
        return record.has(name)
                ? record.path(name).path("amount").longValue()
                : record.path(name + "Minor").longValue();
    }

    private @Nullable String currency() {
        return record.has("amount") ? textOrNull(record.path("amount"), "currency") : textOrNull(record, "currency");
    }

    private Policy policy() {
        var wanted = basis.path("eligibility");
        var minimum = wanted.path("minPurchase");
        var sharing = explanation.path("sharing");
        var weights = sharing.path("weights");
        return new Policy(
                text(explanation, "rule").equals("journey"),
                textOrNull(explanation, "model"),
                window(explanation, "lookback", "edge"),
                weights.isObject()
                        ? List.of(decimal(weights, "first"), decimal(weights, "middle"), decimal(weights, "last"))
                        : List.of(),
                durationOrNull(sharing, "halfLife"),
                text(basis, "binding").equals("lifetime"),
                window(basis, "conversionWindow", "conversionEdge"),
                list(basis.path("priority"), rank -> words(rank)),
                text(basis, "tieBreak"),
                minimum.isObject()
                        ? new Policy.Minimum(minimum.path("amount").longValue(), text(minimum, "currency"))
                        : null,
                words(wanted.path("countries")),
                wanted.path("newCustomersOnly").asBoolean(),
                text(basis, "audience").equals("new_customers"),
                instantOrNull(basis, "effectiveFrom"),
                durationOrNull(basis, "lateness"),
                explanation.path("lineage").path("levels").asInt(1));
    }

    private Circumstances circumstances() {
        var known = basis.path("known");
        return new Circumstances(
                textOrNull(basis, "country"),
                signedUp(),
                known.isObject()
                        ? new Known(
                                text(known, "kind"),
                                new Place(instant(known, "at"), text(known, "eventId")),
                                known.path("sameCustomer").asBoolean())
                        : null,
                durationOrNull(basis, "lateBy"),
                textOrNull(basis, "namedProgram"),
                explanation.hasNonNull("boundBy")
                        ? new Place(instant(explanation, "boundAt"), text(explanation, "boundBy"))
                        : null,
                list(explanation.path("lineage").path("binds"), RecordJson::bind),
                list(explanation.path("contest").path("contenders"), RecordJson::contender),
                named(),
                textOrNull(basis, "consent"));
    }

    private @Nullable Named named() {
        var manual = explanation.path("manual");
        return manual.path("action").asText().equals("attributed")
                ? new Named(text(manual, "participantId"), text(manual, "externalId"), instant(manual, "at"))
                : null;
    }

    private @Nullable Place signedUp() {
        if (!basis.hasNonNull("signedUpAt")) return null;
        var by = basis.hasNonNull("signedUpBy") ? text(basis, "signedUpBy") : text(record, "eventId");
        return new Place(instant(basis, "signedUpAt"), by);
    }

    private Decision stated(List<Candidate> candidates) {
        var advocate = record.path("advocate");
        return new Decision(
                text(explanation, "rule"),
                text(record, "outcome"),
                textOrNull(record, "reason"),
                advocate.isObject()
                        ? new Decision.Advocate(
                                text(advocate, "participantId"),
                                text(advocate, "externalId"),
                                text(advocate, "referralCode"))
                        : null,
                list(record.path("credits"), RecordJson::credit),
                list(record.path("upline"), RecordJson::upline),
                textOrNull(record, "lostTo"),
                candidates.stream().map(Candidate::stated).toList());
    }

    private static Candidate candidate(JsonNode json) {
        return new Candidate(
                text(json, "id"),
                text(json, "evidenceClass"),
                json.path("code").asText(),
                textOrNull(json, "externalId"),
                textOrNull(json, "participantId"),
                instant(json, "at"),
                json.path("sequence").longValue(),
                json.path("priority").longValue(),
                json.path("human").asBoolean(true),
                textOrNull(json, "channel"),
                textOrNull(json, "consent"),
                new Verdict(
                        json.path("winner").asBoolean(),
                        textOrNull(json, "lostBecause"),
                        json.hasNonNull("weight") ? decimal(json, "weight") : null));
    }

    private static Bind bind(JsonNode json) {
        return new Bind(
                text(json, "customerId"),
                text(json, "externalId"),
                text(json, "participantId"),
                new Place(instant(json, "at"), text(json, "eventId")));
    }

    private static Contender contender(JsonNode json) {
        return new Contender(
                text(json, "programKey"),
                json.path("programVersion").asInt(),
                json.path("rank").asInt(),
                json.path("manual").asBoolean(),
                text(json, "evidenceClass"),
                instant(json, "touchedAt"),
                json.path("winner").asBoolean());
    }

    private static Decision.Credit credit(JsonNode json) {
        return new Decision.Credit(
                text(json, "participantId"),
                text(json, "externalId"),
                decimal(json, "weight"),
                json.path("amountMinor").longValue());
    }

    private static Decision.Upline upline(JsonNode json) {
        return new Decision.Upline(
                json.path("level").asInt(),
                text(json, "participantId"),
                text(json, "externalId"),
                json.hasNonNull("weight") ? decimal(json, "weight") : null);
    }

    private static Window window(JsonNode json, String length, String edge) {
        return new Window(durationOrNull(json, length), json.path(edge).asText().equals("inclusive"));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        var list = new ArrayList<T>();
        for (var item : array) list.add(read.apply(item));
        return list;
    }

    private static Set<String> words(JsonNode array) {
        return new HashSet<>(list(array, JsonNode::asText));
    }

    private static String text(JsonNode json, String name) {
        if (!json.hasNonNull(name)) throw new NoRecord("the record does not say its " + name);
        return json.path(name).asText();
    }

    private static @Nullable String textOrNull(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.path(name).asText() : null;
    }

    private static BigDecimal decimal(JsonNode json, String name) {
        return new BigDecimal(text(json, name));
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }

    private static @Nullable Instant instantOrNull(JsonNode json, String name) {
        return json.hasNonNull(name) ? instant(json, name) : null;
    }

    private static @Nullable Duration durationOrNull(JsonNode json, String name) {
        return json.hasNonNull(name) ? Duration.parse(text(json, name)) : null;
    }
}
