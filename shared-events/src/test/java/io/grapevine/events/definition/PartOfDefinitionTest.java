package io.grapevine.events.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What should have held in the place of terms that held. */
class PartOfDefinitionTest {

    private static final Map<String, Object> SPRING = Map.of(
            "name",
            "Spring",
            "destination",
            "https://shop.example/welcome",
            "eligibility",
            Map.of("countries", List.of("DE")),
            "rewards",
            List.of(Definitions.TEN_PERCENT),
            "exclusivity",
            "none");
    private static final Terms BASE =
            Definition.read(SPRING).orRefuse().terms().withAudience(Terms.Audience.NEW_CUSTOMERS);

    @Test
    void whatIsNotWrittenStaysAsItWas() {
        assertThat(read(Map.of())).isEqualTo(BASE);
        // When
        var firstTouch = read(Map.of("attribution", Map.of("model", "first_touch")));
        // Then
        assertThat(firstTouch.attribution().model()).isEqualTo(AttributionTerms.Model.FIRST_TOUCH);
        assertThat(firstTouch.eligibility()).isEqualTo(BASE.eligibility());
        assertThat(firstTouch.rewards()).isEqualTo(BASE.rewards());
        assertThat(firstTouch.exclusivity()).isEqualTo(BASE.exclusivity());
        assertThat(firstTouch.audience()).isEqualTo(Terms.Audience.NEW_CUSTOMERS);
    }

    @Test
    void everyPartCanBeWrittenAlone() {
        assertThat(read(Map.of("eligibility", Map.of())).eligibility().countries())
                .isEmpty();
        assertThat(read(Map.of("rewards", List.of())).rewards()).isEmpty();
        assertThat(read(Map.of("exclusivity", Map.of("rank", 7))).exclusiveness())
                .isEqualTo(new Terms.Exclusivity("default", 7));
    }

    @Test
    void aWholeDefinitionIsReadAsItWouldBePut() {
        assertThat(read(SPRING)).isEqualTo(BASE);
        // Given
        var withoutRewards = new HashMap<>(SPRING);
        withoutRewards.remove("rewards");
        // Then
        assertThat(read(withoutRewards).rewards()).isEmpty();
        assertThat(mistakes(Map.of("name", "Spring")))
                .extracting(Mistake::pointer)
                .containsExactly("/definition/destination");
    }

    @Test
    void whenItHoldsIsThePeriodsToSay() {
        assertThat(mistakes(Map.of("effectiveFrom", "2026-01-01T00:00:00Z")))
                .extracting(Mistake::pointer)
                .containsExactly("/definition/effectiveFrom");
        assertThat(mistakes(Map.of("attribution", Map.of("model", "nearest"), "tiers", 1)))
                .extracting(Mistake::pointer)
                .containsExactly("/definition/attribution/model", "/definition/tiers");
        assertThat(mistakes("spring")).extracting(Mistake::pointer).containsExactly("/definition");
    }

    @Test
    void aCouponThatStoodForOneAdvocateIsNotShared() {
        // Given
        var rule =
                Map.of("id", "gift", "on", "signup", "to", "advocate", "give", Map.of("coupon", Map.of("percent", 10)));
        var withCoupon = new HashMap<>(SPRING);
        withCoupon.put("rewards", List.of(rule));
        var base = Definition.read(withCoupon).orRefuse().terms();
        assertThat(base.rewards().getFirst().give().kind()).isEqualTo(RewardKind.COUPON);
        // When
        var read = Definition.readInPlaceOf(base, "", Map.of("attribution", Map.of("model", "linear")));
        // Then
        assertThat(((Reading.Refused<Terms>) read).mistakes())
                .extracting(Mistake::pointer)
                .containsExactly("/rewards");
        assertThat(Definition.readInPlaceOf(BASE, "", Map.of("attribution", Map.of("model", "linear")))
                        .orRefuse()
                        .attribution()
                        .sharesCredit())
                .isTrue();
    }

    private static Terms read(Map<String, Object> body) {
        return Definition.readInPlaceOf(BASE, "/definition", body).orRefuse();
    }

    private static List<Mistake> mistakes(Object body) {
        return ((Reading.Refused<Terms>) Definition.readInPlaceOf(BASE, "/definition", body)).mistakes();
    }
}
