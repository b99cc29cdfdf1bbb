package io.grapevine.acceptance.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.model.CreditOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credit for the touches of one conversion, by the model core of attribution. */
final class AttributeCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigDecimal MILLIS_PER_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private AttributeCases() {}

    static JsonNode attribute(GoldenCase golden) {
        var input = golden.input();
        var convertedAt =
                OffsetDateTime.parse(input.path("conversion_ts").asText()).toInstant();
        var journey = Journey.of(touches(input.path("touches")), convertedAt, lookback(input.path("lookback")));
        var output = NODES.objectNode();
        var eligible = output.putArray("eligible");
        journey.touches().forEach(touch -> eligible.add(touch.id()));
        var credits = output.putObject("credits");
        for (var model : input.path("models")) {
            var outcome = CreditOutcome.of(
                    CreditModels.read(model),
                    journey,
                    input.path("amount_minor").longValue());
            credits.set(model.path("key").asText(model.path("name").asText()), credit(outcome));
        }
        return output;
    }

    private static ObjectNode credit(CreditOutcome outcome) {
        var credit = NODES.objectNode();
        var weights = credit.putObject("weights");
        var amounts = credit.putObject("amounts_minor");
        switch (outcome) {
            case CreditOutcome.Credited(var rows) -> {
                for (var row : rows) {
                    weights.put(row.touch().id(), row.weight().doubleValue());
                    amounts.put(row.touch().id(), row.amountMinor());
                }
            }
            case CreditOutcome.Unattributed(var amountMinor) -> credit.put("unattributed_minor", amountMinor);
        }
        return credit;
    }

    private static LookbackWindow lookback(JsonNode lookback) {
        var inclusive = lookback.path("bound").asText("inclusive").equals("inclusive");
        return new LookbackWindow(
                length(lookback), inclusive ? LookbackWindow.Edge.INCLUSIVE : LookbackWindow.Edge.EXCLUSIVE);
    }

    private static @Nullable Duration length(JsonNode lookback) {
        if (lookback.hasNonNull("ms"))
            return Duration.ofMillis(lookback.path("ms").longValue());
        if (lookback.hasNonNull("days"))
            return Duration.ofMillis(GoldenCase.decimal(lookback.path("days"))
                    .multiply(MILLIS_PER_DAY)
                    .longValueExact());
        return null;
    }

    private static List<ChannelTouch> touches(JsonNode touches) {
        var read = new ArrayList<ChannelTouch>();
        for (var touch : touches) {
            read.add(new ChannelTouch(
                    touch.path("id").asText(),
                    touch.path("channel").asText(),
                    OffsetDateTime.parse(touch.path("ts").asText()).toInstant(),
                    touch.path("seq").longValue()));
        }
        return read;
    }
}
