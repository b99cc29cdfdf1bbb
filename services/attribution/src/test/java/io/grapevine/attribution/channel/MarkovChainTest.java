package io.grapevine.attribution.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkovChainTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void creditFollowsTheRemovalEffects() {
        // Given
        var groups =
                List.of(group(1, 0, "300", "c1", "c2", "c3"), group(0, 1, "0", "c1"), group(0, 1, "0", "c2", "c3"));
        // When
        var solved = solve(groups);
        // Then
        assertThat(solved.conversionProbability()).isCloseTo(1.0 / 3, ROUNDING);
        assertCredit(solved, "c1", 0.5, 0.2, 0.2, 60);
        assertCredit(solved, "c2", 1.0, 0.4, 0.4, 120);
        assertCredit(solved, "c3", 1.0, 0.4, 0.4, 120);
        assertThat(solved.transitions())
                .containsExactly(
                        new Transition(new State.Start(), channel("c1"), 2.0 / 3),
                        new Transition(new State.Start(), channel("c2"), 1.0 / 3),
                        new Transition(channel("c1"), new State.Null(), 0.5),
                        new Transition(channel("c1"), channel("c2"), 0.5),
                        new Transition(channel("c2"), channel("c3"), 1.0),
                        new Transition(channel("c3"), new State.Conversion(), 0.5),
                        new Transition(channel("c3"), new State.Null(), 0.5));
    }

    @Test
    void repeatedVisitsOfAChannelInARowAreOne() {
        var repeated = solve(List.of(
                group(1, 0, "1", "c1", "c1", "c2", "c2", "c2", "c3"),
                group(0, 1, "0", "c1", "c1"),
                group(0, 1, "0", "c2", "c3", "c3")));
        var once = solve(
                List.of(group(1, 0, "1", "c1", "c2", "c3"), group(0, 1, "0", "c1"), group(0, 1, "0", "c2", "c3")));
        assertThat(repeated).isEqualTo(once);
    }

    @Test
    void onlyChannelGetsEverything() {
        var solved = solve(List.of(group(3, 5, "900", "link", "link")));
        assertThat(solved.conversionProbability()).isEqualTo(3.0 / 8);
        assertThat(solved.credits()).containsOnly(Map.entry("link", new MarkovCredit(1, 1, 3, 900)));
    }

    @Test
    void nobodyIsCreditedIfNothingConverts() {
        var solved = solve(List.of(group(0, 4, "0", "a", "b"), group(0, 1, "0", "c")));
        assertThat(solved.conversionProbability()).isZero();
        assertThat(solved.credits().values())
                .containsOnly(new MarkovCredit(0, 0, 0, 0))
                .hasSize(3);
    }

    @Test
    void nothingIsSaidWithoutJourneys() {
        var solved = new MarkovChain().solve();
        assertThat(solved.conversionProbability()).isZero();
        assertThat(solved.transitions()).isEmpty();
        assertThat(solved.credits()).isEmpty();
    }

    @Test
    void groupOfNoJourneysNamesItsChannelsAndChangesNothingElse() {
        var solved = solve(List.of(group(1, 1, "5", "a"), group(0, 0, "0", "b", "c")));
        assertThat(solved.conversionProbability()).isEqualTo(0.5);
        assertThat(solved.credits().get("a")).isEqualTo(new MarkovCredit(1, 1, 1, 5));
        assertThat(solved.credits().get("b")).isEqualTo(new MarkovCredit(0, 0, 0, 0));
        assertThat(solved.transitions()).hasSize(3);
    }

    @Test
    void channelsMayBeCalledAsTheEndsAre() {
        var solved = solve(List.of(group(1, 0, "1", "(start)", "(null)"), group(0, 1, "0", "(conversion)")));
        assertThat(solved.credits().keySet()).containsExactly("(conversion)", "(null)", "(start)");
        assertThat(solved.credits().get("(null)").share()).isEqualTo(0.5);
    }

    @Test
    void journeysThatHardlyEverEndKeepAllTheirDigits() {
        // Given: round and round between two channels, and one conversion in the end
        var loop = new ArrayList<String>();
        for (var i = 0; i < 500_000; i++) loop.addAll(List.of("a", "b"));
        // When
        var solved = solve(List.of(
                new JourneyGroup(loop, 1, 0, BigDecimal.ONE),
                new JourneyGroup(loop.subList(0, 999_999), 0, 2, BigDecimal.ZERO)));
        // Then
        assertThat(solved.conversionProbability()).isCloseTo(1.0 / 3, within(1e-14));
    }

    @Test
    void chainCanBeAddedToAfterItWasSolved() {
        var chain = new MarkovChain();
        chain.add(group(1, 0, "1", "a"));
        assertThat(chain.solve().credits()).hasSize(1);
        chain.add(group(1, 2, "1", "b"));
        assertThat(chain.solve().conversionProbability()).isCloseTo(0.5, ROUNDING);
    }

    @Test
    void oneChannelTooManyIsRefused() {
        var chain = new MarkovChain();
        for (var i = 0; i < MarkovChain.MOST_CHANNELS; i++) chain.add(group(1, 0, "1", "c" + i));
        chain.add(group(1, 0, "1", "c0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.add(group(1, 0, "1", "one more")))
                .withMessageContaining("too many channels")
                .withMessageContaining("one more");
    }

    @Test
    void countsThatOverflowAreRefusedRatherThanWrong() {
        var chain = new MarkovChain();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> chain.add(group(Long.MAX_VALUE, 1, "1", "a")));
        chain.add(group(Long.MAX_VALUE, 0, "1", "b"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> chain.add(group(1, 0, "1", "b")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void removalEffectsAreThoseOfChainsWithoutTheChannel(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 30; round++) {
            // Given
            var groups = RandomJourneys.groups(random, 1 + random.nextInt(9));
            // When
            var solved = solve(groups);
            // Then
            var walk = new CountedWalk(groups);
            var all = walk.conversionsWithout(null);
            assertThat(solved.conversionProbability()).isCloseTo(all, ROUNDING);
            solved.credits()
                    .forEach((channel, credit) -> assertThat(credit.removalEffect())
                            .isCloseTo(all == 0 ? 0 : 1 - walk.conversionsWithout(channel) / all, within(1e-9)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void probabilityIsTheRateAndCreditsSumToAllConversions(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 30; round++) {
            // Given
            var groups = RandomJourneys.groups(random, 1 + random.nextInt(12));
            groups.add(group(1, 0, "7", "c0"));
            var conversions =
                    groups.stream().mapToLong(JourneyGroup::conversions).sum();
            var nulls = groups.stream().mapToLong(JourneyGroup::nulls).sum();
            // When
            var solved = solve(groups);
            // Then
            assertThat(solved.conversionProbability())
                    .isCloseTo(conversions / (double) (conversions + nulls), ROUNDING);
            assertThat(solved.credits().values().stream()
                            .mapToDouble(MarkovCredit::share)
                            .sum())
                    .isCloseTo(1, ROUNDING);
            assertThat(solved.credits().values().stream()
                            .mapToDouble(MarkovCredit::conversions)
                            .sum())
                    .isCloseTo(conversions, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void orderAndNumberOfJourneysAndNamesOfChannelsChangeNothing(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 30; round++) {
            // Given
            var groups = RandomJourneys.groups(random, 8);
            var solved = solve(groups);
            // When
            var shuffled = new ArrayList<>(groups);
            Collections.shuffle(shuffled, random);
            var tripled = new ArrayList<>(groups);
            tripled.addAll(groups);
            tripled.addAll(groups);
            var renamed = groups.stream()
                    .map(group -> new JourneyGroup(
                            group.channels().stream()
                                    .map(name -> "x" + (char) ('z' - name.charAt(1) + '0'))
                                    .toList(),
                            group.conversions(),
                            group.nulls(),
                            group.value()))
                    .toList();
            // Then
            assertThat(solve(shuffled).credits()).isEqualTo(solved.credits());
            solve(tripled)
                    .credits()
                    .forEach((channel, credit) -> assertThat(credit.share())
                            .isCloseTo(solved.credits().get(channel).share(), ROUNDING));
            var others = solve(renamed).credits();
            solved.credits()
                    .forEach((channel, credit) -> assertThat(others.get("x" + (char) ('z' - channel.charAt(1) + '0'))
                                    .share())
                            .isCloseTo(credit.share(), ROUNDING));
        }
    }

    private static MarkovAttribution solve(List<JourneyGroup> groups) {
        var chain = new MarkovChain();
        groups.forEach(chain::add);
        return chain.solve();
    }

    private static void assertCredit(
            MarkovAttribution solved, String channel, double effect, double share, double conversions, double value) {
        var credit = solved.credits().get(channel);
        assertThat(credit.removalEffect()).isCloseTo(effect, ROUNDING);
        assertThat(credit.share()).isCloseTo(share, ROUNDING);
        assertThat(credit.conversions()).isCloseTo(conversions, ROUNDING);
        assertThat(credit.value()).isCloseTo(value, within(1e-9));
    }

    private static State channel(String name) {
        return new State.Channel(name);
    }

    private static JourneyGroup group(long conversions, long nulls, String value, String... channels) {
        return new JourneyGroup(List.of(channels), conversions, nulls, new BigDecimal(value));
    }
}
