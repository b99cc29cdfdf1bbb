package io.grapevine.attribution.conversion.adapter;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Consent;
import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.Item;
import io.grapevine.events.LinkPublished;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import io.grapevine.testkit.log.TestLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts and links of one tenant's program {@code spring}, in days since a Monday. */
record Facts(String tenant) {

    static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    void publish(EventData... definitions) {
        for (var data : definitions)
            TestLog.append(Event.stated(tenant, UUID.randomUUID().toString(), "programs", MONDAY, null, data));
    }

    Event<?> at(String id, int day, EventData data) {
        var time = MONDAY.plus(Duration.ofDays(day));
        return new Event<>(tenant, id, "api", time, time, "hash-" + id, null, data);
    }

    /** The same, as it would have arrived so much later than it happened. */
    static Event<?> late(Event<?> event, Duration lateBy) {
        return new Event<>(
                event.tenantId(),
                event.id(),
                event.source(),
                event.time(),
                event.time().plus(lateBy),
                event.bodyHash(),
                event.correlationId(),
                event.data());
    }

    Event<?> click(String id, String visitor, String code, @Nullable String medium, int day) {
        return at(
                id,
                day,
                new ClickRecorded(
                        id,
                        ClickRecorded.Origin.HOST,
                        null,
                        code,
                        visitor,
                        TrafficLabel.HUMAN,
                        "1",
                        null,
                        null,
                        null,
                        medium == null ? Map.of() : Map.of("utm_medium", medium),
                        Context.NONE));
    }

    /** The same event of somebody who was asked, on a device that the host knows; either may be left out. */
    static Event<?> of(Event<?> event, @Nullable Consent consent, @Nullable String deviceKey) {
        var context = new Context(null, consent, null, deviceKey, null);
        var data = switch (event.data()) {
            case ClickRecorded click ->
                new ClickRecorded(
                        click.touchId(),
                        click.origin(),
                        click.linkId(),
                        click.code(),
                        click.visitorId(),
                        click.label(),
                        click.classifierVersion(),
                        click.url(),
                        click.referrer(),
                        click.userAgent(),
                        click.parameters(),
                        context);
            case SignUpRecorded signUp ->
                new SignUpRecorded(
                        signUp.customerId(),
                        signUp.visitorId(),
                        signUp.evidence(),
                        signUp.emailHash(),
                        null,
                        null,
                        context);
            case IdentifyRecorded identify ->
                new IdentifyRecorded(identify.visitorId(), identify.customerId(), null, null, context);
            case PurchaseRecorded order ->
                order(
                        order.orderId(),
                        order.customerId(),
                        order.visitorId(),
                        order.amountMinor(),
                        order.emailHash(),
                        context);
            default -> throw new IllegalArgumentException("nobody asks with " + event.type());
        };
        return of(event, data);
    }

    /** The same event of somebody of a segment, with these lines. */
    static Event<?> having(Event<?> event, @Nullable String segment, List<Item> items) {
        var data = switch (event.data()) {
            case SignUpRecorded signUp ->
                new SignUpRecorded(
                        signUp.customerId(),
                        signUp.visitorId(),
                        signUp.evidence(),
                        signUp.emailHash(),
                        null,
                        null,
                        in(segment, signUp.context()));
            case PurchaseRecorded order ->
                new PurchaseRecorded(
                        order.orderId(),
                        order.customerId(),
                        order.visitorId(),
                        order.amountMinor(),
                        order.currency(),
                        order.evidence(),
                        items,
                        19L,
                        null,
                        5L,
                        order.emailHash(),
                        null,
                        null,
                        in(segment, order.context()));
            case RefundRecorded refund ->
                new RefundRecorded(
                        refund.refundId(),
                        refund.orderId(),
                        refund.amountMinor(),
                        refund.currency(),
                        items,
                        null,
                        refund.context());
            default -> throw new IllegalArgumentException("says nothing of the kind: " + event.type());
        };
        return of(event, data);
    }

    private static Context in(@Nullable String segment, Context context) {
        return new Context(context.programKey(), context.consent(), null, context.deviceKey(), segment);
    }

    private static Event<?> of(Event<?> event, EventData data) {
        return new Event<>(
                event.tenantId(),
                event.id(),
                event.source(),
                event.time(),
                event.receivedAt(),
                event.bodyHash(),
                null,
                data);
    }

    Event<?> identify(String id, String visitor, String customer, int day) {
        return at(id, day, new IdentifyRecorded(visitor, customer, null, null, Context.NONE));
    }

    Event<?> alias(String id, String previous, String customer, int day) {
        return at(id, day, new AliasRecorded(previous, customer, Context.NONE));
    }

    Event<?> signUp(String id, String customer, String visitor, int day) {
        return at(id, day, new SignUpRecorded(customer, visitor, Evidence.NONE, null, null, null, Context.NONE));
    }

    /** With a code, and by an address that this is the hash of. */
    Event<?> signUp(String id, String customer, String code, @Nullable String emailHash, int day) {
        var evidence = new Evidence(null, null, code, List.of());
        return at(id, day, new SignUpRecorded(customer, null, evidence, emailHash, null, null, Context.NONE));
    }

    Event<?> purchase(String id, String order, String customer, long amount, int day) {
        return at(id, day, order(order, customer, null, amount, null, Context.NONE));
    }

    Event<?> guest(String id, String order, String visitor, long amount, int day) {
        return at(id, day, order(order, null, visitor, amount, null, Context.NONE));
    }

    Event<?> guestIn(String program, String id, String order, String visitor, long amount, int day) {
        var context = new Context(program, null, null, null, null);
        return at(id, day, order(order, null, visitor, amount, null, context));
    }

    Event<?> bought(
            String id, String order, @Nullable String customer, @Nullable String visitor, String emailHash, int day) {
        return at(id, day, order(order, customer, visitor, 1_000, emailHash, Context.NONE));
    }

    private static PurchaseRecorded order(
            String order,
            @Nullable String customer,
            @Nullable String visitor,
            long amount,
            @Nullable String emailHash,
            Context context) {
        return new PurchaseRecorded(
                order,
                customer,
                visitor,
                amount,
                "EUR",
                Evidence.NONE,
                List.of(),
                null,
                null,
                null,
                emailHash,
                null,
                null,
                context);
    }

    Event<?> refund(String id, String refund, String order, long amount, int day) {
        return at(id, day, new RefundRecorded(refund, order, amount, "EUR", List.of(), null, Context.NONE));
    }

    static LinkPublished link(String code, String owner) {
        return link("spring", code, owner);
    }

    static LinkPublished link(String program, String code, String owner) {
        return new LinkPublished("lnk_" + code, program, code, "par_" + owner, owner, "https://shop.example/", null);
    }
}
