package io.grapevine.attribution.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.credit.Priority;
import io.grapevine.attribution.credit.TieBreak;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.AttributionTerms.TouchClass;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Terms.Eligibility ANYBODY = new Terms.Eligibility(null, List.of());
    private static final ProgramVersion FIRST = version(1, null, null);
    private static final ProgramVersion FOR_NEW = version(2, JUNE, Terms.Audience.NEW_CUSTOMERS);
    private static final ProgramVersion FOR_ALL = version(3, JUNE.plusSeconds(60), Terms.Audience.EVERYONE);

    @Test
    void theLatestVersionInForceAtTheTimeOfTheEventHolds() {
        var program = new Program("spring", List.of(FOR_ALL, FIRST));
        var later = JUNE.plusSeconds(60);
        assertThat(program.inForceAt(later)).contains(FOR_ALL);
        assertThat(program.inForceAt(later.minusMillis(1))).contains(FIRST);
        assertThat(new Program("spring", List.of(FOR_ALL)).inForceAt(later.minusMillis(1)))
                .isEmpty();
    }

    @Test
    void aVersionForNewCustomersHoldsForThoseWhoCameOnceItHeld() {
        // Given
        var program = new Program("spring", List.of(FIRST, FOR_NEW, FOR_ALL));
        var at = JUNE.plusSeconds(30);
        // Then
        assertThat(program.inForce(at, JUNE)).contains(FOR_NEW);
        assertThat(program.inForce(at, JUNE.minusMillis(1))).contains(FIRST);
        assertThat(program.inForce(JUNE.minusMillis(1), JUNE.minusMillis(1))).contains(FIRST);
        assertThat(program.inForce(JUNE.plusSeconds(60), JUNE.minusMillis(1))).contains(FOR_ALL);
    }

    @Test
    void aProgramThatIsOnlyForLaterCustomersSaysSoOfEarlierOnes() {
        // Given
        var program = new Program("spring", List.of(FOR_NEW));
        // Then
        assertThat(program.inForce(JUNE, JUNE.minusMillis(1))).contains(FOR_NEW);
        assertThat(FOR_NEW.isFor(JUNE.minusMillis(1))).isFalse();
        assertThat(FOR_NEW.isFor(JUNE)).isTrue();
        assertThat(FOR_ALL.isFor(JUNE.minusMillis(1))).isTrue();
        assertThat(FIRST.isFor(JUNE.minusMillis(1))).isTrue();
        assertThat(program.inForce(JUNE.minusMillis(1), JUNE.minusMillis(1))).isEmpty();
    }

    @Test
    void programsCompeteWhereTheyShareAGroupAndHaveSomethingToPay() {
        // Given
        var one = paying("one", null, true);
        var other = paying("other", null, true);
        // Then
        assertThat(Program.compete(List.of(one))).isFalse();
        assertThat(Program.compete(List.of(one, other))).isTrue();
        assertThat(Program.compete(List.of(one, paying("silent", null, false)))).isFalse();
        assertThat(Program.compete(List.of(one, paying("alone", new Terms.Exclusivity(null, 1), true))))
                .isFalse();
        assertThat(Program.compete(List.of(one, paying("apart", new Terms.Exclusivity("b2b", 1), true))))
                .isFalse();
        assertThat(Program.compete(List.of(
                        paying("a", new Terms.Exclusivity("b2b", 1), true),
                        one,
                        paying("b", new Terms.Exclusivity("b2b", 2), true))))
                .isTrue();
    }

    @Test
    void aFactCountsThatCameWithinTheBoundOfItsTimesVersion() {
        // Given
        var day = Duration.ofDays(1);
        var bounded = new ProgramVersion("spring", 2, JUNE, terms(late(day), ANYBODY, List.of(), null, null));
        var program = new Program("spring", List.of(FIRST, bounded));
        // Then
        assertThat(program.accepts(JUNE, day)).isTrue();
        assertThat(program.accepts(JUNE, day.plusMillis(1))).isFalse();
        assertThat(program.accepts(JUNE, null)).isTrue();
        assertThat(program.accepts(JUNE, Duration.ofDays(-1))).isTrue();
        assertThat(program.accepts(JUNE.minusMillis(1), day.multipliedBy(9))).isTrue();
        assertThat(new Program("spring", List.of(bounded)).accepts(JUNE.minusMillis(1), day.multipliedBy(9)))
                .isTrue();
        assertThat(program.boundsLateness()).isTrue();
        assertThat(new Program("spring", List.of(FIRST)).boundsLateness()).isFalse();
    }

    @Test
    void newCustomersAreAskedForWhereAnyVersionDoes() {
        var newOnly = new ProgramVersion(
                "spring", 2, JUNE, terms(null, new Terms.Eligibility(null, List.of(), true), List.of(), null, null));
        assertThat(new Program("spring", List.of(FIRST)).wantsNewCustomersOnly())
                .isFalse();
        assertThat(new Program("spring", List.of(FIRST, newOnly)).wantsNewCustomersOnly())
                .isTrue();
    }

    @Test
    void theConversionWindowEndsAtItsEdge() {
        // Given
        var day = Duration.ofDays(1);
        var end = JUNE.plus(day);
        // Then
        assertThat(new ConversionWindow(null, false).covers(JUNE, end)).isTrue();
        assertThat(new ConversionWindow(day, false).covers(JUNE, end.minusMillis(1)))
                .isTrue();
        assertThat(new ConversionWindow(day, false).covers(JUNE, end)).isFalse();
        assertThat(new ConversionWindow(day, true).covers(JUNE, end)).isTrue();
        assertThat(new ConversionWindow(day, true).covers(JUNE, end.plusMillis(1)))
                .isFalse();
        assertThat(FIRST.conversionWindow()).isEqualTo(new ConversionWindow(null, false));
    }

    @Test
    void thePriorityIsThatOfTheTerms() {
        // Given
        var written = List.of(
                List.of(TouchClass.PAID_CLICK),
                List.of(TouchClass.CODE, TouchClass.IMPRESSION),
                List.of(TouchClass.SOFT_CLICK),
                List.of(TouchClass.CLICK));
        var version = new ProgramVersion(
                "spring", 1, null, terms(attribution(written, null), ANYBODY, List.of(), null, null));
        // Then
        assertThat(version.policy().priority())
                .isEqualTo(new Priority(List.of(
                        Set.of(EvidenceClass.PAID_CLICK),
                        Set.of(EvidenceClass.CODE, EvidenceClass.IMPRESSION),
                        Set.of(EvidenceClass.SOFT_CLICK),
                        Set.of(EvidenceClass.CLICK))));
        assertThat(FIRST.policy().priority()).isEqualTo(Priority.USUAL);
        assertThat(new ProgramVersion(
                                "spring",
                                1,
                                null,
                                terms(
                                        attribution(AttributionTerms.USUAL_PRIORITY, null),
                                        ANYBODY,
                                        List.of(),
                                        null,
                                        null))
                        .policy()
                        .priority())
                .isEqualTo(Priority.USUAL);
    }

    @ParameterizedTest
    @EnumSource
    void theTieBreakIsThatOfTheTerms(AttributionTerms.TieBreak tieBreak) {
        var version = new ProgramVersion(
                "spring", 1, null, terms(attribution(null, tieBreak), ANYBODY, List.of(), null, null));
        assertThat(version.policy().tieBreak()).isEqualTo(TieBreak.valueOf(tieBreak.name()));
        assertThat(FIRST.policy().tieBreak()).isEqualTo(TieBreak.BY_MODEL);
    }

    private static ProgramVersion version(int number, @Nullable Instant from, Terms.@Nullable Audience audience) {
        return new ProgramVersion("spring", number, from, terms(null, ANYBODY, List.of(), audience, null));
    }

    private static Program paying(String key, Terms.@Nullable Exclusivity exclusivity, boolean pays) {
        var rule = new Terms.RewardRule(
                "r",
                Terms.Trigger.PURCHASE,
                Terms.Role.ADVOCATE,
                1,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(1, "EUR"), null),
                Duration.ZERO);
        var terms = terms(null, ANYBODY, pays ? List.of(rule) : List.of(), null, exclusivity);
        return new Program(key, List.of(new ProgramVersion(key, 1, null, terms)));
    }

    private static AttributionTerms late(Duration bound) {
        return new AttributionTerms(
                AttributionTerms.Model.LAST_TOUCH,
                new AttributionTerms.Lookback(null, AttributionTerms.Edge.INCLUSIVE),
                null,
                AttributionTerms.Binding.LIFETIME,
                null,
                null,
                null,
                null,
                null,
                null,
                bound);
    }

    private static AttributionTerms attribution(
            @Nullable List<List<TouchClass>> priority, AttributionTerms.@Nullable TieBreak tieBreak) {
        return new AttributionTerms(
                AttributionTerms.Model.LAST_TOUCH,
                new AttributionTerms.Lookback(null, AttributionTerms.Edge.INCLUSIVE),
                null,
                AttributionTerms.Binding.LIFETIME,
                null,
                null,
                null,
                null,
                priority,
                tieBreak,
                null);
    }

    private static Terms terms(
            @Nullable AttributionTerms attribution,
            Terms.Eligibility eligibility,
            List<Terms.RewardRule> rewards,
            Terms.@Nullable Audience audience,
            Terms.@Nullable Exclusivity exclusivity) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                attribution == null ? attribution(null, null) : attribution,
                eligibility,
                rewards,
                audience,
                exclusivity);
    }
}
