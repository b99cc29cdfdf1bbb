package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.chassis.tenancy.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A replay's own forest over the live one: under the name {@code binds} its transactions read the live binds but for those that the
 * replay settled otherwise, so that every statement that decides is the live one.
 */
final class ReplayShadow {

    private static final String ENTER = """
            select set_config('search_path', 'shadow, public', true), set_config('grapevine.replay', :id, true)""";
    private static final String SAVE = """
            insert into replay_binds (tenant_id, replay_id, program_key, customer_id, advocate, participant_id, code, touch_id, \
            touched_at, evidence_class, bound_at, bound_by_event_id) \
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(tenant_id text, replay_id text, program_key text, \
            customer_id text, advocate text, participant_id text, code text, touch_id text, touched_at timestamptz, \
            evidence_class text, bound_at timestamptz, bound_by_event_id text) order by r.program_key, r.customer_id \
            on conflict (tenant_id, replay_id, program_key, customer_id) do update set advocate = excluded.advocate, \
            participant_id = excluded.participant_id, code = excluded.code, touch_id = excluded.touch_id, \
            touched_at = excluded.touched_at, evidence_class = excluded.evidence_class, bound_at = excluded.bound_at, \
            bound_by_event_id = excluded.bound_by_event_id""";

    private ReplayShadow() {}

    /** A bind of the shadow on its way into the table; without an advocate it hides the live one. */
    @JsonNaming(SnakeCaseStrategy.class)
    private record Row(
            String tenantId,
            String replayId,
            String programKey,
            String customerId,
            @Nullable String advocate,
            @Nullable String participantId,
            @Nullable String code,
            @Nullable String touchId,
            @Nullable Instant touchedAt,
            @Nullable String evidenceClass,
            @Nullable Instant boundAt,
            @Nullable String boundByEventId) {

        static Row of(String replayId, BindRow.New bind) {
            return new Row(
                    bind.tenantId(),
                    replayId,
                    bind.programKey(),
                    bind.customerId(),
                    bind.advocate(),
                    bind.participantId(),
                    bind.code(),
                    bind.touchId(),
                    bind.touchedAt(),
                    bind.evidenceClass(),
                    bind.boundAt(),
                    bind.boundByEventId());
        }

        static Row none(String tenantId, String replayId, String program, String customer) {
            return new Row(tenantId, replayId, program, customer, null, null, null, null, null, null, null, null);
        }
    }

    /** To the end of the transaction. */
    static Uni<Void> enter(Mutiny.StatelessSession session, String replayId) {
        return session.createNativeQuery(ENTER, Object[].class)
                .setParameter("id", replayId)
                .getSingleResult()
                .replaceWithVoid();
    }

    static Forests.Keeping keeping(String replayId) {
        return (session, tenantId, program, bound, unbound) -> Rows.write(
                        session, SAVE, rows(tenantId, replayId, program, bound, unbound))
                .replaceWithVoid();
    }

    private static Collection<Row> rows(
            String tenantId, String replayId, String program, Collection<Bind> bound, Collection<String> unbound) {
        return Stream.concat(
                        bound.stream().map(bind -> Row.of(replayId, BindRow.New.of(tenantId, bind))),
                        unbound.stream().map(customer -> Row.none(tenantId, replayId, program, customer)))
                .toList();
    }
}
