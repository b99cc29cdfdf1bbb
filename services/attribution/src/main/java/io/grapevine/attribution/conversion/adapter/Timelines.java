package io.grapevine.attribution.conversion.adapter;

import io.grapevine.chassis.tenancy.Rows;
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
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Stores what people did, once: of an event id that comes again the first body stays. */
final class Timelines {

    // A reported click's id does not say when it was: one that comes again with another time would have another key.
    // What it is
    // called are the last ten bytes.
    private static final String SAVE_TOUCHPOINTS = """
            insert into touchpoints (tenant_id, visitor, touch, source, touch_id, code, link_id, occurred_at, human, program_key, \
            channel, evidence_class, late_by_ms, consent, device, site, term, data_centre) select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, visitor uuid, \
            touch uuid, source text, touch_id text, code text, link_id text, occurred_at timestamptz, human boolean, program_key text, \
            channel text, evidence_class text, late_by_ms bigint, consent text, device uuid, site text, term text, data_centre boolean) where r.source is null or not exists \
            (select from touchpoints t where t.visitor = r.visitor \
            and substr(uuid_send(t.touch), 7) = substr(uuid_send(r.touch), 7) and t.source = r.source) \
            order by r.visitor, r.touch on conflict do nothing""";

    // Sorted, so that two transactions with the same events wait for each other and never deadlock.
    private static final String SAVE_FACTS = """
            with given as (select * from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, source text, \
            event_id text, type text, occurred_at timestamptz, body_hash text, program_key text, customer_id text, \
            visitor_id text, order_id text, refund_id text, code text, data text, late_by_ms bigint, \
            email_form text, consent text, device uuid, position int)), \
            saved as (insert into facts (tenant_id, source, event_id, type, occurred_at, body_hash, program_key, customer_id, \
            visitor_id, order_id, refund_id, code, data, late_by_ms, email_form, consent, device) select distinct on (source, event_id) tenant_id, source, event_id, \
            type, occurred_at, body_hash, program_key, customer_id, visitor_id, order_id, refund_id, code, data, \
            late_by_ms, email_form, consent, device from given \
            order by source, event_id, position on conflict do nothing returning source, event_id) \
            select min(given.position) from given join saved using (source, event_id) group by source, event_id""";

    private Timelines() {}

    /** Stores clicks, whose months have to be covered; a click that was stored before changes nothing. */
    static Uni<Integer> saveTouchpoints(Mutiny.StatelessSession session, List<Event<?>> clicks) {
        var rows = new LinkedHashMap<Object, TouchpointRow.New>();
        for (var click : clicks) {
            var row = touchpoint(click);
            rows.putIfAbsent(row.identity(), row);
        }
        return Rows.write(session, SAVE_TOUCHPOINTS, rows.values());
    }

    /** Stores the other facts and answers the ones that are new. */
    static Uni<List<Event<?>>> saveFacts(Mutiny.StatelessSession session, List<Event<?>> facts) {
        var rows = IntStream.range(0, facts.size())
                .mapToObj(position -> fact(facts.get(position), position))
                .toList();
        return Rows.read(session, SAVE_FACTS, rows, Integer.class)
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

    private static FactRow.New fact(Event<?> event, int position) {
        var columns = Columns.of((EventData.Fact) event.data());
        var context = ((EventData.Fact) event.data()).context();
        return new FactRow.New(
                event.tenantId(),
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
                LookupKeys.ofDevice(context.deviceKey()),
                position);
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
