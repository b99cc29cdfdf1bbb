package io.grapevine.events.definition;

import static io.grapevine.events.definition.Definitions.accepted;
import static io.grapevine.events.definition.Definitions.assertMistake;
import static io.grapevine.events.definition.Definitions.refused;
import static io.grapevine.events.definition.Definitions.smallest;
import static io.grapevine.events.definition.Definitions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.AttributionTerms.Edge;
import io.grapevine.events.AttributionTerms.TieBreak;
import io.grapevine.events.AttributionTerms.TouchClass;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.Audience;
import io.grapevine.events.Terms.Exclusivity;
import io.grapevine.events.form.Mistake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Priority, windows, audience and exclusivity: who is credited for what, and from when. */
class PolicyFormTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void classesRankAsTheyAreListed() {
        assertThat(attribution("priority", List.of("click", List.of("impression", "code")))
                        .priority())
                .containsExactly(List.of(TouchClass.CLICK), List.of(TouchClass.CODE, TouchClass.IMPRESSION));
        assertThat(attribution("priority", List.of("code", "click", "soft_click", "impression", "paid_click"))
                        .priority())
                .containsExactly(
                        List.of(TouchClass.CODE),
                        List.of(TouchClass.CLICK),
                        List.of(TouchClass.SOFT_CLICK),
                        List.of(TouchClass.IMPRESSION),
                        List.of(TouchClass.PAID_CLICK));
    }

    @Test
    void theUsualPriorityIsTheSameAsNone() {
        var usual = List.of("code", List.of("paid_click", "click"), "soft_click", List.of("impression"));
        assertThat(accepted(attributed("priority", usual))).isEqualTo(accepted(smallest()));
    }

    @Test
    void aPriorityAlsoSaysWhatIsNotSharedAt() {
        var shared = Map.of("model", "linear", "priority", List.of("code"));
        assertThat(accepted(with(smallest(), "attribution", shared))
                        .terms()
                        .attribution()
                        .ranks())
                .containsExactly(List.of(TouchClass.CODE));
    }

    @Test
    void everyWrongClassIsNamedWithItsPlaceAndEveryWordThereIs() {
        assertThat(refused(attributed("priority", List.of("code", "cookie"))))
                .singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.pointer()).isEqualTo("/attribution/priority/1");
                    assertThat(mistake.code()).isEqualTo(Mistake.INVALID);
                    assertThat(mistake.detail())
                            .contains("\"cookie\"", "code, click, paid_click, soft_click, impression");
                });
        assertMistake(
                attributed("priority", List.of("code", List.of("click", "code"))),
                "/attribution/priority/1",
                "duplicate");
        assertMistake(attributed("priority", List.of("code", List.of())), "/attribution/priority/1", "invalid_value");
        assertMistake(attributed("priority", List.of(7)), "/attribution/priority/0", "invalid_value");
        assertMistake(attributed("priority", List.of()), "/attribution/priority", "invalid_value");
        assertMistake(attributed("priority", "code"), "/attribution/priority", "invalid_value");
    }

    @ParameterizedTest
    @CsvSource({"highest_id, HIGHEST_ID", "lowest_id, LOWEST_ID"})
    void aTieBreakIsAWord(String word, TieBreak tieBreak) {
        assertThat(attribution("tieBreak", word).tieBreak()).isEqualTo(tieBreak);
        assertThat(attribution("tieBreak", "by_model").tieBreak()).isNull();
    }

    @Test
    void aTieBreakThatCannotBeIsRefused() {
        assertMistake(attributed("tieBreak", "coin"), "/attribution/tieBreak", "invalid_value");
        assertMistake(
                with(smallest(), "attribution", Map.of("model", "linear", "tieBreak", "lowest_id")),
                "/attribution/tieBreak",
                "invalid_value");
    }

    @Test
    void theConversionWindowHasAnEdgeToo() {
        var inclusive = attribution("conversionWindow", Map.of("length", "90d", "edge", "inclusive"));
        assertThat(inclusive.conversionWindow()).isEqualTo(Duration.ofDays(90));
        assertThat(inclusive.conversionEdge()).isEqualTo(Edge.INCLUSIVE);
        assertThat(accepted(attributed("conversionWindow", Map.of("length", "90d", "edge", "exclusive"))))
                .isEqualTo(accepted(attributed("conversionWindow", "90d")));
        assertThat(attribution("conversionWindow", "unlimited").conversionWindow())
                .isNull();
        assertMistake(
                attributed("conversionWindow", Map.of("edge", "inclusive")),
                "/attribution/conversionWindow/length",
                "required");
        assertMistake(
                with(
                        smallest(),
                        "attribution",
                        Map.of("model", "linear", "conversionWindow", Map.of("length", "90d", "edge", "inclusive"))),
                "/attribution/conversionWindow",
                "invalid_value");
    }

    @Test
    void latenessIsBoundByAnHourAtLeastOrNotAtAll() {
        assertThat(attribution("lateness", "1h").lateness()).isEqualTo(Duration.ofHours(1));
        assertThat(attribution("lateness", "3650d").lateness()).isEqualTo(Duration.ofDays(3650));
        assertThat(attribution("lateness", "unlimited").lateness()).isNull();
        assertThat(accepted(smallest()).terms().attribution().lateness()).isNull();
        assertThat(accepted(with(smallest(), "attribution", Map.of("model", "linear", "lateness", "7d")))
                        .terms()
                        .attribution()
                        .lateness())
                .isEqualTo(Duration.ofDays(7));
        assertThat(refused(attributed("lateness", "59m"))).singleElement().satisfies(mistake -> {
            assertThat(mistake.pointer()).isEqualTo("/attribution/lateness");
            assertThat(mistake.detail()).endsWith("at most 3650d and at least 1h");
        });
        assertMistake(attributed("lateness", "3651d"), "/attribution/lateness", "invalid_value");
    }

    @Test
    void newCustomersOnlyIsYesOrNo() {
        assertThat(eligibility(true).wantsNewCustomersOnly()).isTrue();
        assertThat(eligibility(false)).isEqualTo(new Terms.Eligibility(null, List.of()));
        assertMistake(
                with(smallest(), "eligibility", Map.of("newCustomersOnly", "yes")),
                "/eligibility/newCustomersOnly",
                "invalid_value");
    }

    @Test
    void aVersionHoldsFromATimeForEveryoneOrForNewCustomers() {
        assertThat(effective(Map.of("from", "2026-03-01T00:00:00Z", "for", "new_customers")))
                .satisfies(definition -> {
                    assertThat(definition.effectiveFrom()).isEqualTo(MARCH);
                    assertThat(definition.fromNow()).isFalse();
                    assertThat(definition.terms().audience()).isEqualTo(Audience.NEW_CUSTOMERS);
                });
        assertThat(effective(Map.of("from", "2026-03-01T00:00:00Z", "for", "everyone")))
                .isEqualTo(accepted(with(smallest(), "effectiveFrom", "2026-03-01T00:00:00Z")));
        assertThat(effective(Map.of("for", "everyone"))).isEqualTo(accepted(smallest()));
    }

    @Test
    void fromNowIsSaidByItsWordOrMeantByNewCustomersAlone() {
        assertThat(effective(Map.of("from", "now")).fromNow()).isTrue();
        assertThat(effective(Map.of("from", "now")).effectiveFrom()).isNull();
        assertThat(effective(Map.of("for", "new_customers")).fromNow()).isTrue();
        assertThat(accepted(smallest()).fromNow()).isFalse();
    }

    @Test
    void mistakesOfEffectiveAreNamed() {
        assertMistake(with(smallest(), "effective", "now"), "/effective", "invalid_value");
        assertMistake(with(smallest(), "effective", Map.of("from", "later")), "/effective/from", "invalid_value");
        assertMistake(with(smallest(), "effective", Map.of("for", "friends")), "/effective/for", "invalid_value");
        assertMistake(with(smallest(), "effective", Map.of("to", "now")), "/effective/to", "unsupported");
        assertMistake(
                with(with(smallest(), "effectiveFrom", "2026-03-01T00:00:00Z"), "effective", Map.of("from", "now")),
                "/effectiveFrom",
                "invalid_value");
    }

    @Test
    void programsCompeteInAGroupByRankOrWithNobody() {
        assertThat(exclusivity(Map.of("group", "sales", "rank", 1))).isEqualTo(new Exclusivity("sales", 1));
        assertThat(exclusivity(Map.of("rank", 1_000))).isEqualTo(new Exclusivity("default", 1_000));
        assertThat(exclusivity(Map.of("group", "sales"))).isEqualTo(new Exclusivity("sales", 100));
        assertThat(exclusivity("none")).isEqualTo(new Exclusivity(null, 100));
        assertThat(exclusivity(Map.of("group", "default", "rank", 100))).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_001})
    void ranksOutsideTheirBoundsAreRefused(int rank) {
        assertMistake(with(smallest(), "exclusivity", Map.of("rank", rank)), "/exclusivity/rank", "invalid_value");
    }

    @Test
    void mistakesOfExclusivityAreNamed() {
        assertMistake(with(smallest(), "exclusivity", "all"), "/exclusivity", "invalid_value");
        assertMistake(with(smallest(), "exclusivity", Map.of("group", "a b")), "/exclusivity/group", "invalid_value");
        assertMistake(with(smallest(), "exclusivity", Map.of("order", 1)), "/exclusivity/order", "unsupported");
    }

    private static Exclusivity exclusivity(Object written) {
        return accepted(with(smallest(), "exclusivity", written)).terms().exclusivity();
    }

    private static Definition effective(Map<String, ?> written) {
        return accepted(with(smallest(), "effective", written));
    }

    private static Terms.Eligibility eligibility(boolean newCustomersOnly) {
        return accepted(with(smallest(), "eligibility", Map.of("newCustomersOnly", newCustomersOnly)))
                .terms()
                .eligibility();
    }

    private static AttributionTerms attribution(String name, Object value) {
        return accepted(attributed(name, value)).terms().attribution();
    }

    private static Map<String, Object> attributed(String name, Object value) {
        return with(smallest(), "attribution", Map.of(name, value));
    }
}
