package io.grapevine.attribution.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.EventJson;
import io.grapevine.events.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BasketTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final String LONGEST_SKU = "x".repeat(255);
    private static final int MOST_LINES = 32_768 / "{\"sku\":\"aaa\"},".length();
    private static final int LARGEST_RECORD = 256 * 1024;

    @Test
    void whatNobodyToldIsNotStated() {
        assertThat(Basket.NONE.after(List.of())).isNull();
        assertThat(basket(new Item(null, "Mug", null, 2L, null)).after(List.of()))
                .isNull();
    }

    @Test
    void everythingThatWasToldIsStatedLineByLine() {
        // Given
        var items = List.of(
                new Item("mug", "Mug", "kitchen", 2L, 1_250L),
                new Item("tea", null, null, null, 400L),
                new Item(null, null, "gifts", 3L, null));
        // When
        var details = new Basket(798L, 500L, 250L, "vip", items).after(List.of());
        // Then
        assertThat(details)
                .isEqualTo(new ConversionDetails(
                        798L,
                        500L,
                        250L,
                        "vip",
                        List.of(
                                new Line("mug", "kitchen", 2L, 2_500L, null),
                                new Line("tea", null, null, 400L, null),
                                new Line(null, "gifts", 3L, null, null))));
    }

    @Test
    void aRefundThatGivesAPriceTakesBackThatMuch() {
        assertThat(refundedOf(List.of(item("mug", 2L, 1_250L)), refund(item("mug", null, 300L))))
                .containsExactly(300L);
    }

    @Test
    void aRefundWithoutAPriceTakesBackUnitsAtWhatTheyCost() {
        assertThat(refundedOf(List.of(item("mug", 3L, 1_250L)), refund(item("mug", 2L, null))))
                .containsExactly(2_500L);
        assertThat(refundedOf(List.of(item("mug", 3L, 1_250L)), refund(item("mug", null, null))))
                .containsExactly(1_250L);
    }

    @Test
    void refundsOfOneSkuAddUpToItsLinesAtMost() {
        var mugs = List.of(item("mug", 1L, 1_000L), item("tea", 1L, 400L), item("mug", 2L, 900L));
        assertThat(refundedOf(mugs, refund(item("mug", 1L, 700L)), refund(item("mug", 1L, 700L))))
                .containsExactly(1_000L, null, 400L);
        assertThat(refundedOf(mugs, refund(item("mug", 2L, null)), refund(item("mug", null, 50L))))
                .containsExactly(1_000L, null, 950L);
        assertThat(refundedOf(mugs, refund(item("mug", Long.MAX_VALUE, 3L)), refund(item("mug", 9L, Long.MAX_VALUE))))
                .containsExactly(1_000L, null, 1_800L);
        assertThat(refundedOf(mugs, refund(item("mug", Long.MAX_VALUE, null)), refund(item("mug", 5L, null))))
                .containsExactly(1_000L, null, 1_800L);
    }

    @Test
    void aRefundThatNamesNoLineOfTheOrderTakesNothingBackOfAny() {
        var lines = List.of(item("mug", 1L, 1_000L), new Item(null, null, "gifts", 1L, 100L), item("pot", 1L, null));
        assertThat(refundedOf(
                        lines,
                        refund(item("tea", 1L, 100L)),
                        refund(new Item(null, "Mug", "gifts", 1L, 100L)),
                        refund(item("pot", 1L, 100L)),
                        refund()))
                .containsOnlyNulls();
    }

    @Test
    void amountsOfAllLinesTogetherFitInto64Bits() {
        // Given
        var items = List.of(
                item("a", Long.MAX_VALUE, 2L), item("b", 1L, 5L), item("c", 1L << 32, 1L << 32), item("d", null, 0L));
        // When
        var details = Objects.requireNonNull(basket(items.toArray(Item[]::new)).after(List.of()));
        // Then
        assertThat(details.lines()).extracting(Line::amountMinor).containsExactly(Long.MAX_VALUE, 0L, 0L, 0L);
    }

    @Test
    void theLargestOrderThatTheEdgeTakesStillMakesARecordThatABrokerTakes() {
        // Given: 32 KB of the shortest lines, all of them given back
        var shortest = IntStream.range(0, MOST_LINES)
                .mapToObj(i -> item("" + i, null, Long.MAX_VALUE / MOST_LINES))
                .toArray(Item[]::new);
        var longest = IntStream.range(0, 32_768 / LONGEST_SKU.length())
                .mapToObj(i -> item(LONGEST_SKU, null, Long.MAX_VALUE / MOST_LINES))
                .toArray(Item[]::new);
        // When
        var sizes = Stream.of(shortest, longest)
                .map(items -> Objects.requireNonNull(basket(items).after(List.of(refund(items)))))
                .map(details ->
                        EventJson.mapper().valueToTree(details).toString().length());
        // Then
        assertThat(sizes).hasSize(2).allMatch(size -> size < LARGEST_RECORD);
    }

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("grapevine.seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void refundsInAnyOrderTwiceAndInPartsTakeTheSameBackAndNeverMoreThanThereWas(long seed) {
        // Given
        var random = new Random(seed);
        var items =
                Stream.generate(() -> drawn(random)).limit(random.nextInt(6)).toList();
        var purchase = purchase(new Basket(null, 5L, null, null, items));
        var refunds = new ArrayList<RefundFact>();
        for (var i = random.nextInt(6); i > 0; i--)
            refunds.add(new RefundFact(
                    "f" + random.nextInt(4),
                    random.nextInt(6) == 0 ? "other" : "o1",
                    new EventOrder(START.plusSeconds(random.nextInt(9)), "r" + i),
                    random.nextInt(500),
                    random.nextInt(6) == 0 ? "USD" : "EUR",
                    Stream.generate(() -> drawn(random))
                            .limit(random.nextInt(4))
                            .toList()));
        var inOrder = Order.of(List.of(purchase), refunds, List.of()).orElseThrow();
        // When
        refunds.addAll(List.copyOf(refunds));
        Collections.shuffle(refunds, random);
        var shuffled = Order.of(List.of(purchase), refunds, List.of()).orElseThrow();
        // Then
        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(Objects.requireNonNull(inOrder.details()).lines())
                .allMatch(line -> line.refundedMinor() == null
                        || line.refundedMinor() > 0
                                && line.refundedMinor() <= Objects.requireNonNull(line.amountMinor()));
    }

    private static Item drawn(Random random) {
        return new Item(
                random.nextInt(5) == 0 ? null : "s" + random.nextInt(3),
                null,
                random.nextBoolean() ? "kitchen" : null,
                random.nextInt(3) == 0 ? null : (long) random.nextInt(4),
                random.nextInt(3) == 0 ? null : random.nextInt(9) == 0 ? Long.MAX_VALUE : (long) random.nextInt(300));
    }

    private static List<Long> refundedOf(List<Item> items, RefundFact... refunds) {
        var details = basket(items.toArray(Item[]::new)).after(List.of(refunds));
        return Objects.requireNonNull(details).lines().stream()
                .map(Line::refundedMinor)
                .toList();
    }

    private static Basket basket(Item... items) {
        return new Basket(null, null, null, null, List.of(items));
    }

    private static PurchaseFact purchase(Basket basket) {
        var fact = new PurchaseFact(
                "o1", new EventOrder(START, "e1"), "api", "dave", null, 1_000, "EUR", null, null, List.of());
        return OrderTest.having(basket, fact);
    }

    private static Item item(String sku, Long quantity, Long price) {
        return new Item(sku, null, null, quantity, price);
    }

    private static RefundFact refund(Item... items) {
        return new RefundFact("f" + items.length, "o1", new EventOrder(START, "r"), 1, "EUR", List.of(items));
    }
}
