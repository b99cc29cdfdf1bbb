package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.TEN_PERCENT;
import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.refused;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.tuple;
import static io.grapevine.events.definition.Definitions.with;
import static io.grapevine.events.definition.Definitions.withRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionMistakesTest {

    @Test
    void nothingAtAllIsRefusedAsAWhole() {
        assertThat(refused(null))
                .containsExactly(new Mistake("", "invalid_value", "expected an object with named fields, got nothing"));
        assertThat(refused(List.of())).extracting(Mistake::pointer).containsExactly("");
        assertThat(refused("text"))
                .extracting(Mistake::detail)
                .first()
                .asString()
                .contains("\"text\"");
    }

    @Test
    void nameAndDestinationAreRequired() {
        assertThat(refused(Map.of()))
                .extracting(Mistake::pointer, Mistake::code)
                .containsExactly(tuple("/name", "required"), tuple("/destination", "required"));
    }

    @Test
    void everyMistakeIsToldAtOnceWithTheBadValueAndTheFix() {
        // Given
        var body = smallest();
        body.put("name", "");
        body.put("destination", "shop.example");
        body.put("attribution", Map.of("lookback", "30 days", "binding", "never"));
        // When
        var mistakes = refused(body);
        // Then
        assertThat(mistakes)
                .extracting(Mistake::pointer)
                .containsExactly("/name", "/destination", "/attribution/lookback", "/attribution/binding");
        assertThat(mistakes.get(2).detail()).contains("lookback", "\"30 days\"", "30d");
        assertThat(mistakes.get(3).detail()).contains("\"never\"", "lifetime or per_order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payout", "caps", "tiers", "experiments", "nmae", "a/b~c"})
    void fieldsThatNothingComesOfAreRefused(String field) {
        // Given
        var body = smallest();
        body.put(field, 1);
        // When
        var mistakes = refused(body);
        // Then
        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.code()).isEqualTo("unsupported");
            assertThat(mistake.pointer())
                    .isEqualTo("/" + field.replace("~", "~0").replace("/", "~1"));
            assertThat(mistake.detail()).contains(field);
        });
    }

    @Test
    void aFieldOfThePartsThatNothingComesOfIsRefusedToo() {
        assertMistake(
                with(smallest(), "attribution", Map.of("channels", "all")), "/attribution/channels", "unsupported");
        assertMistake(with(smallest(), "eligibility", Map.of("countires", 1)), "/eligibility/countires", "unsupported");
        assertMistake(
                with(
                        smallest(),
                        "eligibility",
                        Map.of("minPurchase", Map.of("amount", 1, "currency", "EUR", "net", true))),
                "/eligibility/minPurchase/net",
                "unsupported");
    }

    @Test
    void whatIsNotBuiltYetIsToldFromWhatIsNoField() {
        // When
        var mistakes = refused(with(with(smallest(), "caps", 1), "nmae", 1));
        // Then
        assertThat(mistakes)
                .extracting(Mistake::detail)
                .satisfiesExactly(
                        caps -> assertThat(caps).startsWith("caps is not built yet"),
                        typo -> assertThat(typo)
                                .startsWith("\"nmae\" is no field here: use ")
                                .contains("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "3651d", "P1M", "-1d", "1y", "", "PT-1S", "9999999999d"})
    void windowsOutsideTheirBoundsAreRefused(String length) {
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", length)), "/attribution/lookback", "invalid_value");
        assertMistake(
                with(smallest(), "attribution", Map.of("conversionWindow", length)),
                "/attribution/conversionWindow",
                "invalid_value");
    }

    @Test
    void aLookbackObjectNeedsItsLength() {
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", Map.of("edge", "inclusive"))),
                "/attribution/lookback/length",
                "required");
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", Map.of("length", "1d", "edge", "sharp"))),
                "/attribution/lookback/edge",
                "invalid_value");
        assertMistake(
                with(smallest(), "attribution", Map.of("lookback", Map.of("length", "1d", "unit", "d"))),
                "/attribution/lookback/unit",
                "unsupported");
    }

    @Test
    void aWindowIsLongerThanNothingAndAHoldNeedNotBe() {
        // When
        var window = refused(with(smallest(), "attribution", Map.of("lookback", "0d")));
        var hold = refused(withRule(with(TEN_PERCENT, "hold", "3651d")));
        // Then
        assertThat(window)
                .singleElement()
                .extracting(Mistake::detail)
                .asString()
                .endsWith("longer than nothing");
        assertThat(hold).singleElement().extracting(Mistake::detail).asString().endsWith("at most 3650d");
    }

    @Test
    void countriesAreIsoCodes() {
        assertMistake(
                with(smallest(), "eligibility", Map.of("countries", List.of("DE", "de"))),
                "/eligibility/countries/1",
                "invalid_value");
        assertMistake(
                with(smallest(), "eligibility", Map.of("countries", "DE")), "/eligibility/countries", "invalid_value");
        assertMistake(
                with(smallest(), "eligibility", Map.of("countries", List.of(1))),
                "/eligibility/countries/0",
                "invalid_value");
    }

    @ParameterizedTest
    @CsvSource({"eur, currency", "XXX, currency", "XAU, currency", "EURO, currency"})
    void currenciesAreIsoCodesWithAMinorUnit(String currency, String field) {
        assertMistake(
                with(smallest(), "eligibility", Map.of("minPurchase", Map.of("amount", 1, "currency", currency))),
                "/eligibility/minPurchase/" + field,
                "invalid_value");
    }

    @Test
    void amountsAreWholeMinorUnitsWithinBounds() {
        for (Object amount : Arrays.asList(0, -1, new BigDecimal("1.5"), "100", 10_000_000_000_001L, true))
            assertMistake(
                    with(smallest(), "eligibility", Map.of("minPurchase", Map.of("amount", amount, "currency", "EUR"))),
                    "/eligibility/minPurchase/amount",
                    "invalid_value");
        assertMistake(
                with(smallest(), "eligibility", Map.of("minPurchase", Map.of("currency", "EUR"))),
                "/eligibility/minPurchase/amount",
                "required");
    }

    @Test
    void aTimeWithoutOffsetIsRefused() {
        assertMistake(with(smallest(), "effectiveFrom", "2026-03-01T00:00:00"), "/effectiveFrom", "invalid_value");
        assertMistake(with(smallest(), "effectiveFrom", 5), "/effectiveFrom", "invalid_value");
    }

    @Test
    void aNameHasAtMostTwoHundredCharacters() {
        assertThat(accepted(with(smallest(), "name", "ü".repeat(200))).terms().name())
                .hasSize(200);
        assertMistake(with(smallest(), "name", "ü".repeat(201)), "/name", "invalid_value");
        assertMistake(with(smallest(), "name", "a\r\nb"), "/name", "invalid_value");
        assertMistake(with(smallest(), "name", 7), "/name", "invalid_value");
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertMistake(withRule(with(TEN_PERCENT, "first", "yes")), "/rewards/0/first", "invalid_value");
    }

    @Test
    void longValuesAreCutInTheirMistakes() {
        // When
        var mistakes = refused(with(smallest(), "effectiveFrom", "x\u0007".repeat(500)));
        // Then
        assertThat(mistakes)
                .singleElement()
                .extracting(Mistake::detail)
                .asString()
                .hasSizeLessThan(200)
                .contains("x?x?", "…");
    }
}
