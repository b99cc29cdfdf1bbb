package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The current revision of a conversion as stored. */
@Entity
@Table(name = "conversions")
@IdClass(ConversionRow.Key.class)
class ConversionRow {

    // Named one by one: Hibernate Reactive fails on a result column that the entity does not map.
    static final String COLUMNS = "tenant_id, conversion_id, program_key, kind, subject, revision, decision";

    record Key(String tenantId, String conversionId) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "conversion_id")
    String conversionId;

    @Column(name = "program_key")
    String programKey;

    String kind;
    String subject;
    int revision;
    String decision;

    ConversionKey key() {
        return new ConversionKey(programKey, ConversionDecided.Kind.valueOf(kind), subject);
    }

    ConversionDecided decided() {
        return decided(decision);
    }

    static ConversionDecided decided(String json) {
        return (ConversionDecided) EventJson.read(EventType.CONVERSION_DECIDED, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A revision on its way into both tables. */
    record New(
            String conversionId,
            String programKey,
            String kind,
            String subject,
            @Nullable String customerId,
            @Nullable String orderId,
            int revision,
            Instant occurredAt,
            String decision) {

        static New of(ConversionKey key, ConversionDecided decided) {
            return new New(
                    decided.conversionId(),
                    key.programKey(),
                    key.kind().name(),
                    key.subject(),
                    decided.customerId(),
                    decided.orderId(),
                    decided.revision(),
                    decided.occurredAt(),
                    new String(EventJson.write(decided), StandardCharsets.UTF_8));
        }
    }
}
