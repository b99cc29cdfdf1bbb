package io.grapevine.testkit.fact;

import io.grapevine.events.Context;
import io.grapevine.events.Evidence;
import io.grapevine.events.PurchaseRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds purchases for tests: of 100.00 EUR by {@code fay}, without evidence of who brought her, unless said otherwise. */
public final class Purchases {

    private final String orderId;
    private @Nullable String customerId = "fay";
    private @Nullable String visitorId;
    private long amountMinor = 10_000;
    private String currency = "EUR";
    private Context context = Context.NONE;

    private Purchases(String orderId) {
        this.orderId = orderId;
    }

    public static Purchases order(String orderId) {
        return new Purchases(orderId);
    }

    public Purchases by(@Nullable String customer, @Nullable String visitor) {
        customerId = customer;
        visitorId = visitor;
        return this;
    }

    public Purchases by(String customer) {
        return by(customer, null);
    }

    public Purchases amount(long minor, String code) {
        amountMinor = minor;
        currency = code;
        return this;
    }

    public Purchases in(String programKey) {
        context = new Context(programKey, null, null, null, null);
        return this;
    }

    public PurchaseRecorded build() {
        return new PurchaseRecorded(
                orderId,
                customerId,
                visitorId,
                amountMinor,
                currency,
                Evidence.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                context);
    }
}
