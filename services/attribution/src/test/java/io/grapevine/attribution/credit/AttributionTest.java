package io.grapevine.attribution.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class AttributionTest {

    private static final Instant SIGN_UP = Instant.parse("2026-06-12T00:00:00Z");
    private static final Predicate<String> NOBODY_DESCENDS = owner -> false;
    private static final CodeBook CODES = new CodeBook(Map.of(
            "A1", owner("spring", "A1", "alice", null),
            "B1", owner("spring", "B1", "bob", null),
            "X1", owner("autumn", "X1", "xena", null),
            "L1", owner("spring", "L1", "late", SIGN_UP.minus(Duration.ofDays(1)))));

    @Test
    void lastTouchWinsAndTheEarlierOneSaysWhyItLost() {
        // When
        var resolution = resolve(AttributionModel.LAST_TOUCH, click("c1", "A1", 10), click("c2", "B1", 2));
        // Then
        assertThat(advocate(resolution)).isEqualTo("bob");
        assertThat(reasons(resolution)).containsExactly(Reason.EARLIER_TOUCH, null);
    }

    @Test
    void firstTouchWinsUnderItsModel() {
        var resolution = resolve(AttributionModel.FIRST_TOUCH, click("c1", "A1", 10), click("c2", "B1", 2));
        assertThat(advocate(resolution)).isEqualTo("alice");
        assertThat(reasons(resolution)).containsExactly(null, Reason.LATER_TOUCH);
    }

    @Test
    void codeBeatsALaterClick() {
        var code = Touchpoint.code("e1", "A1", SIGN_UP);
        var resolution = resolve(AttributionModel.LAST_TOUCH, code, click("zz", "B1", 0));
        assertThat(advocate(resolution)).isEqualTo("alice");
        assertThat(reasons(resolution)).containsExactly(null, Reason.LOWER_CLASS);
    }

    @Test
    void higherPriorityBeatsRecency() {
        var first = new Touchpoint("c1", EvidenceClass.CLICK, "A1", SIGN_UP.minusSeconds(9), 0, 3, true);
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, first, click("c2", "B1", 0))))
                .isEqualTo("alice");
    }

    @Test
    void tiesInTimeGoToSequenceThenId() {
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, click("c1", "A1", 1), click("c2", "B1", 1))))
                .isEqualTo("bob");
        assertThat(advocate(resolve(AttributionModel.FIRST_TOUCH, click("c2", "B1", 1), click("c1", "A1", 1))))
                .isEqualTo("alice");
        var laterInLog = new Touchpoint("c0", EvidenceClass.CLICK, "A1", SIGN_UP.minus(Duration.ofDays(1)), 7, 0, true);
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, laterInLog, click("c2", "B1", 1))))
                .isEqualTo("alice");
    }

    @Test
    void windowLimitsClicksAndNotCodes() {
        assertThat(reason(resolve(AttributionModel.LAST_TOUCH, click("c1", "A1", 30))))
                .isEqualTo(Reason.EXPIRED);
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, Touchpoint.code("e1", "A1", SIGN_UP))))
                .isEqualTo("alice");
    }

    @Test
    void ownCodeIsSelfReferralAndDoesNotBlockAnother() {
        assertThat(reason(resolve("alice", NOBODY_DESCENDS, click("c1", "A1", 1))))
                .isEqualTo(Reason.SELF_REFERRAL);
        assertThat(advocate(resolve("alice", NOBODY_DESCENDS, click("c1", "A1", 1), click("c2", "B1", 2))))
                .isEqualTo("bob");
    }

    @Test
    void codeOfADescendantIsACycle() {
        assertThat(reason(resolve("dave", "bob"::equals, click("c1", "B1", 1)))).isEqualTo(Reason.CYCLE);
    }

    @Test
    void reasonIsTheFirstInOrderOfBlame() {
        assertThat(reason(resolve(
                        "alice", "bob"::equals, click("c3", "nope", 1), click("c2", "B1", 2), click("c1", "A1", 3))))
                .isEqualTo(Reason.SELF_REFERRAL);
        assertThat(reason(resolve("dave", "bob"::equals, click("c3", "nope", 1), click("c2", "B1", 2))))
                .isEqualTo(Reason.CYCLE);
        assertThat(reason(resolve("dave", NOBODY_DESCENDS, click("c3", "nope", 1), click("c1", "A1", 40))))
                .isEqualTo(Reason.INVALID_CODE);
        assertThat(reason(resolve("dave", NOBODY_DESCENDS))).isEqualTo(Reason.NO_TOUCH);
    }

    @Test
    void codeOfAnotherProgramOrNotYetInForceIsInvalid() {
        assertThat(reason(resolve("dave", NOBODY_DESCENDS, click("c1", "X1", 1))))
                .isEqualTo(Reason.INVALID_CODE);
        assertThat(reason(resolve("dave", NOBODY_DESCENDS, click("c1", "L1", 2))))
                .isEqualTo(Reason.INVALID_CODE);
        assertThat(advocate(resolve("dave", NOBODY_DESCENDS, click("c1", "L1", 1))))
                .isEqualTo("late");
    }

    @Test
    void robotsAndLaterTouchesAreNamedAndNeverCredited() {
        var robot = new Touchpoint("c1", EvidenceClass.CLICK, "A1", SIGN_UP.minusSeconds(5), 0, 0, false);
        var resolution = resolve("dave", NOBODY_DESCENDS, robot, click("c2", "B1", -1));
        assertThat(reason(resolution)).isEqualTo(Reason.NO_TOUCH);
        assertThat(reasons(resolution)).containsExactly(Reason.NOT_HUMAN, Reason.AFTER_CONVERSION);
    }

    @Test
    void touchpointThatComesTwiceIsConsideredOnce() {
        assertThat(resolve(AttributionModel.LAST_TOUCH, click("c1", "A1", 1), click("c1", "A1", 1))
                        .verdicts())
                .hasSize(1);
    }

    @Test
    void candidatesAreNamedInTouchOrderHoweverTheyCame() {
        var resolution = resolve(AttributionModel.LAST_TOUCH, click("c2", "B1", 2), click("c1", "A1", 10));
        assertThat(resolution.verdicts())
                .extracting(verdict -> verdict.touchpoint().id())
                .containsExactly("c1", "c2");
    }

    @Test
    void strangerIsNobodysSelf() {
        assertThat(advocate(resolve(null, NOBODY_DESCENDS, click("c1", "A1", 1))))
                .isEqualTo("alice");
    }

    @Test
    void classThatThePriorityLeavesOutEarnsNothingWhateverItsCode() {
        // Given
        var codesOnly = new Priority(List.of(Set.of(EvidenceClass.CODE)));
        // When
        var resolution = resolve(codesOnly, TieBreak.BY_MODEL, click("c1", "A1", 1), click("c2", "nope", 2));
        // Then
        assertThat(reason(resolution)).isEqualTo(Reason.NO_TOUCH);
        assertThat(reasons(resolution)).containsExactly(Reason.INELIGIBLE_CLASS, Reason.INELIGIBLE_CLASS);
    }

    @Test
    void priorityDecidesBetweenClassesAndClassesOfOneRankByTime() {
        // Given
        var paid = touch("c1", EvidenceClass.PAID_CLICK, "A1", 1);
        var link = click("c2", "B1", 2);
        var paidFirst = new Priority(List.of(Set.of(EvidenceClass.PAID_CLICK), Set.of(EvidenceClass.CLICK)));
        var paidLast = new Priority(List.of(Set.of(EvidenceClass.CLICK), Set.of(EvidenceClass.PAID_CLICK)));
        // Then
        assertThat(advocate(resolve(Priority.USUAL, TieBreak.BY_MODEL, paid, link)))
                .isEqualTo("alice");
        assertThat(reasons(resolve(Priority.USUAL, TieBreak.BY_MODEL, paid, link)))
                .containsExactly(Reason.EARLIER_TOUCH, null);
        assertThat(advocate(resolve(paidLast, TieBreak.BY_MODEL, paid, link))).isEqualTo("bob");
        assertThat(reasons(resolve(paidLast, TieBreak.BY_MODEL, paid, link))).containsExactly(null, Reason.LOWER_CLASS);
        assertThat(advocate(resolve(paidFirst, TieBreak.BY_MODEL, paid, link))).isEqualTo("alice");
    }

    @Test
    void usuallyACodeBeatsAClickASoftOneAndWhatWasOnlySeen() {
        // Given
        var seen = touch("c1", EvidenceClass.IMPRESSION, "A1", 1);
        var soft = touch("c2", EvidenceClass.SOFT_CLICK, "B1", 2);
        var paid = touch("c3", EvidenceClass.PAID_CLICK, "A1", 3);
        var code = new Touchpoint("e1", EvidenceClass.CODE, "B1", SIGN_UP.minus(Duration.ofDays(9)), 0, 0, true);
        // Then
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, seen))).isEqualTo("alice");
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, seen, soft))).isEqualTo("bob");
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, seen, soft, paid)))
                .isEqualTo("alice");
        assertThat(advocate(resolve(AttributionModel.LAST_TOUCH, seen, soft, paid, code)))
                .isEqualTo("bob");
    }

    @Test
    void tieBreakChoosesTheIdWhateverTheModel() {
        // Given
        var one = click("c1", "A1", 1);
        var other = click("c2", "B1", 1);
        // Then
        for (var model : AttributionModel.values()) {
            assertThat(advocate(resolve(model, Priority.USUAL, TieBreak.LOWEST_ID, one, other)))
                    .isEqualTo("alice");
            assertThat(advocate(resolve(model, Priority.USUAL, TieBreak.HIGHEST_ID, one, other)))
                    .isEqualTo("bob");
        }
        assertThat(reasons(resolve(Priority.USUAL, TieBreak.LOWEST_ID, one, other)))
                .containsExactly(null, Reason.TIE_BREAK);
    }

    @Test
    void tieBreakIsNotAskedWhereTimeTells() {
        assertThat(advocate(resolve(Priority.USUAL, TieBreak.LOWEST_ID, click("c1", "A1", 2), click("c2", "B1", 1))))
                .isEqualTo("bob");
        var laterInLog = new Touchpoint("c2", EvidenceClass.CLICK, "B1", SIGN_UP.minus(Duration.ofDays(1)), 7, 0, true);
        assertThat(advocate(resolve(Priority.USUAL, TieBreak.LOWEST_ID, click("c1", "A1", 1), laterInLog)))
                .isEqualTo("bob");
    }

    @Test
    void clickThatItsLandingPageKnowsAsPaidIsOneTouchAndPaid() {
        // Given
        var named = click("c1", "A1", 1);
        var landed = touch("c1", EvidenceClass.PAID_CLICK, "A1", 1).through("cpc");
        for (var both : List.of(List.of(named, landed), List.of(landed, named))) {
            // When
            var resolution = Attribution.resolve(
                    policy(AttributionModel.LAST_TOUCH), "dave", SIGN_UP, both, CODES, NOBODY_DESCENDS);
            // Then
            assertThat(resolution.verdicts()).singleElement().satisfies(verdict -> {
                assertThat(verdict.touchpoint().evidenceClass()).isEqualTo(EvidenceClass.PAID_CLICK);
                assertThat(verdict.touchpoint().channel()).isEqualTo("cpc");
            });
        }
    }

    @Test
    void priorityListsSomeClassesEachOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Priority(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Priority(List.of(Set.of(EvidenceClass.CODE), Set.of(EvidenceClass.CODE))));
    }

    private static Resolution resolve(Priority priority, TieBreak tieBreak, Touchpoint... touchpoints) {
        return resolve(AttributionModel.LAST_TOUCH, priority, tieBreak, touchpoints);
    }

    private static Resolution resolve(
            AttributionModel model, Priority priority, TieBreak tieBreak, Touchpoint... touchpoints) {
        var usual = policy(model);
        return Attribution.resolve(
                new Policy("spring", model, usual.lookback(), priority, tieBreak),
                "dave",
                SIGN_UP,
                List.of(touchpoints),
                CODES,
                NOBODY_DESCENDS);
    }

    private static Touchpoint touch(String id, EvidenceClass evidenceClass, String code, int daysBefore) {
        return new Touchpoint(id, evidenceClass, code, SIGN_UP.minus(Duration.ofDays(daysBefore)), 0, 0, true);
    }

    private static Resolution resolve(AttributionModel model, Touchpoint... touchpoints) {
        return Attribution.resolve(policy(model), "dave", SIGN_UP, List.of(touchpoints), CODES, NOBODY_DESCENDS);
    }

    private static Resolution resolve(String person, Predicate<String> descends, Touchpoint... touchpoints) {
        return Attribution.resolve(
                policy(AttributionModel.LAST_TOUCH), person, SIGN_UP, List.of(touchpoints), CODES, descends);
    }

    private static Policy policy(AttributionModel model) {
        return new Policy("spring", model, new LookbackWindow(Duration.ofDays(30), LookbackWindow.Edge.EXCLUSIVE));
    }

    private static Touchpoint click(String id, String code, int daysBefore) {
        return Touchpoint.click(id, code, SIGN_UP.minus(Duration.ofDays(daysBefore)));
    }

    private static CodeOwner owner(String program, String code, String person, Instant from) {
        return new CodeOwner(program, code, "par_" + person, person, from);
    }

    private static String advocate(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Brought brought -> brought.advocate().externalId();
            case Resolution.Nobody nobody -> "nobody: " + nobody.reason();
        };
    }

    private static Reason reason(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Brought brought -> null;
            case Resolution.Nobody nobody -> nobody.reason();
        };
    }

    private static List<Reason> reasons(Resolution resolution) {
        return resolution.verdicts().stream().map(Verdict::lostBecause).toList();
    }
}
