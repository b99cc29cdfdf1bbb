package io.grapevine.attribution.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
