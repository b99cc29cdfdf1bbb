package io.grapevine.attribution.model;

import static io.grapevine.attribution.model.Journeys.CONVERSION;
import static io.grapevine.attribution.model.Journeys.aged;
import static io.grapevine.attribution.model.Journeys.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.model.CreditModel.FirstTouch;
import io.grapevine.attribution.model.CreditModel.FullPath;
import io.grapevine.attribution.model.CreditModel.LastNonDirect;
import io.grapevine.attribution.model.CreditModel.LastTouch;
import io.grapevine.attribution.model.CreditModel.Linear;
import io.grapevine.attribution.model.CreditModel.Position;
import io.grapevine.attribution.model.CreditModel.TimeDecay;
import io.grapevine.attribution.model.CreditModel.WShaped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class CreditModelTest {

    private static final Duration WEEK = Duration.ofDays(7);

    static final List<CreditModel> ALL = List.of(
            new FirstTouch(),
            new LastTouch(),
            new LastNonDirect(),
            new Linear(),
            Position.POSITION_BASED,
            Position.J_SHAPED,
            Position.INVERSE_J,
            TimeDecay.SEVEN_DAYS,
            new WShaped(CONVERSION, CONVERSION),
            new FullPath(CONVERSION, CONVERSION, CONVERSION));

    @ParameterizedTest
    @FieldSource("ALL")
    void onlyTouchGetsEverything(CreditModel model) {
        assertThat(weights(model, through("direct"))).containsExactly(1.0);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void journeyWithoutTouchesHasNothingToWeigh(CreditModel model) {
        assertThatIllegalArgumentException().isThrownBy(() -> model.weigh(new Journey(List.of())));
    }

    @Test
    void firstAndLastTouchTakeAll() {
        assertThat(weights(new FirstTouch(), through("a", "b", "c"))).containsExactly(1.0, 0.0, 0.0);
        assertThat(weights(new LastTouch(), through("a", "b", "c"))).containsExactly(0.0, 0.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "link direct direct, 0",
        "direct link email, 2",
        "direct link direct, 1",
        "direct direct, 1",
        "Direct direct, 0"
    })
    void lastNonDirectLooksPastDirectVisitsUnlessThereIsNothingElse(String channels, int winner) {
        var journey = through(channels.split(" "));
        assertThat(weights(new LastNonDirect(), journey).indexOf(1.0)).isEqualTo(winner);
    }

    @Test
    void linearGivesEverybodyTheSame() {
        assertThat(weights(new Linear(), through("a", "b", "a", "c"))).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void endsHaveTheirPositionAndThoseBetweenShareTheMiddle() {
        var journey = through("a", "b", "c", "d");
        assertThat(weights(Position.POSITION_BASED, journey)).containsExactly(0.4, 0.1, 0.1, 0.4);
        assertThat(weights(Position.J_SHAPED, journey)).containsExactly(0.2, 0.1, 0.1, 0.6);
        assertThat(weights(Position.INVERSE_J, journey)).containsExactly(0.6, 0.1, 0.1, 0.2);
    }

    @Test
    void twoTouchesShareInProportionOfTheEnds() {
        var journey = through("a", "b");
        assertThat(weights(Position.POSITION_BASED, journey)).containsExactly(0.5, 0.5);
        assertThat(weights(Position.J_SHAPED, journey)).containsExactly(0.25, 0.75);
        assertThat(weights(Position.INVERSE_J, journey)).containsExactly(0.75, 0.25);
    }

    @Test
    void positionSharesNeedNotSumToOneAndMayBeZero() {
        assertThat(weights(position("1", "2", "1"), through("a", "b", "c"))).containsExactly(0.25, 0.5, 0.25);
        assertThat(weights(position("1", "0", "1E+1"), through("a", "b", "c")))
                .containsExactly(1.0 / 11, 0.0, 10.0 / 11);
        assertThat(weights(position("0", "1", "0"), through("a", "b", "c", "d")))
                .containsExactly(0.0, 0.5, 0.5, 0.0);
    }

    @Test
    void endsWithoutAnyShareAreEqualsWhenNobodyIsBetween() {
        assertThat(weights(position("0", "1", "0"), through("a", "b"))).containsExactly(0.5, 0.5);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.5, 0.5", "0.5, -0.1, 0.5", "0.5, 0.5, -0.1", "0, 0, 0", "1E+101, 1, 1", "1, 1E-101, 1"})
    void positionsThatSayNothingAreRefused(String first, String middle, String last) {
        assertThatIllegalArgumentException().isThrownBy(() -> position(first, middle, last));
    }

    @Test
    void positionOfTooManyDigitsIsRefused() {
        var hundredDigits = "0." + "3".repeat(100);
        assertThat(position("1E+100", "1", hundredDigits).last()).isEqualByComparingTo(hundredDigits);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> position("1" + "0".repeat(100), "1", "1"))
                .withMessageContaining("first");
    }

    @Test
    void touchWeighsHalfAsMuchAsOneAHalfLifeLater() {
        assertThat(weights(TimeDecay.SEVEN_DAYS, aged(WEEK.multipliedBy(2), WEEK, Duration.ZERO)))
                .containsExactly(1.0 / 7, 2.0 / 7, 4.0 / 7);
    }

    @Test
    void decayCountsFromTheLatestTouchSoThatOldJourneysDoNotVanish() {
        var decay = new TimeDecay(Duration.ofMillis(1));
        var old = Duration.ofDays(3650);
        assertThat(weights(decay, aged(old.plusMillis(1), old))).containsExactly(1.0 / 3, 2.0 / 3);
    }

    @Test
    void halfLifeMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeDecay(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeDecay(Duration.ofDays(-1)));
        assertThat(new TimeDecay(Duration.ofNanos(1)).halfLife()).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void milestonesHaveThirtyPercentEachAndTheOthersShareTheRest() {
        var journey = through("a", "b", "c", "d", "e");
        assertThat(weights(new WShaped(at(journey, 2), at(journey, 4)), journey))
                .containsExactly(0.3, 0.05, 0.3, 0.05, 0.3);
    }

    @Test
    void milestoneBelongsToTheLastTouchUpToItsMoment() {
        var journey = through("a", "b", "c");
        var justBefore = at(journey, 1).minusMillis(1);
        var justAfter = at(journey, 1).plusMillis(1);
        assertThat(weights(new WShaped(justBefore, at(journey, 2)), journey)).containsExactly(0.6, 0.1, 0.3);
        assertThat(weights(new WShaped(at(journey, 1), at(journey, 2)), journey))
                .containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
        assertThat(weights(new WShaped(justAfter, at(journey, 2)), journey)).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
    }

    @Test
    void touchMayHoldSeveralMilestonesAndTouchesAfterTheLastOneGetNothing() {
        var journey = through("a", "b", "c", "d");
        assertThat(weights(new WShaped(at(journey, 2), at(journey, 2)), journey))
                .containsExactly(0.3, 0.1, 0.6, 0.0);
        assertThat(weights(new WShaped(at(journey, 0), at(journey, 0)), journey))
                .containsExactly(1.0, 0.0, 0.0, 0.0);
    }

    @Test
    void whatAMissingMilestoneLeavesOverGoesToAllInProportion() {
        var journey = through("a", "b", "c", "d");
        var beforeAll = at(journey, 0).minusMillis(1);
        assertThat(weights(new WShaped(null, at(journey, 2)), journey)).containsExactly(3.0 / 7, 1.0 / 7, 3.0 / 7, 0.0);
        assertThat(weights(new WShaped(at(journey, 2), null), journey)).containsExactly(3.0 / 7, 1.0 / 7, 3.0 / 7, 0.0);
        assertThat(weights(new WShaped(beforeAll, at(journey, 2)), journey))
                .containsExactly(3.0 / 7, 1.0 / 7, 3.0 / 7, 0.0);
        assertThat(weights(new WShaped(null, null), journey)).containsExactly(1.0, 0.0, 0.0, 0.0);
    }

    @Test
    void fullPathHasAFourthMilestone() {
        var journey = through("a", "b", "c", "d", "e", "f");
        assertThat(weights(new FullPath(at(journey, 2), at(journey, 3), at(journey, 5)), journey))
                .containsExactly(0.225, 0.05, 0.225, 0.225, 0.05, 0.225);
        assertThat(weights(new FullPath(null, null, at(journey, 1)), journey))
                .containsExactly(0.5, 0.5, 0.0, 0.0, 0.0, 0.0);
        assertThat(weights(new FullPath(at(journey, 1), null, null), journey))
                .containsExactly(0.5, 0.5, 0.0, 0.0, 0.0, 0.0);
        assertThat(weights(new FullPath(null, at(journey, 1), null), journey))
                .containsExactly(0.5, 0.5, 0.0, 0.0, 0.0, 0.0);
    }

    private static Position position(String first, String middle, String last) {
        return new Position(new BigDecimal(first), new BigDecimal(middle), new BigDecimal(last));
    }

    private static Instant at(Journey journey, int index) {
        return journey.touches().get(index).at();
    }

    private static List<Double> weights(CreditModel model, Journey journey) {
        var weights = model.weigh(journey);
        return IntStream.range(0, weights.size())
                .mapToObj(i -> weights.get(i).doubleValue())
                .toList();
    }
}
