package io.grapevine.insights.fact;

import io.grapevine.events.AliasRecorded;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is counted; what its type does not have is null.
 *
 * @param type the short word of the public API, for example {@code signup}
 * @param programKey null counts for every program of the tenant
 * @param code the code that was shared or followed
 * @param touchId the touchpoint a click belongs to: a redirect and its landing page name the same
 * @param receivedAt when it arrived: of two bodies of one event the first stays, whichever is read first
 * @param bodyHash decides between two that arrived in the same millisecond; empty for events of our own
 * @param channel through which it was shared
 */
public record CountedFact(
        String tenantId,
        String source,
        String eventId,
        String type,
        @Nullable String programKey,
        Instant occurredAt,
        @Nullable String code,
        @Nullable String participantId,
        @Nullable String variant,
        @Nullable String touchId,
        @Nullable String linkId,
        @Nullable String origin,
        @Nullable Boolean human,
        @Nullable String customerId,
        @Nullable String orderId,
        @Nullable String refundId,
        @Nullable Long amountMinor,
        @Nullable String currency,
        Instant receivedAt,
        String bodyHash,
        @Nullable String channel,
        @Nullable String country) {

    private static final Comparator<CountedFact> BY_ARRIVAL =
            Comparator.comparing(CountedFact::receivedAt).thenComparing(CountedFact::bodyHash);

    public static CountedFact of(Event<?> event, EventData.Fact fact) {
        var what = What.of(fact);
        return new CountedFact(
                event.tenantId(),
                event.source(),
                event.id(),
                what.type,
                fact.context().programKey(),
                event.time(),
                what.code,
                what.participantId,
                what.variant,
                what.touchId,
                what.linkId,
                what.origin,
                what.human,
                what.customerId,
                what.orderId,
                what.refundId,
                what.amountMinor,
                what.currency,
                event.receivedAt(),
                Objects.requireNonNullElse(event.bodyHash(), ""),
                what.channel,
                fact.context().country());
    }

    /** Of two bodies of one event the one that is the fact. */
    public static CountedFact first(CountedFact one, CountedFact other) {
        return BY_ARRIVAL.compare(other, one) < 0 ? other : one;
    }

    /** The parts that differ by type, set one by one because no two types have the same ones. */
    private static final class What {
        private final String type;
        private @Nullable String code;
        private @Nullable String participantId;
        private @Nullable String variant;
        private @Nullable String touchId;
        private @Nullable String linkId;
        private @Nullable String origin;
        private @Nullable Boolean human;
        private @Nullable String customerId;
        private @Nullable String orderId;
        private @Nullable String refundId;
        private @Nullable Long amountMinor;
        private @Nullable String currency;
        private @Nullable String channel;

        private What(String type) {
            this.type = type;
        }

        static What of(EventData.Fact fact) {
            return switch (fact) {
                case ShareRecorded share -> share(share);
                case ClickRecorded click -> click(click);
                case SignUpRecorded signUp -> signUp(signUp);
                case PurchaseRecorded purchase -> purchase(purchase);
                case RefundRecorded refund -> refund(refund);
                case DisputeRecorded dispute -> dispute(dispute);
                case IdentifyRecorded identify -> tie("identify", identify.customerId());
                case AliasRecorded alias -> tie("alias", alias.customerId());
            };
        }

        private static What share(ShareRecorded share) {
            var what = new What("share");
            what.code = share.referralCode();
            what.participantId = share.participantId();
            what.variant = share.variant();
            what.channel = share.channel();
            return what;
        }

        private static What click(ClickRecorded click) {
            // What was only seen, or opened in place, is reported and no click.
            var what = new What(click.kind().wireName());
            what.code = click.code();
            what.touchId = click.touchId();
            what.linkId = click.linkId();
            what.origin = click.origin().wireName();
            what.human = click.label() == TrafficLabel.HUMAN;
            return what;
        }

        private static What signUp(SignUpRecorded signUp) {
            var what = new What("signup");
            what.customerId = signUp.customerId();
            return what;
        }

        private static What purchase(PurchaseRecorded purchase) {
            var what = new What("purchase");
            what.customerId = purchase.customerId();
            what.orderId = purchase.orderId();
            what.amountMinor = purchase.amountMinor();
            what.currency = purchase.currency();
            return what;
        }

        private static What refund(RefundRecorded refund) {
            var what = new What("refund");
            what.orderId = refund.orderId();
            what.refundId = refund.refundId();
            what.amountMinor = refund.amountMinor();
            what.currency = refund.currency();
            return what;
        }

        private static What dispute(DisputeRecorded dispute) {
            var what = new What("dispute");
            what.orderId = dispute.orderId();
            what.amountMinor = dispute.amountMinor();
            return what;
        }

        private static What tie(String type, String customerId) {
            var what = new What(type);
            what.customerId = customerId;
            return what;
        }
    }
}
