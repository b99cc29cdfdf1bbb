package io.grapevine.rewardissuing.payout.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.EventJson;
import io.grapevine.rewardissuing.payout.ScheduleForm;
import io.grapevine.rewardissuing.payout.ScheduleForm.Every;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Schedules in their table; the database notes whose key set each. */
final class Schedules {

    // Nobody pays in more than some currencies by some methods; the bound keeps the list an answer of one page.
    static final int MOST = 100;

    private static final String SAVE = """
            insert into payout_schedules (tenant_id, schedule_key, form, every, from_at, next_at, key_hash, person, changed_at) \
            values (:tenant, :key, cast(cast(:form as text) as jsonb), :every, :from, :next, :hash, '', :now) \
            on conflict (tenant_id, schedule_key) do update set form = excluded.form, every = excluded.every, \
            from_at = excluded.from_at, next_at = excluded.next_at, key_hash = excluded.key_hash, changed_at = excluded.changed_at""";
    private static final String ALL = """
            select cast(to_jsonb(s) as text) from payout_schedules s \
            where s.tenant_id = (select current_setting('grapevine.tenant', true)) order by s.schedule_key limit :most""";
    private static final String DUE = """
            select cast(to_jsonb(s) as text) from payout_schedules s where s.next_at <= :now \
            and s.tenant_id = (select current_setting('grapevine.tenant', true)) order by s.schedule_key limit 1 for update skip locked""";
    private static final String MOVE_ON = """
            update payout_schedules set next_at = :next where schedule_key = :key \
            and tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String DELETE = """
            delete from payout_schedules where schedule_key = :key and tenant_id = (select current_setting('grapevine.tenant', true))""";

    private Schedules() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ScheduleRow(
            String scheduleKey, String every, Instant fromAt, Instant nextAt, String person, Map<String, Object> form) {

        ScheduleResponse shown() {
            return new ScheduleResponse(scheduleKey, every, fromAt, nextAt, person, form);
        }

        Instant nextAfter(Instant now) {
            return ScheduleForm.next(Every.valueOf(every.toUpperCase(Locale.ROOT)), fromAt, now);
        }
    }

    static Uni<Void> save(
            Mutiny.StatelessSession session,
            String tenantId,
            String key,
            ScheduleForm form,
            String keyHash,
            Instant now) {
        return session.createNativeQuery(SAVE)
                .setParameter("tenant", tenantId)
                .setParameter("key", key)
                .setParameter("form", json(form.payout()))
                .setParameter("every", form.every().wireName())
                .setParameter("from", form.from())
                .setParameter(
                        "next",
                        form.from().isAfter(now) ? form.from() : ScheduleForm.next(form.every(), form.from(), now))
                .setParameter("hash", keyHash)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    static Uni<List<ScheduleRow>> all(Mutiny.StatelessSession session) {
        return session.createNativeQuery(ALL, String.class)
                .setParameter("most", MOST)
                .getResultList()
                .map(rows -> Payouts.read(rows, ScheduleRow.class));
    }

    /** One that is due; what another instance holds is left to it. */
    static Uni<List<ScheduleRow>> due(Mutiny.StatelessSession session, Instant now) {
        return session.createNativeQuery(DUE, String.class)
                .setParameter("now", now)
                .getResultList()
                .map(rows -> Payouts.read(rows, ScheduleRow.class));
    }

    static Uni<Integer> moveOn(Mutiny.StatelessSession session, ScheduleRow schedule, Instant now) {
        return session.createNativeQuery(MOVE_ON)
                .setParameter("next", schedule.nextAfter(now))
                .setParameter("key", schedule.scheduleKey())
                .executeUpdate();
    }

    static Uni<Boolean> delete(Mutiny.StatelessSession session, String key) {
        return session.createNativeQuery(DELETE)
                .setParameter("key", key)
                .executeUpdate()
                .map(deleted -> deleted == 1);
    }

    private static String json(Map<String, Object> form) {
        try {
            return EventJson.mapper().writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payout's form cannot be written as JSON", e);
        }
    }
}
