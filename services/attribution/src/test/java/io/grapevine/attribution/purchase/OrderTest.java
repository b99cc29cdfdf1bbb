package io.grapevine.attribution.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Item;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void earliestPurchaseByTimeThenIdIsTheFact() {
        var order = Order.of(
                List.of(purchase("e3", 2, 300), purchase("e2", 1, 200), purchase("e1", 1, 100)), List.of(), List.of());
        assertThat(order.orElseThrow().fact().amountMinor()).isEqualTo(100);
    }

    @Test
    void refundBeforeItsOrderWaits() {
        assertThat(Order.of(List.of(), List.of(refund("r1", "o1", 1, 50, "EUR")), List.of()))
                .isEmpty();
    }

    @Test
    void distinctRefundsAddUpToTheAmountAtMost() {
        var refunds = List.of(
                refund("r1", "o1", 2, 60, "EUR"),
                refund("r1", "o1", 1, 50, "EUR"),
                refund("r2", "o1", 3, Long.MAX_VALUE, "EUR"));
        assertThat(order(refunds.subList(0, 2)).refundedMinor()).isEqualTo(50);
        assertThat(order(refunds).refundedMinor()).isEqualTo(100);
    }

    @Test
    void refundIdThatFirstPointedElsewhereDoesNotCountHere() {
        assertThat(order(List.of(refund("r1", "o1", 2, 50, "EUR"), refund("r1", "other", 1, 50, "EUR")))
                        .refundedMinor())
                .isZero();
    }

    @Test
    void refundInAnotherCurrencyDoesNotCount() {
        assertThat(order(List.of(refund("r1", "o1", 2, 50, "USD"))).refundedMinor())
                .isZero();
    }

    @Test
    void latestDisputeStateHolds() {
        var disputes = List.of(
                new DisputeFact("o1", new EventOrder(START.plusSeconds(9), "d2"), State.WON),
                new DisputeFact("o1", new EventOrder(START.plusSeconds(8), "d1"), State.OPENED));
        assertThat(Order.of(List.of(purchase("e1", 1, 100)), List.of(), disputes)
                        .orElseThrow()
                        .dispute())
                .isEqualTo(State.WON);
    }

    @Test
    void whatWasBoughtIsWhatTheEarliestReportSays() {
        // Given
        var mug = new Item("mug", null, null, null, 100L);
        var earliest = having(new Basket(7L, null, null, "vip", List.of(mug)), purchase("e1", 1, 100));
        var later = having(new Basket(8L, null, null, null, List.of()), purchase("e2", 2, 100));
        var refunds = List.of(
                new RefundFact("r1", "o1", earliest.order(), 30, "EUR", List.of(new Item("mug", null, null, 1L, 30L))),
                new RefundFact("r2", "o1", earliest.order(), 30, "USD", List.of(new Item("mug", null, null, 1L, 30L))));
        // When
        var order = Order.of(List.of(later, earliest), refunds, List.of()).orElseThrow();
        // Then
        assertThat(order.details())
                .isEqualTo(new ConversionDetails(
                        7L, null, null, "vip", List.of(new ConversionDetails.Line("mug", null, null, 100L, 30L))));
    }

    private static Order order(List<RefundFact> refunds) {
        return Order.of(List.of(purchase("e1", 1, 100)), refunds, List.of()).orElseThrow();
    }

    private static PurchaseFact purchase(String id, int second, long amount) {
        var order = new EventOrder(START.plusSeconds(second), id);
        return new PurchaseFact("o1", order, "api", "dave", null, amount, "EUR", null, null, List.of());
    }

    static PurchaseFact having(Basket basket, PurchaseFact fact) {
        return new PurchaseFact(
                fact.orderId(),
                fact.order(),
                fact.source(),
                fact.person(),
                fact.visitor(),
                fact.amountMinor(),
                fact.currency(),
                fact.country(),
                fact.programKey(),
                fact.evidence(),
                fact.history(),
                fact.traces(),
                fact.lateBy(),
                fact.standing(),
                basket);
    }

    private static RefundFact refund(String id, String order, int second, long amount, String currency) {
        return new RefundFact(
                id, order, new EventOrder(START.plusSeconds(second), "f" + second), amount, currency, List.of());
    }
}
