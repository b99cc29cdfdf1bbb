package io.grapevine.attribution.conversion.adapter;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.EventJson;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Stores what people did, once: of an event id that comes again the first body stays. */
final class Timelines {

    private Timelines() {}

    /** Stores clicks, whose months have to be covered; a click that was stored before changes nothing. */
    static Uni<Integer> saveTouchpoints(Mutiny.StatelessSession session, String tenantId, List<Event<?>> clicks) {
        var rows = new LinkedHashMap<Object, TouchpointRow.New>();
        for (var click : clicks) {
            var row = touchpoint(click);
            rows.putIfAbsent(row.identity(), row);
        }
        return NewTouchpoints.save(session, tenantId, rows.values());
    }

    /** Stores the other facts and answers the ones that are new. */
    static Uni<List<Event<?>>> saveFacts(Mutiny.StatelessSession session, String tenantId, List<Event<?>> facts) {
        return NewFacts.save(
                        session, tenantId, facts.stream().map(Timelines::fact).toList())
                .map(positions -> positions.stream().<Event<?>>map(facts::get).toList());
    }

    private static TouchpointRow.New touchpoint(Event<?> event) {
        return TouchpointRow.New.of(event, (ClickRecorded) event.data(), touchedAt(event), lateBy(event));
    }

    /** A landing page names our redirect's click, whose id says when it was; the page itself loads a little later. */
    static Instant touchedAt(Event<?> event) {
        var click = (ClickRecorded) event.data();
        return click.origin() == ClickRecorded.Origin.LANDING
                ? ClickIds.clickedAt(click.touchId(), event.time())
                : event.time();
    }

    private static FactRow.New fact(Event<?> event) {
        var columns = Columns.of((EventData.Fact) event.data());
        var context = ((EventData.Fact) event.data()).context();
        return new FactRow.New(
                event.source(),
                event.id(),
                event.type().name(),
                event.time(),
                event.bodyHash(),
                context.programKey(),
                columns.customerId(),
                columns.visitorId(),
                columns.orderId(),
                columns.refundId(),
                columns.code(),
                new String(EventJson.write(event.data()), StandardCharsets.UTF_8),
                lateBy(event).toMillis(),
                emailForm(event.data()),
                context.consent() == null ? null : context.consent().name(),
                LookupKeys.ofDevice(context.deviceKey()));
    }

    /** Hash of the form that the address comes down to which the fact gave; null if it gave none. */
    static @Nullable String emailForm(EventData fact) {
        var hashes = Traces.emailHashes(fact);
        return hashes.isEmpty() ? null : hashes.getLast();
    }

    /** The arrival is the edge's: it travels with the event, so a replay finds the same. */
    static Duration lateBy(Event<?> event) {
        return Duration.between(event.time(), event.receivedAt());
    }

    /** What facts are looked up by. */
    record Columns(
            @Nullable String customerId,
            @Nullable String visitorId,
            @Nullable String orderId,
            @Nullable String refundId,
            @Nullable String code) {

        static Columns of(EventData.Fact fact) {
            return switch (fact) {
                case SignUpRecorded signUp ->
                    new Columns(
                            signUp.customerId(),
                            signUp.visitorId(),
                            null,
                            null,
                            signUp.evidence().referralCode());
                case PurchaseRecorded purchase ->
                    new Columns(
                            purchase.customerId(),
                            purchase.visitorId(),
                            purchase.orderId(),
                            null,
                            purchase.evidence().referralCode());
                case RefundRecorded refund -> new Columns(null, null, refund.orderId(), refund.refundId(), null);
                case DisputeRecorded dispute -> new Columns(null, null, dispute.orderId(), null, null);
                case IdentifyRecorded identify ->
                    new Columns(identify.customerId(), identify.visitorId(), null, null, null);
                case AliasRecorded alias -> new Columns(alias.customerId(), alias.previousId(), null, null, null);
                case ClickRecorded click -> new Columns(null, click.visitorId(), null, null, click.code());
                case ShareRecorded share -> new Columns(null, share.visitorId(), null, null, share.referralCode());
            };
        }
    }

    /** Reads the time out of a click id, {@code clk_} and a UUIDv7. */
    static final class ClickIds {

        private static final int MILLIS_SHIFT = 16;

        private ClickIds() {}

        static Instant clickedAt(String clickId, Instant otherwise) {
            var uuid = LookupKeys.ofClickId(clickId);
            return uuid != null && uuid.version() == 7
                    ? Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> MILLIS_SHIFT)
                    : otherwise;
        }
    }
}
