package io.grapevine.clicktracking.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConflictsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theEarliestEventOfAnOrderCountsWhicheverCameFirst() {
        // Given
        var late = purchase("b", NOON.plusMillis(1), "hash-b", "EUR");
        var early = purchase("z", NOON, "hash-z", "EUR");
        // When, then
        assertThat(codes(late, early, late)).containsExactly("order_conflict");
        assertThat(codes(early, early, late)).isEmpty();
        assertThat(Conflicts.of(late, List.of(early)).getFirst().effectiveEventId())
                .isEqualTo("z");
    }

    @Test
    void atTheSameTimeTheSmallerIdCountsByCodePoint() {
        // Given a character of the basic plane that UTF-16 puts behind one above it
        var basic = purchase("\uFF5E", NOON, "h1", "EUR");
        var above = purchase("\uD83D\uDE00", NOON, "h2", "EUR");
        // When, then
        assertThat(codes(above, basic, above)).containsExactly("order_conflict");
        assertThat(codes(basic, basic, above)).isEmpty();
    }

    @Test
    void theSameBodyUnderAnotherIdIsADuplicate() {
        var one = purchase("a", NOON, "hash", "EUR");
        var other = purchase("b", NOON, "hash", "EUR");
        assertThat(codes(other, one, other)).containsExactly("duplicate");
    }

    @Test
    void refundsAreComparedByRefundIdAndOrderCurrency() {
        // Given
        var order = purchase("o", NOON, "h", "EUR");
        var refund = refund("r1", "refund-1", NOON, "EUR");
        var again = refund("r2", "refund-1", NOON.plusSeconds(1), "USD");
        var another = refund("r3", "refund-2", NOON, "EUR");
        // When, then
        assertThat(codes(refund, order, refund, again, another)).isEmpty();
        assertThat(codes(again, order, refund, again)).containsExactly("order_conflict", "currency_conflict");
        assertThat(codes(another, order, refund, another)).isEmpty();
        assertThat(codes(refund)).isEmpty();
    }

    @Test
    void aRefundIsComparedWithItsOwnOrderOnly() {
        var refund = refund("r1", "refund-1", NOON, "EUR");
        var anotherOrder = new ReceivedEvent("api", "o", "purchase", "h", NOON, NOON, "order-2", null, "USD");
        var withoutCurrency = new ReceivedEvent("api", "o", "purchase", "h", NOON, NOON, "order-1", null, null);
        assertThat(codes(refund, anotherOrder, refund)).isEmpty();
        assertThat(codes(refund, withoutCurrency, refund)).isEmpty();
    }

    @Test
    void otherEventsDoNotConflict() {
        var signUp = new ReceivedEvent("api", "s", "signup", "h", NOON, NOON, null, null, null);
        assertThat(codes(signUp, purchase("o", NOON, "h", "EUR"))).isEmpty();
        assertThat(codes(purchase("o", NOON, null, "EUR"), refund("r", "x", NOON.minusSeconds(1), "EUR")))
                .isEmpty();
    }

    @Test
    void anEventsStoryFitsInOneWord() {
        assertThat(EventStatus.of(true, true, true)).isEqualTo(EventStatus.DEAD_LETTER);
        assertThat(EventStatus.of(false, true, true)).isEqualTo(EventStatus.DECIDED);
        assertThat(EventStatus.of(false, false, true)).isEqualTo(EventStatus.CONFLICT);
        assertThat(EventStatus.of(false, false, false)).isEqualTo(EventStatus.RECEIVED);
        assertThat(EventStatus.DEAD_LETTER.wireName()).isEqualTo("dead_letter");
    }

    private static List<String> codes(ReceivedEvent event, ReceivedEvent... related) {
        return Conflicts.of(event, List.of(related)).stream()
                .map(Conflict::code)
                .toList();
    }

    private static ReceivedEvent purchase(String id, Instant at, @Nullable String hash, String currency) {
        return new ReceivedEvent("api", id, "purchase", hash, at, NOON, "order-1", null, currency);
    }

    private static ReceivedEvent refund(String id, String refundId, Instant at, String currency) {
        return new ReceivedEvent("api", id, "refund", "hash-" + id, at, NOON, "order-1", refundId, currency);
    }
}
