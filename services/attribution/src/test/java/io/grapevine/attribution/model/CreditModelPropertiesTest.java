package io.grapevine.attribution.model;

import static io.grapevine.attribution.model.Journeys.CONVERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.attribution.credit.Attribution;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.model.CreditModel.FirstTouch;
import io.grapevine.attribution.model.CreditModel.LastTouch;
import io.grapevine.attribution.model.CreditModel.Linear;
import io.grapevine.attribution.model.CreditModel.TimeDecay;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What decision-spec's metamorphic rules say of every model, over journeys made up from seeds. */
class CreditModelPropertiesTest {

    private static final int ROUNDS = 50;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void creditsSumToTheWholeAndToTheAmount(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            // Given
            var journey = Journeys.random(random, 20);
            var amount = random.nextLong() >> random.nextInt(64);
            for (var model : CreditModelTest.ALL) {
                // When
                var outcome = CreditOutcome.of(model, journey, amount);
                // Then
                var credits = ((CreditOutcome.Credited) outcome).credits();
                assertThat(credits).extracting(Credit::touch).isEqualTo(journey.touches());
                assertThat(credits.stream()
                                .map(credit -> BigInteger.valueOf(credit.amountMinor()))
                                .reduce(BigInteger.ZERO, BigInteger::add))
                        .isEqualTo(BigInteger.valueOf(amount));
                assertThat(credits.stream()
                                .map(credit -> credit.weight().part())
                                .reduce(BigInteger.ZERO, BigInteger::add))
                        .isEqualTo(credits.getFirst().weight().whole());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void timeShiftOfAllTouchesChangesNothing(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            var journey = Journeys.random(random, 10);
            var shifted = Journeys.shifted(journey, Duration.ofMillis(random.nextInt()));
            for (var model : List.of(new Linear(), CreditModel.Position.J_SHAPED, TimeDecay.SEVEN_DAYS))
                assertThat(model.weigh(shifted)).isEqualTo(model.weigh(journey));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agesAndHalfLifeScaledTogetherLeaveTheWeights(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            var journey = Journeys.random(random, 10);
            var factor = 1 + random.nextInt(100);
            var scaled = new Journey(journey.touches().stream()
                    .map(touch -> new ChannelTouch(
                            touch.id(),
                            touch.channel(),
                            CONVERSION.minus(
                                    Duration.between(touch.at(), CONVERSION).multipliedBy(factor)),
                            touch.sequence()))
                    .toList());
            assertThat(new TimeDecay(Duration.ofDays(7L * factor)).weigh(scaled))
                    .isEqualTo(TimeDecay.SEVEN_DAYS.weigh(journey));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decayIsTheExponentialOfTheAge(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            // Given
            var journey = Journeys.random(random, 10);
            var latest = journey.touches().getLast().at();
            var expected = journey.touches().stream()
                    .mapToDouble(touch ->
                            Math.pow(2, -Duration.between(touch.at(), latest).toMillis() / (7 * 86_400_000.0)))
                    .toArray();
            var sum = Arrays.stream(expected).sum();
            // When
            var weights = TimeDecay.SEVEN_DAYS.weigh(journey);
            // Then
            for (var i = 0; i < expected.length; i++)
                assertThat(weights.get(i).doubleValue()).isCloseTo(expected[i] / sum, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void endlessHalfLifeIsLinearAndNoneIsTheLastTouch(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            // Given
            var journey = Journeys.random(random, 10);
            // When
            var endless = new TimeDecay(Duration.ofSeconds(Long.MAX_VALUE)).weigh(journey);
            var none = new TimeDecay(Duration.ofNanos(1)).weigh(journey);
            // Then
            for (var i = 0; i < endless.size(); i++) {
                assertThat(endless.get(i).doubleValue()).isCloseTo(1.0 / endless.size(), within(1e-9));
                assertThat(none.get(i).doubleValue())
                        .isEqualTo(new LastTouch().weigh(journey).get(i).doubleValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void singleTouchModelsCreditWhomTheReferralDecisionCredits(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            var journey = Journeys.random(random, 10);
            assertThat(credited(new FirstTouch(), journey)).isEqualTo(winner(AttributionModel.FIRST_TOUCH, journey));
            assertThat(credited(new LastTouch(), journey)).isEqualTo(winner(AttributionModel.LAST_TOUCH, journey));
        }
    }

    private static String credited(CreditModel model, Journey journey) {
        var one = model.weigh(journey).parts().indexOf(BigInteger.ONE);
        return journey.touches().get(one).id();
    }

    private static String winner(AttributionModel model, Journey journey) {
        var policy = new Policy("spring", model, new LookbackWindow(null, LookbackWindow.Edge.EXCLUSIVE));
        var clicks = journey.touches().stream()
                .map(touch -> Touchpoint.click(touch.id(), "ADA", touch.at()))
                .toList();
        var codes = new CodeBook(Map.of("ADA", new CodeOwner("spring", "ADA", "par_ada", "ada", null)));
        return switch (Attribution.resolve(policy, "bob", CONVERSION, clicks, codes, _ -> false)) {
            case Resolution.Brought brought -> brought.winner().id();
            case Resolution.Nobody nobody -> nobody.reason().name();
        };
    }
}
