package io.grapevine.attribution.purchase;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one event says about an order.
 *
 * @param person the customer, or the customer its visitor turned out to be; null for a stranger
 * @param amountMinor gross, in minor units of {@code currency}
 * @param programKey the one program it concerns; null = all of the tenant
 * @param evidence codes and clicks it carried, and its visitors' touchpoints
 * @param history what else is known of its person's touches, loaded where a journey is asked for
 * @param traces what its person did as a customer, loaded where new customers are asked for
 * @param lateBy how much later than its event time it arrived; null = not known
 * @param standing how its person is known
 * @param basket what it says was bought
 */
public record PurchaseFact(
        String orderId,
        EventOrder order,
        String source,
        @Nullable String person,
        @Nullable String visitor,
        long amountMinor,
        String currency,
        @Nullable String country,
        @Nullable String programKey,
        List<Touchpoint> evidence,
        List<Touchpoint> history,
        List<Trace> traces,
        @Nullable Duration lateBy,
        Standing standing,
        Basket basket) {
    public PurchaseFact {
        evidence = List.copyOf(evidence);
        history = List.copyOf(history);
        traces = List.copyOf(traces);
    }

    public PurchaseFact(
            String orderId,
            EventOrder order,
            String source,
            @Nullable String person,
            @Nullable String visitor,
            long amountMinor,
            String currency,
            @Nullable String country,
            @Nullable String programKey,
            List<Touchpoint> evidence,
            List<Touchpoint> history,
            List<Trace> traces,
            @Nullable Duration lateBy) {
        this(
                orderId,
                order,
                source,
                person,
                visitor,
                amountMinor,
                currency,
                country,
                programKey,
                evidence,
                history,
                traces,
                lateBy,
                Standing.of(person, person),
                Basket.NONE);
    }

    public PurchaseFact(
            String orderId,
            EventOrder order,
            String source,
            @Nullable String person,
            @Nullable String visitor,
            long amountMinor,
            String currency,
            @Nullable String country,
            @Nullable String programKey,
            List<Touchpoint> evidence,
            List<Touchpoint> history) {
        this(
                orderId,
                order,
                source,
                person,
                visitor,
                amountMinor,
                currency,
                country,
                programKey,
                evidence,
                history,
                List.of(),
                null);
    }

    public PurchaseFact(
            String orderId,
            EventOrder order,
            String source,
            @Nullable String person,
            @Nullable String visitor,
            long amountMinor,
            String currency,
            @Nullable String country,
            @Nullable String programKey,
            List<Touchpoint> evidence) {
        this(orderId, order, source, person, visitor, amountMinor, currency, country, programKey, evidence, List.of());
    }

    /** All touches of its person; one that both lists have counts once when they are compared. */
    public List<Touchpoint> journey() {
        return Stream.concat(evidence.stream(), history.stream()).toList();
    }
}
