package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.EUR_20;
import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.with;
import static io.grapevine.events.definition.Definitions.withRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardScale.By;
import io.grapevine.events.RewardScale.Deduction;
import io.grapevine.events.RewardScale.Mode;
import io.grapevine.events.RewardScale.Period;
import io.grapevine.events.RewardScale.Season;
import io.grapevine.events.RewardScale.Step;
import io.grapevine.events.RewardScale.Tiers;
import io.grapevine.events.Terms.Money;
import io.grapevine.events.Terms.RewardRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleFormTest {

    private static final Map<String, Object> TWENTY_EUROS = with(TEN_PERCENT, "give", Map.of("cash", EUR_20));
    private static final Map<String, Object> COUPON =
            with(TEN_PERCENT, "give", Map.of("coupon", Map.of("percent", 10)));

    @Test
    void aListOfStepsGoesByHowManyWereEarned() {
        var steps = List.of(Map.of("from", 1, "percent", 10), Map.of("from", 5, "percent", 12));
        assertThat(read(with(TEN_PERCENT, "tiers", steps)).scaled().tiers())
                .isEqualTo(new Tiers(
                        By.COUNT,
                        null,
                        Period.ALL,
                        null,
                        List.of(
                                new Step(1, null, BigDecimal.TEN, null),
                                new Step(5, null, new BigDecimal("12"), null))));
        var monthly = Map.of("by", "count", "per", "month", "steps", steps);
        var tiers = read(with(TEN_PERCENT, "tiers", monthly)).scaled().tiers();
        assertThat(tiers).extracting(Tiers::per).isEqualTo(Period.MONTH);
    }

    @Test
    void stepsOfAFixedAmountAreAmounts() {
        var steps = List.of(Map.of("from", 3, "amount", EUR_20));
        assertThat(read(with(TWENTY_EUROS, "tiers", steps)).scaled().tiers())
                .extracting(Tiers::steps)
                .isEqualTo(List.of(new Step(3, null, null, new Money(2000, "EUR"))));
        var dollars = List.of(Map.of("from", 3, "amount", Map.of("amount", 1, "currency", "USD")));
        assertMistake(withRule(with(TWENTY_EUROS, "tiers", dollars)), "/rewards/0/tiers/0/amount", "invalid_value");
        assertMistake(
                withRule(with(TWENTY_EUROS, "tiers", List.of(Map.of("from", 3)))),
                "/rewards/0/tiers/0/amount",
                "required");
    }

    @Test
    void stepsOverAmountsAreSlicesOrTakeItWhole() {
        var tiers =
                read(with(TEN_PERCENT, "tiers", byVolume(2, "5.5"))).scaled().tiers();
        assertThat(tiers)
                .isEqualTo(new Tiers(
                        By.VOLUME,
                        Mode.MARGINAL,
                        Period.ALL,
                        "EUR",
                        List.of(
                                new Step(null, 20_000L, new BigDecimal("2"), null),
                                new Step(null, null, new BigDecimal("5.5"), null))));
        var perOrder = with(with(byVolume(3, "2"), "by", "order"), "mode", "whole");
        assertThat(read(with(TEN_PERCENT, "tiers", perOrder)).scaled().tiers())
                .extracting(Tiers::by, Tiers::mode, Tiers::per)
                .containsExactly(By.ORDER, Mode.WHOLE, null);
    }

    @Test
    void aVolumeIsNotPaidLessForGrowing() {
        var falling = with(byVolume(3, "2"), "mode", "whole");
        assertMistake(withRule(with(TEN_PERCENT, "tiers", falling)), "/rewards/0/tiers/steps", "invalid_value");
    }

    @Test
    void stepsAscend() {
        var counted = List.of(Map.of("from", 2, "percent", 10), Map.of("from", 2, "percent", 12));
        assertMistake(withRule(with(TEN_PERCENT, "tiers", counted)), "/rewards/0/tiers/1/from", "invalid_value");
        var open = with(byVolume(2, "3"), "steps", List.of(Map.of("percent", 1), Map.of("percent", 2)));
        assertMistake(withRule(with(TEN_PERCENT, "tiers", open)), "/rewards/0/tiers/steps/0/upTo", "required");
    }

    @Test
    void onlyMoneyHasTiersAndSeasons() {
        var steps = List.of(Map.of("from", 1, "percent", 10));
        assertMistake(withRule(with(COUPON, "tiers", steps)), "/rewards/0/tiers", "invalid_value");
        assertMistake(withRule(with(COUPON, "seasons", List.of(summer(2)))), "/rewards/0/seasons", "invalid_value");
        assertMistake(withRule(with(TEN_PERCENT, "tiers", List.of())), "/rewards/0/tiers", "invalid_value");
    }

    @Test
    void aSeasonMultiplies() {
        assertThat(read(with(TEN_PERCENT, "seasons", List.of(summer("1.5"))))
                        .scaled()
                        .seasons())
                .containsExactly(new Season(
                        Instant.parse("2026-06-01T00:00:00Z"),
                        Instant.parse("2026-09-01T00:00:00Z"),
                        new BigDecimal("1.5")));
        var over = with(summer(2), "until", "2026-06-01T00:00:00Z");
        assertMistake(
                withRule(with(TEN_PERCENT, "seasons", List.of(over))), "/rewards/0/seasons/0/until", "invalid_value");
    }

    @Test
    void aPercentageMayBeOfWhatIsTheShopsOwn() {
        assertThat(read(with(TEN_PERCENT, "less", List.of("shipping", "tax")))
                        .scaled()
                        .less())
                .containsExactly(Deduction.TAX, Deduction.SHIPPING);
        assertMistake(withRule(with(TEN_PERCENT, "less", List.of("fees"))), "/rewards/0/less/0", "invalid_value");
        assertMistake(withRule(with(TWENTY_EUROS, "less", List.of("tax"))), "/rewards/0/less", "invalid_value");
        var ofItems = with(with(TEN_PERCENT, "products", List.of("a")), "less", List.of("tax"));
        assertMistake(withRule(ofItems), "/rewards/0/less", "invalid_value");
    }

    @Test
    void aFixedAmountMayBeGivenPerItem() {
        assertThat(read(with(TWENTY_EUROS, "perItem", true)).scaled().countsItems())
                .isTrue();
        assertMistake(withRule(with(TEN_PERCENT, "perItem", true)), "/rewards/0/perItem", "invalid_value");
    }

    @Test
    void withoutWhatIsGivenNothingElseIsBlamed() {
        var withoutGive = with(with(TEN_PERCENT, "give", Map.of()), "tiers", List.of());
        assertMistake(withRule(withoutGive), "/rewards/0/give", "required");
    }

    private static Map<String, Object> byVolume(int percent, String above) {
        return Map.of(
                "by",
                "volume",
                "currency",
                "EUR",
                "steps",
                List.of(Map.of("upTo", 20_000, "percent", percent), Map.of("percent", above)));
    }

    private static Map<String, Object> summer(Object factor) {
        return Map.of("from", "2026-06-01T00:00:00Z", "until", "2026-09-01T00:00:00Z", "factor", factor);
    }

    private static RewardRule read(Map<String, Object> rule) {
        return accepted(withRule(rule)).terms().rewards().getFirst();
    }
}
