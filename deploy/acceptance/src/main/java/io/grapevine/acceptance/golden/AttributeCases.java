package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.attribution.credit.Attribution;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.Verdict;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Credit for the touches of one conversion, by the credit core of attribution: the models with a single winner. */
final class AttributeCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, AttributionModel> BUILT =
            Map.of("first_touch", AttributionModel.FIRST_TOUCH, "last_touch", AttributionModel.LAST_TOUCH);
    private static final String PROGRAM = "golden";
    private static final Duration DAY = Duration.ofDays(1);

    private AttributeCases() {}

    static JsonNode attribute(GoldenCase golden) {
        var missing = new ArrayList<String>();
        for (var model : golden.input().path("models")) {
            if (!BUILT.containsKey(model.path("name").asText()))
                missing.add(model.path("name").asText());
        }
        if (!missing.isEmpty()) throw new NotBuiltYet("models " + missing);
        var output = NODES.objectNode();
        for (var model : golden.input().path("models")) addModel(golden.input(), model, output);
        return output;
    }

    private static void addModel(JsonNode input, JsonNode model, ObjectNode output) {
        var name = model.path("name").asText();
        var chosen = BUILT.get(name);
        if (chosen == null) throw new NotBuiltYet("model " + name);
        var convertedAt =
                OffsetDateTime.parse(input.path("conversion_ts").asText()).toInstant();
        var touches = touches(input.path("touches"));
        var resolution = Attribution.resolve(
                new Policy(PROGRAM, chosen, lookback(input.path("lookback"))),
                null,
                convertedAt,
                touches,
                owners(touches),
                _ -> false);
        var eligible = resolution.verdicts().stream()
                .filter(AttributeCases::isEligible)
                .map(verdict -> verdict.touchpoint().id())
                .toList();
        eligible.forEach(output.putArray("eligible")::add);
        var credits = output.has("credits") ? (ObjectNode) output.get("credits") : output.putObject("credits");
        credits.set(
                model.path("key").asText(name),
                credit(resolution, eligible, input.path("amount_minor").longValue()));
    }

    private static ObjectNode credit(Resolution resolution, List<String> eligible, long amountMinor) {
        var credit = NODES.objectNode();
        var weights = credit.putObject("weights");
        var amounts = credit.putObject("amounts_minor");
        switch (resolution) {
            case Resolution.Brought brought -> {
                for (var touch : eligible) {
                    var wins = touch.equals(brought.winner().id());
                    weights.put(touch, wins ? 1.0 : 0.0);
                    amounts.put(touch, wins ? amountMinor : 0);
                }
            }
            case Resolution.Nobody _ -> credit.put("unattributed_minor", amountMinor);
        }
        return credit;
    }

    private static boolean isEligible(Verdict verdict) {
        var reason = verdict.lostBecause();
        return reason == null || reason == Reason.EARLIER_TOUCH || reason == Reason.LATER_TOUCH;
    }

    private static LookbackWindow lookback(JsonNode lookback) {
        if (lookback.isNull() || lookback.isMissingNode())
            return new LookbackWindow(null, LookbackWindow.Edge.INCLUSIVE);
        var length = lookback.has("ms")
                ? Duration.ofMillis(lookback.path("ms").longValue())
                : DAY.multipliedBy(lookback.path("days").longValue());
        var inclusive = lookback.path("bound").asText("inclusive").equals("inclusive");
        return new LookbackWindow(length, inclusive ? LookbackWindow.Edge.INCLUSIVE : LookbackWindow.Edge.EXCLUSIVE);
    }

    private static List<Touchpoint> touches(JsonNode touches) {
        var read = new ArrayList<Touchpoint>();
        for (var touch : touches) {
            read.add(new Touchpoint(
                    touch.path("id").asText(),
                    EvidenceClass.CLICK,
                    touch.path("id").asText(),
                    OffsetDateTime.parse(touch.path("ts").asText()).toInstant(),
                    touch.path("seq").longValue(),
                    0,
                    true));
        }
        return read;
    }

    /** A journey case knows no codes: every touch stands for itself. */
    private static CodeBook owners(List<Touchpoint> touches) {
        var owners = new HashMap<String, CodeOwner>();
        for (var touch : touches) {
            owners.put(touch.code(), new CodeOwner(PROGRAM, touch.code(), touch.id(), touch.id(), null));
        }
        return new CodeBook(owners);
    }
}
