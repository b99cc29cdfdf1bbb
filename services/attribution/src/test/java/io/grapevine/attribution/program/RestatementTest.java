package io.grapevine.attribution.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was said later holds for the period it was said of, for facts of that time whenever they come. */
class RestatementTest {

    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-07-01T00:00:00Z");
    private static final Terms LAST = terms(AttributionTerms.Model.LAST_TOUCH, null);
    private static final Terms FIRST = terms(AttributionTerms.Model.FIRST_TOUCH, null);
    private static final Program SPRING = new Program("spring", List.of(new ProgramVersion("spring", 1, null, LAST)));

    @Test
    void itHoldsFromTheFirstMomentOfItsPeriodAndNotAtTheLast() {
        var restated = SPRING.restated(instead("rpl_1", FIRST));
        assertThat(at(restated, FROM.minusMillis(1)))
                .isEqualTo(SPRING.versions().getFirst());
        assertThat(at(restated, FROM).terms()).isEqualTo(FIRST);
        assertThat(at(restated, FROM).restatedBy()).isEqualTo("rpl_1");
        assertThat(at(restated, FROM).number()).isEqualTo(1);
        assertThat(at(restated, TO.minusMillis(1)).terms()).isEqualTo(FIRST);
        assertThat(at(restated, TO)).isEqualTo(SPRING.versions().getFirst());
        assertThat(restated.inForce(FROM, FROM).orElseThrow().terms()).isEqualTo(FIRST);
    }

    @Test
    void theSameTermsLeaveNoTrace() {
        assertThat(at(SPRING.restated(instead("rpl_1", LAST)), FROM).restatedBy())
                .isNull();
        assertThat(at(SPRING.restated(instead("rpl_1", FIRST)).restated(instead("rpl_2", FIRST)), FROM)
                        .restatedBy())
                .isEqualTo("rpl_1");
    }

    @Test
    void theLastWordHolds() {
        var back = SPRING.restated(instead("rpl_1", FIRST)).restated(instead("rpl_2", LAST));
        assertThat(at(back, FROM).terms()).isEqualTo(LAST);
        assertThat(at(back, FROM).restatedBy()).isEqualTo("rpl_2");
        assertThat(back.termsOf(SPRING.versions().getFirst(), FROM)).isEqualTo(LAST);
    }

    @Test
    void eachVersionGoesOnToDecideForWhomItDid() {
        // Given
        var second = new ProgramVersion(
                "spring", 2, FROM.plus(Duration.ofDays(10)), LAST.withAudience(Terms.Audience.NEW_CUSTOMERS));
        var both = new Program("spring", List.of(SPRING.versions().getFirst(), second));
        var later = FROM.plus(Duration.ofDays(20));
        // When
        var restated = both.restated(
                new Restatement("rpl_1", FROM, TO, Map.of(2, FIRST.withAudience(Terms.Audience.NEW_CUSTOMERS))));
        // Then
        assertThat(restated.inForce(later, FROM).orElseThrow().number()).isEqualTo(1);
        assertThat(restated.inForce(later, FROM).orElseThrow().terms()).isEqualTo(LAST);
        assertThat(restated.inForce(later, later).orElseThrow().number()).isEqualTo(2);
        assertThat(restated.inForce(later, later).orElseThrow().restatedBy()).isEqualTo("rpl_1");
    }

    @Test
    void whatItAsksForTheProgramAsksFor() {
        assertThat(SPRING.boundsLateness()).isFalse();
        var bounded = SPRING.restated(instead("rpl_1", terms(AttributionTerms.Model.LAST_TOUCH, Duration.ofHours(1))));
        assertThat(bounded.boundsLateness()).isTrue();
        assertThat(bounded.accepts(FROM, Duration.ofHours(2))).isFalse();
        assertThat(bounded.accepts(TO, Duration.ofHours(2))).isTrue();
    }

    @Test
    void aPeriodHasADuration() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Restatement("rpl_1", TO, TO, Map.of()));
    }

    private static ProgramVersion at(Program program, Instant time) {
        return program.inForceAt(time).orElseThrow();
    }

    private static Restatement instead(String id, Terms terms) {
        return new Restatement(id, FROM, TO, Map.of(1, terms));
    }

    private static Terms terms(AttributionTerms.Model model, @Nullable Duration lateness) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                new AttributionTerms(
                        model,
                        new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        lateness),
                new Terms.Eligibility(null, List.of()),
                List.of());
    }
}
