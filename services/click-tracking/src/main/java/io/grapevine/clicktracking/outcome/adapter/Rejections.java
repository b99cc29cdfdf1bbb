package io.grapevine.clicktracking.outcome.adapter;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.EventJson;
import io.grapevine.events.EventRejected.FieldProblem;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rejected events with their bodies opened, as long as their keys live. */
@ApplicationScoped
class Rejections {

    /** Sorts behind every id. */
    private static final String NEWEST = "evt_g";

    private static final String PAGE = """
            select cast(coalesce(jsonb_agg(to_jsonb(p) order by p.rejection_id desc), '[]') as text) from (\
            select r.*, k.person, k.master_key_version, k.wrapped_key from rejected_events r left join rejection_keys k \
            on k.tenant_id = r.tenant_id and k.key_id = r.key_id \
            where r.tenant_id = :tenant and r.rejection_id < :before order by r.rejection_id desc limit :count) p""";

    private record Row(
            @JsonProperty("rejection_id") String rejectionId,
            @JsonProperty("event_id") @Nullable String eventId,
            @Nullable String type,
            String code,
            List<FieldProblem> errors,
            @JsonProperty("received_at") Instant receivedAt,
            @JsonProperty("key_id") @Nullable String keyId,
            @Nullable String ciphertext,
            @Nullable String person,
            @JsonProperty("master_key_version") int masterKeyVersion,
            @JsonProperty("wrapped_key") @Nullable String wrappedKey) {}

    private final TenantTransactions transactions;
    private final PersonalData personalData;

    Rejections(TenantTransactions transactions, PersonalData personalData) {
        this.transactions = transactions;
        this.personalData = personalData;
    }

    Uni<RejectionsResponse> page(String tenantId, @Nullable String cursor, int count) {
        return transactions
                .inTenant(
                        tenantId,
                        session -> session.createNativeQuery(PAGE, String.class)
                                .setParameter("tenant", tenantId)
                                .setParameter("before", cursor == null ? NEWEST : cursor)
                                .setParameter("count", count)
                                .getSingleResult())
                .map(json -> response(tenantId, rows(json), count));
    }

    private RejectionsResponse response(String tenantId, List<Row> rows, int count) {
        var items = rows.stream().map(row -> item(tenantId, row)).toList();
        return new RejectionsResponse(
                items, items.size() < count ? null : items.getLast().rejectionId());
    }

    private RejectionsResponse.Item item(String tenantId, Row row) {
        return new RejectionsResponse.Item(
                row.rejectionId(),
                row.eventId(),
                row.type(),
                row.code(),
                row.errors(),
                row.receivedAt(),
                body(tenantId, row));
    }

    private @Nullable String body(String tenantId, Row row) {
        if (row.keyId() == null || row.ciphertext() == null || row.person() == null || row.wrappedKey() == null)
            return null;
        var key = new PersonalKeyWrapped(row.person(), row.keyId(), row.masterKeyVersion(), row.wrappedKey());
        return personalData
                .open(tenantId, new SealedPersonal(row.keyId(), row.ciphertext()), key)
                .get("event");
    }

    private static List<Row> rows(String json) {
        try {
            return EventJson.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own rows cannot be read", e);
        }
    }
}
