package io.grapevine.acceptance.golden;

import static io.grapevine.acceptance.golden.GoldenCase.decimal;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.attribution.model.CreditModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Credit models as cases name them. */
final class CreditModels {
    private static final BigDecimal NANOS_PER_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toNanos());
    private static final BigDecimal NANOS_PER_SECOND =
            BigDecimal.valueOf(Duration.ofSeconds(1).toNanos());

    private CreditModels() {}

    static CreditModel read(JsonNode model) {
        var name = model.path("name").asText();
        return switch (name) {
            case "first_touch" -> new CreditModel.FirstTouch();
            case "last_touch" -> new CreditModel.LastTouch();
            case "last_non_direct" -> new CreditModel.LastNonDirect();
            case "linear" -> new CreditModel.Linear();
            case "position" -> position(model);
            case "position_based" -> CreditModel.Position.POSITION_BASED;
            case "j_shaped" -> CreditModel.Position.J_SHAPED;
            case "inverse_j" -> CreditModel.Position.INVERSE_J;
            case "time_decay" -> timeDecay(model.path("half_life_days"));
            case "w_shaped" -> new CreditModel.WShaped(moment(model, "lead_ts"), moment(model, "opportunity_ts"));
            case "full_path" ->
                new CreditModel.FullPath(
                        moment(model, "lead_ts"), moment(model, "opportunity_ts"), moment(model, "close_ts"));
            default -> throw new NotBuiltYet("model " + name);
        };
    }

    private static CreditModel position(JsonNode model) {
        return new CreditModel.Position(
                share(model, "f", "first", 0), share(model, "m", "middle", 1), share(model, "l", "last", 2));
    }

    /** The cases' page leaves open how shares are given: by the letters of the specification, by name or as a list. */
    private static BigDecimal share(JsonNode model, String letter, String name, int index) {
        if (model.has(letter)) return decimal(model.path(letter));
        if (model.has(name)) return decimal(model.path(name));
        if (model.path("weights").has(index))
            return decimal(model.path("weights").path(index));
        throw new NotBuiltYet("position with the parameters of " + model);
    }

    private static CreditModel timeDecay(JsonNode days) {
        if (days.isMissingNode() || days.isNull()) return CreditModel.TimeDecay.SEVEN_DAYS;
        var parts = decimal(days)
                .multiply(NANOS_PER_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .divideAndRemainder(NANOS_PER_SECOND);
        return new CreditModel.TimeDecay(Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact()));
    }

    private static @Nullable Instant moment(JsonNode model, String field) {
        var text = model.path(field);
        return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
    }
}
