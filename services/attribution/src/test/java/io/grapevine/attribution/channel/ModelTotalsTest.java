package io.grapevine.attribution.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.grapevine.attribution.channel.ModelReport.Channel;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.CreditRule;
import io.grapevine.attribution.credit.Moments;
import io.grapevine.attribution.credit.SharedCredit;
import io.grapevine.attribution.journey.ChannelTouch;
import io.grapevine.attribution.journey.Journey;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.events.Terms.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTotalsTest {

    private static final Instant ORDER = Instant.parse("2026-06-30T00:00:00Z");
    private static final Instant SIGN_UP = ORDER.minus(Duration.ofHours(30));

    @Test
    void everyModelCreditsTheChannelsOfEveryJourney() {
        // When
        var report = report(AttributionModel.LAST_TOUCH, order(100, "EUR", "email", "direct", "social"));
        // Then
        assertThat(report.models())
                .extracting(ModelReport.Model::model)
                .containsExactly(
                        "first_touch",
                        "last_touch",
                        "last_non_direct",
                        "linear",
                        "position_based",
                        "j_shaped",
                        "inverse_j",
                        "time_decay",
                        "w_shaped",
                        "full_path",
                        "markov",
                        "shapley");
        assertThat(values(report, "first_touch")).containsExactly("direct 0", "email 100", "social 0");
        assertThat(values(report, "last_non_direct")).containsExactly("direct 0", "email 0", "social 100");
        assertThat(values(report, "linear")).containsExactly("direct 34", "email 33", "social 33");
        assertThat(values(report, "position_based")).containsExactly("direct 20", "email 40", "social 40");
        assertThat(values(report, "shapley")).containsExactly("direct 34", "email 33", "social 33");
        assertThat(values(report, "markov")).containsExactly("direct 34", "email 33", "social 33");
        assertThat(channel(report, "markov", "email").removalEffect()).isEqualTo(1.0);
        assertThat(channel(report, "linear", "email").removalEffect()).isNull();
        assertThat(channel(report, "linear", "email").conversions()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void modelsOfMilestonesKnowWhenTheirOwnConversionsReachedThem() {
        // Given: touches 48, 24 and 0 hours before; the sign-up lies between the first two
        var signedUp = new ConvertedJourney(journey("a", "b", "c"), Moments.ofOrder(ORDER, SIGN_UP), 1_000, "EUR");
        var stranger = new ConvertedJourney(journey("a", "b", "c"), Moments.ofOrder(ORDER, null), 1_000, "EUR");
        // Then
        assertThat(values(report(AttributionModel.LAST_TOUCH, signedUp), "w_shaped"))
                .containsExactly("a 600", "b 100", "c 300");
        assertThat(values(report(AttributionModel.LAST_TOUCH, stranger), "w_shaped"))
                .containsExactly("a 429", "b 143", "c 428");
        assertThat(values(report(AttributionModel.LAST_TOUCH, signedUp, stranger), "w_shaped"))
                .containsExactly("a 1029", "b 243", "c 728");
        assertThat(values(report(AttributionModel.LAST_TOUCH, signedUp), "full_path"))
                .containsExactly("a 450", "b 100", "c 450");
    }

    @Test
    void theProgramsOwnParametersAreReported() {
        var decay = new SharedCredit.ByJourney(new CreditModel.TimeDecay(Duration.ofHours(24)));
        assertThat(values(report(decay, order(700, "EUR", "a", "b", "c")), "time_decay"))
                .containsExactly("a 100", "b 200", "c 400");
        var middle =
                new SharedCredit.ByJourney(new CreditModel.Position(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ZERO));
        assertThat(values(report(middle, order(700, "EUR", "a", "b", "c")), "position"))
                .containsExactly("a 0", "b 700", "c 0");
    }

    @Test
    void currenciesAreNeverAddedAndSignUpsAreWorthNothing() {
        var report = report(
                AttributionModel.LAST_TOUCH,
                order(100, "EUR", "email"),
                order(70, "USD", "email", "social"),
                new ConvertedJourney(journey("email"), Moments.ofSignUp(ORDER), 0, null));
        assertThat(report.total()).containsExactly(new Money(100, "EUR"), new Money(70, "USD"));
        assertThat(channel(report, "last_touch", "email"))
                .isEqualTo(new Channel("email", 2.0, List.of(new Money(100, "EUR"), new Money(0, "USD")), null));
        assertThat(report.journeys().converted()).isEqualTo(3);
    }

    @Test
    void whatHasNoTouchIsUnattributedUnderEveryModel() {
        var report = report(AttributionModel.LAST_TOUCH, order(100, "EUR", "email"), order(30, "EUR"));
        assertThat(report.unattributed()).containsExactly(new Money(30, "EUR"));
        assertThat(report.total()).containsExactly(new Money(130, "EUR"));
        assertThat(report.journeys()).isEqualTo(new ModelReport.Journeys(2, 1, 0));
        assertThat(report.models())
                .allSatisfy(model -> assertThat(attributed(model)).isEqualTo(100));
    }

    @Test
    void lostJourneysLowerWhatAChannelsRemovalCosts() {
        // Given
        var totals = new ModelTotals(AttributionModel.LAST_TOUCH);
        totals.addConverted(List.of(order(100, "EUR", "email"), order(100, "EUR", "email", "social")));
        // When
        for (var i = 0; i < 3; i++) totals.addLost(journey("social"));
        totals.addLost(journey());
        // Then
        var report = totals.report();
        assertThat(totals.size()).isEqualTo(5);
        assertThat(report.journeys().lost()).isEqualTo(3);
        // P = 2/5 (1/2 + 1/2 1/4) + 3/5 1/4 = 0.4; without e-mail 0.15, without social 0.2
        assertThat(Objects.requireNonNull(channel(report, "markov", "email").removalEffect()))
                .isCloseTo(0.625, within(1e-12));
        assertThat(Objects.requireNonNull(channel(report, "markov", "social").removalEffect()))
                .isCloseTo(0.5, within(1e-12));
        assertThat(report.models())
                .allSatisfy(model -> assertThat(attributed(model)).isEqualTo(200));
    }

    @Test
    void channelsBeyondTheMostAreOneMore() {
        // Given
        var totals = new ModelTotals(AttributionModel.LAST_TOUCH);
        totals.addConverted(IntStream.range(0, ModelTotals.MOST_CHANNELS)
                .mapToObj(i -> order(1, "EUR", "c" + i))
                .toList());
        // When
        totals.addConverted(List.of(order(5, "EUR", "c0"), order(7, "EUR", "late"), order(9, "EUR", "later")));
        // Then
        var report = totals.report();
        assertThat(channel(report, "linear", "c0").values()).containsExactly(new Money(6, "EUR"));
        assertThat(channel(report, "linear", ModelTotals.OTHER).values()).containsExactly(new Money(16, "EUR"));
        assertThat(channel(report, "markov", ModelTotals.OTHER).conversions()).isCloseTo(2, within(1e-9));
    }

    @Test
    void anEmptyPeriodHasEveryModelAndNoChannels() {
        var report = report(AttributionModel.LAST_TOUCH);
        assertThat(report.models())
                .hasSize(12)
                .allSatisfy(model -> assertThat(model.channels()).isEmpty());
        assertThat(report.total()).isEmpty();
    }

    @Test
    void aNegativeValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(-1, "EUR", "email"))
                .withMessageContaining("-1");
    }

    static List<Long> seeds() {
        return new Random(20_261_122).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void valuesSumToTheTotalWhateverBatchesJourneysComeIn(long seed) {
        // Given
        var random = new Random(seed);
        var journeys = new ArrayList<ConvertedJourney>();
        for (var i = 0; i < 1 + random.nextInt(30); i++) {
            var channels = random.ints(random.nextInt(5), 0, 4)
                    .mapToObj(n -> List.of("email", "direct", "social", "link").get(n))
                    .toArray(String[]::new);
            journeys.add(order(random.nextInt(10_000), random.nextBoolean() ? "EUR" : "JPY", channels));
        }
        var whole = report(AttributionModel.LAST_TOUCH, journeys.toArray(ConvertedJourney[]::new));
        // When
        Collections.shuffle(journeys, random);
        var totals = new ModelTotals(AttributionModel.LAST_TOUCH);
        journeys.forEach(journey -> totals.addConverted(List.of(journey)));
        // Then
        assertThat(withoutMarkov(totals.report())).isEqualTo(withoutMarkov(whole));
        var expected = sum(whole.total()) - sum(whole.unattributed());
        assertThat(whole.models())
                .allSatisfy(model -> assertThat(attributed(model)).isEqualTo(expected));
    }

    private static List<ModelReport.Model> withoutMarkov(ModelReport report) {
        return report.models().stream()
                .filter(model ->
                        !model.model().equals("markov")) // doubles, which the order of channels rounds differently
                .toList();
    }

    private static long attributed(ModelReport.Model model) {
        return model.channels().stream()
                .mapToLong(channel -> sum(channel.values()))
                .sum();
    }

    private static long sum(List<Money> amounts) {
        return amounts.stream().mapToLong(Money::amount).sum();
    }

    private static ModelReport report(CreditRule own, ConvertedJourney... journeys) {
        var totals = new ModelTotals(own);
        totals.addConverted(List.of(journeys));
        return totals.report();
    }

    private static List<String> values(ModelReport report, String model) {
        return channels(report, model).stream()
                .map(channel -> channel.channel() + " " + sum(channel.values()))
                .toList();
    }

    private static Channel channel(ModelReport report, String model, String name) {
        return channels(report, model).stream()
                .filter(channel -> channel.channel().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Channel> channels(ModelReport report, String model) {
        return report.models().stream()
                .filter(reported -> reported.model().equals(model))
                .findFirst()
                .orElseThrow()
                .channels();
    }

    private static ConvertedJourney order(long value, String currency, String... channels) {
        return new ConvertedJourney(journey(channels), Moments.ofOrder(ORDER, null), value, currency);
    }

    /** A touch a day, the last one at the order. */
    private static Journey journey(String... channels) {
        var touches = new ArrayList<ChannelTouch>();
        for (var channel : channels)
            touches.add(new ChannelTouch(
                    "t" + touches.size(),
                    channel,
                    ORDER.minus(Duration.ofDays(channels.length - 1 - touches.size())),
                    0));
        return new Journey(touches);
    }
}
