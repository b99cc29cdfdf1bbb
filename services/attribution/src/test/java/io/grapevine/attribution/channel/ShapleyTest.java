package io.grapevine.attribution.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapleyTest {

    private static final Offset<BigDecimal> ROUNDING = within(new BigDecimal("1e-25"));

    @Test
    void gameOfThreeChannels() {
        // Given
        var game = game(
                "OS F D", Map.of("OS", "7", "F", "6", "D", "4", "OS F", "15", "OS D", "7", "F D", "9", "OS F D", "19"));
        // When
        var phi = game.phi();
        // Then
        assertThat(phi.get("OS"))
                .isCloseTo(new BigDecimal(46).divide(new BigDecimal(6), MathContext.DECIMAL128), ROUNDING);
        assertThat(phi.get("F"))
                .isCloseTo(new BigDecimal(49).divide(new BigDecimal(6), MathContext.DECIMAL128), ROUNDING);
        assertThat(phi.get("D"))
                .isCloseTo(new BigDecimal(19).divide(new BigDecimal(6), MathContext.DECIMAL128), ROUNDING);
    }

    @Test
    void absentCoalitionIsWorthNothing() {
        var phi = game("A B", Map.of("A", "10")).phi();
        assertThat(phi.get("A")).isEqualByComparingTo("5");
        assertThat(phi.get("B")).isEqualByComparingTo("-5");
    }

    @Test
    void onlyPlayerGetsEverythingAndNobodyPlaysAnEmptyGame() {
        assertThat(game("A", Map.of("A", "10")).phi().get("A")).isEqualByComparingTo("10");
        assertThat(new CoalitionGame(Set.of(), Map.of()).phi()).isEmpty();
    }

    @Test
    void whatNobodyEarnsAlreadyIsTakenOffEverybody() {
        var game =
                new CoalitionGame(Set.of("A", "B"), Map.of(Set.of(), BigDecimal.TWO, Set.of("A", "B"), BigDecimal.TEN));
        assertThat(game.phi().get("A")).isEqualByComparingTo("4");
    }

    @Test
    void strangersInACoalitionAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> game("A", Map.of("A B", "1")))
                .withMessageContaining("B");
    }

    @Test
    void onePlayerTooManyIsRefused() {
        var players = IntStream.rangeClosed(0, CoalitionGame.MOST_PLAYERS)
                .mapToObj(i -> "p" + i)
                .collect(Collectors.toSet());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoalitionGame(players, Map.of()))
                .withMessageContaining("too many players: 65");
        players.remove("p0");
        assertThat(new CoalitionGame(players, Map.of(players, BigDecimal.valueOf(640)))
                        .phi()
                        .values())
                .allSatisfy(phi -> assertThat(phi).isEqualByComparingTo("10"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void phiIsTheMeanOfWhatAPlayerAddsOverAllOrders(long seed) {
        var random = new Random(seed);
        // Given
        var players = IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(i -> "p" + i)
                .toList();
        var game = randomGame(random, players);
        // When
        var phi = game.phi();
        // Then
        var added = new HashMap<String, BigDecimal>();
        var orders = orders(players);
        for (var order : orders) {
            var coalition = new HashSet<String>();
            for (var player : order) {
                var before = game.values().getOrDefault(coalition, BigDecimal.ZERO);
                coalition.add(player);
                added.merge(
                        player,
                        game.values().getOrDefault(coalition, BigDecimal.ZERO).subtract(before),
                        BigDecimal::add);
            }
        }
        phi.forEach((player, worth) ->
                assertThat(worth.multiply(BigDecimal.valueOf(orders.size()))).isCloseTo(added.get(player), ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void gamesAreEfficientAdditiveAndSymmetricAndANullPlayerGetsNothing(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++) {
            // Given
            var players = List.of("a", "b", "c", "d");
            var one = randomGame(random, players);
            var other = randomGame(random, players);
            var both = new HashMap<>(one.values());
            other.values().forEach((coalition, worth) -> both.merge(coalition, worth, BigDecimal::add));
            // Then: efficiency
            var all = one.values().getOrDefault(Set.copyOf(players), BigDecimal.ZERO);
            assertThat(sum(one.phi())).isCloseTo(all, ROUNDING);
            // Then: additivity
            var phi = new CoalitionGame(Set.copyOf(players), both).phi();
            phi.forEach((player, worth) -> assertThat(worth)
                    .isCloseTo(one.phi().get(player).add(other.phi().get(player)), ROUNDING));
            // Then: symmetry and null player: "twin" does what "a" does, "idle" adds nothing to anybody
            var extended = withTwinAndIdle(one);
            assertThat(extended.phi().get("twin")).isEqualTo(extended.phi().get("a"));
            assertThat(extended.phi().get("idle")).isZero();
        }
    }

    @Test
    void journeyIsSharedEquallyByItsDistinctChannels() {
        // Given
        var journeys = new ShapleyJourneys();
        journeys.add(group(3, "9", "A"));
        journeys.add(group(2, "6", "A", "B"));
        journeys.add(group(2, "6", "B", "A", "B"));
        journeys.add(group(1, "3", "A", "B", "C"));
        journeys.add(group(0, "0", "C"));
        // When
        var credits = journeys.credits();
        // Then
        assertThat(credits.get("A").value()).isEqualByComparingTo("16");
        assertThat(credits.get("B").value()).isEqualByComparingTo("7");
        assertThat(credits.get("C").value()).isEqualByComparingTo("1");
        assertThat(credits.get("B").conversions())
                .isCloseTo(new BigDecimal(7).divide(new BigDecimal(3), MathContext.DECIMAL128), ROUNDING);
        assertThat(credits.keySet()).containsExactly("A", "B", "C");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void journeysAreWorthWhatTheirGameIsWorth(long seed) {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++) {
            // Given
            var groups = RandomJourneys.groups(random, 6);
            var journeys = new ShapleyJourneys();
            groups.forEach(journeys::add);
            // When
            var credits = journeys.credits();
            // Then: v(S) is the worth of journeys inside S
            var values = new HashMap<Set<String>, BigDecimal>();
            for (var coalition : subsets(List.copyOf(credits.keySet()))) {
                var inside = groups.stream()
                        .filter(group -> coalition.containsAll(group.channels()))
                        .map(JourneyGroup::value)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                values.put(coalition, inside);
            }
            var phi = new CoalitionGame(credits.keySet(), values).phi();
            credits.forEach((channel, credit) -> assertThat(credit.value()).isCloseTo(phi.get(channel), ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void orderOfJourneysChangesNothingAndCreditsSumToAll(long seed) {
        // Given
        var random = new Random(seed);
        var groups = RandomJourneys.groups(random, 9);
        var journeys = new ShapleyJourneys();
        groups.forEach(journeys::add);
        // When
        Collections.shuffle(groups, random);
        var shuffled = new ShapleyJourneys();
        groups.forEach(shuffled::add);
        // Then
        assertThat(shuffled.credits()).isEqualTo(journeys.credits());
        var all = groups.stream().map(JourneyGroup::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        var credited =
                journeys.credits().values().stream().map(ChannelCredit::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(credited).isCloseTo(all, ROUNDING);
    }

    private static CoalitionGame game(String players, Map<String, String> values) {
        return new CoalitionGame(
                Set.of(players.split(" ")),
                values.entrySet().stream()
                        .collect(Collectors.toMap(
                                value -> Set.of(value.getKey().split(" ")),
                                value -> new BigDecimal(value.getValue()))));
    }

    private static CoalitionGame randomGame(Random random, List<String> players) {
        var values = new HashMap<Set<String>, BigDecimal>();
        for (var coalition : subsets(players)) {
            if (!coalition.isEmpty() && random.nextInt(4) > 0)
                values.put(coalition, BigDecimal.valueOf(random.nextInt(-1000, 10_000), 2));
        }
        return new CoalitionGame(Set.copyOf(players), values);
    }

    private static CoalitionGame withTwinAndIdle(CoalitionGame game) {
        var players = new HashSet<>(game.players());
        players.addAll(List.of("twin", "idle"));
        var values = new HashMap<Set<String>, BigDecimal>();
        for (var coalition : subsets(List.copyOf(players))) {
            var worth = BigDecimal.ZERO;
            for (var half : List.of("a", "twin")) {
                var seen = new HashSet<>(coalition);
                seen.retainAll(Set.of("b", "c", "d"));
                if (coalition.contains(half)) seen.add("a");
                worth = worth.add(game.values().getOrDefault(seen, BigDecimal.ZERO));
            }
            values.put(coalition, worth);
        }
        return new CoalitionGame(players, values);
    }

    private static List<Set<String>> subsets(List<String> players) {
        return IntStream.range(0, 1 << players.size())
                .mapToObj(mask -> IntStream.range(0, players.size())
                        .filter(i -> (mask >> i & 1) == 1)
                        .mapToObj(players::get)
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static List<List<String>> orders(List<String> players) {
        if (players.isEmpty()) return List.of(List.of());
        var orders = new ArrayList<List<String>>();
        for (var first : players) {
            var others =
                    players.stream().filter(player -> !player.equals(first)).toList();
            for (var rest : orders(others)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    private static BigDecimal sum(SortedMap<String, BigDecimal> phi) {
        return phi.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static JourneyGroup group(long conversions, String value, String... channels) {
        return new JourneyGroup(List.of(channels), conversions, 0, new BigDecimal(value));
    }
}
