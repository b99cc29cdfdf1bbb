package io.grapevine.benchmark.attribution;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Facts as the edge writes them on the log, numbered from 0, a millisecond apart.
 *
 * @param run tells this run's ids from those of every other
 */
public record Facts(String run, List<String> codes, Instant at) {

    private static final String TENANT = "demo";
    private static final String BODY_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final int UUID_VERSION_7 = 0x7000;
    private static final int MILLIS_SHIFT = 16;
    /** As many clicks in a row are one visitor's. */
    private static final int CLICKS_OF_A_VISITOR = 4;

    public Facts {
        if (codes.isEmpty()) throw new IllegalArgumentException("facts must name a code");
        codes = List.copyOf(codes);
    }

    /** A landing page tells whose click on our link it was, which is the most that is said of a click. */
    public Event<ClickRecorded> click(int number) {
        return click(number, "v-" + run + "-" + number / CLICKS_OF_A_VISITOR);
    }

    public Event<ClickRecorded> click(int number, String visitor) {
        var time = at.plusMillis(number);
        var clickId = "clk_" + new UUID(time.toEpochMilli() << MILLIS_SHIFT | UUID_VERSION_7, Long.MIN_VALUE | number);
        var data = new ClickRecorded(
                clickId,
                ClickRecorded.Origin.LANDING,
                null,
                code(number),
                visitor,
                TrafficLabel.HUMAN,
                "2026.11-2",
                "https://shop.example/welcome?utm_source=newsletter&utm_medium=email",
                "https://forum.example/tea",
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                Map.of("utm_source", "newsletter", "utm_medium", "email"),
                Context.NONE);
        return stated("k-" + run + "-" + number + "-" + visitor, time, data);
    }

    /** By a code: from then on the customer is bound. */
    public Event<SignUpRecorded> signUp(int customer) {
        var evidence = new Evidence(null, null, code(customer), List.of());
        return stated(
                "s-" + run + "-" + customer,
                at,
                new SignUpRecorded(customer(customer), null, evidence, null, null, null, Context.NONE));
    }

    /** An order of one of the customers who signed up, in turn. */
    public Event<PurchaseRecorded> purchase(int number, int customers) {
        return order(number, customer(number % customers), null);
    }

    /** An order of a visitor who never said more of herself. */
    public Event<PurchaseRecorded> guestPurchase(int number, String visitor) {
        return order(number, null, visitor);
    }

    private Event<PurchaseRecorded> order(int number, @Nullable String customer, @Nullable String visitor) {
        var data = new PurchaseRecorded(
                orderId(number),
                customer,
                visitor,
                4_999,
                "EUR",
                Evidence.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Context.NONE);
        return stated("p-" + run + "-" + number, at.plusMillis(1L + number), data);
    }

    public String orderId(int number) {
        return "o-" + run + "-" + number;
    }

    private String customer(int number) {
        return "c-" + run + "-" + number;
    }

    private String code(int number) {
        return codes.get(number % codes.size());
    }

    private <T extends EventData> Event<T> stated(String id, Instant time, T data) {
        return new Event<>(TENANT, id, "api", time, time, BODY_HASH, null, data);
    }
}
