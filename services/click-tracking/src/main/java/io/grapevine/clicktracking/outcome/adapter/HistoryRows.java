package io.grapevine.clicktracking.outcome.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.events.ClickRecorded;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.EventRejected;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.PurchaseRecorded;
import io.grapevine.events.RefundRecorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of the log as rows of the history's tables. */
final class HistoryRows {

    private static final String REJECTION = "rejection:";

    private HistoryRows() {}

    record Received(
            String tenantId,
            String source,
            String eventId,
            String type,
            @Nullable String bodyHash,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable String orderId,
            @Nullable String refundId,
            @Nullable String currency,
            @Nullable String label,
            @Nullable String classifierVersion) {}

    record Decided(
            String tenantId,
            String conversionId,
            String programKey,
            int revision,
            String eventSource,
            String eventId,
            String kind,
            String outcome,
            @Nullable String reason) {}

    record Rejected(
            @JsonProperty("tenant_id") String tenantId,
            @JsonProperty("rejection_id") String rejectionId,
            @JsonProperty("event_id") @Nullable String eventId,
            @Nullable String type,
            String code,
            List<EventRejected.FieldProblem> errors,
            @JsonProperty("key_id") @Nullable String keyId,
            @Nullable String ciphertext,
            @JsonProperty("received_at") Instant receivedAt) {}

    record RejectionKey(
            @JsonProperty("tenant_id") String tenantId,
            @JsonProperty("key_id") String keyId,
            String person,
            @JsonProperty("master_key_version") int masterKeyVersion,
            @JsonProperty("wrapped_key") String wrappedKey) {}

    /** Empty for our own redirects: nobody outside knows their ids, and there are very many. */
    static Optional<Received> received(Event<?> event) {
        if (!(event.data() instanceof EventData.Fact fact) || event.source().equals(EventReader.REDIRECT_SOURCE))
            return Optional.empty();
        return Optional.of(new Received(
                event.tenantId(),
                event.source(),
                event.id(),
                word(event),
                event.bodyHash(),
                event.time(),
                event.receivedAt(),
                order(fact),
                fact instanceof RefundRecorded refund ? refund.refundId() : null,
                currency(fact),
                fact instanceof ClickRecorded click ? click.label().wireName() : null,
                fact instanceof ClickRecorded click ? click.classifierVersion() : null));
    }

    static Optional<Decided> decided(Event<?> event) {
        if (!(event.data() instanceof ConversionDecided decision)) return Optional.empty();
        var reason = decision.reason();
        return Optional.of(new Decided(
                event.tenantId(),
                decision.conversionId(),
                decision.programKey(),
                decision.revision(),
                decision.eventSource(),
                decision.eventId(),
                decision.kind().wireName(),
                decision.outcome().wireName(),
                reason == null ? null : reason.wireName()));
    }

    static Optional<Rejected> rejected(Event<?> event) {
        if (!(event.data() instanceof EventRejected rejected)) return Optional.empty();
        var body = rejected.body();
        return Optional.of(new Rejected(
                event.tenantId(),
                rejected.rejectionId(),
                rejected.eventId(),
                rejected.type(),
                rejected.code(),
                rejected.errors(),
                body == null ? null : body.keyId(),
                body == null ? null : body.ciphertext(),
                event.receivedAt()));
    }

    /** The keys of rejected bodies; the many others are no business of this table. */
    static Optional<RejectionKey> rejectionKey(Event<?> event) {
        if (!(event.data() instanceof PersonalKeyWrapped key) || !key.person().startsWith(REJECTION))
            return Optional.empty();
        return Optional.of(new RejectionKey(
                event.tenantId(), key.keyId(), key.person(), key.masterKeyVersion(), key.wrappedKey()));
    }

    /** {@code io.grapevine.purchase.recorded.v1} is a {@code purchase} outside. */
    private static String word(Event<?> event) {
        return event.type().wireName().split("\\.")[2];
    }

    private static @Nullable String order(EventData.Fact fact) {
        return switch (fact) {
            case PurchaseRecorded purchase -> purchase.orderId();
            case RefundRecorded refund -> refund.orderId();
            case DisputeRecorded dispute -> dispute.orderId();
            default -> null;
        };
    }

    private static @Nullable String currency(EventData.Fact fact) {
        return switch (fact) {
            case PurchaseRecorded purchase -> purchase.currency();
            case RefundRecorded refund -> refund.currency();
            default -> null;
        };
    }
}
