package io.grapevine.rewardissuing.delivery.adapter;

import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.delivery.RedeliveryForm;
import io.grapevine.rewardissuing.delivery.adapter.RedeliveryRow.ToldRow;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What is to be told again, in the caller's transaction. */
final class Redeliveries {

    private static final String IN_QUESTION = """
            c.tenant_id = (select current_setting('grapevine.tenant', true)) and c.changed_at >= :from and c.changed_at < :to \
            and (:program = '' or w.program_key = :program) and (:person = '' or w.external_id = :person)""";
    private static final String COUNT = """
            select cast(count(*) as bigint) from reward_changes c join rewards w \
            on w.tenant_id = c.tenant_id and w.reward_id = c.reward_id where\s""" + IN_QUESTION;
    // A change made before events were kept is told by what the history has of it.
    private static final String PAGE = """
            select cast(jsonb_build_object('reward_id', c.reward_id, 'sequence', c.sequence, 'changed_at', c.changed_at, \
            'correlation_id', c.correlation_id, 'event', coalesce(c.event, jsonb_strip_nulls(jsonb_build_object(\
            'rewardId', c.reward_id, 'sequence', c.sequence, 'programKey', w.program_key, 'programVersion', w.program_version, \
            'ruleId', w.rule_id, 'conversionId', w.conversion_id, 'revision', c.revision, 'orderId', w.order_id, \
            'customerId', w.customer_id, 'beneficiary', jsonb_build_object('role', w.role, 'level', w.level, \
            'participantId', w.participant_id, 'externalId', w.external_id), 'kind', w.kind, 'amountMinor', c.amount_minor, \
            'currency', c.currency, 'status', c.status, 'reason', c.reason, 'releasableAt', w.releasable_at, \
            'changedAt', c.changed_at)))) as text) from reward_changes c join rewards w \
            on w.tenant_id = c.tenant_id and w.reward_id = c.reward_id where\s""" + IN_QUESTION + """
             and (c.changed_at, c.reward_id, c.sequence) > (:afterAt, :afterReward, :afterSequence) \
            order by c.changed_at, c.reward_id, c.sequence limit :most""";
    private static final String SAVE = """
            insert into redeliveries as d select * from jsonb_populate_recordset(cast(null as redeliveries), cast(:rows as jsonb)) \
            on conflict (tenant_id, redelivery_id) do update set state = excluded.state, sent = excluded.sent, \
            completed_at = excluded.completed_at, after_at = excluded.after_at, after_reward = excluded.after_reward, \
            after_sequence = excluded.after_sequence""";
    private static final String NEXT = """
            select cast(to_jsonb(d) as text) from redeliveries d where d.state = 'running' \
            and d.tenant_id = (select current_setting('grapevine.tenant', true)) order by d.redelivery_id limit 1 \
            for update skip locked""";
    private static final String ONE = """
            select cast(to_jsonb(d) as text) from redeliveries d where d.redelivery_id = :id \
            and d.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String LIST = """
            select cast(to_jsonb(d) as text) from redeliveries d where (:after = '' or d.redelivery_id < :after) \
            and d.tenant_id = (select current_setting('grapevine.tenant', true)) order by d.redelivery_id desc limit :most""";
    private static final String WAITING = """
            select cast(count(*) as bigint) from (select from outbox \
            where tenant_id = (select current_setting('grapevine.tenant', true)) limit :most) as waiting""";

    private Redeliveries() {}

    static Uni<Long> count(Mutiny.StatelessSession session, RedeliveryForm asked) {
        return session.createNativeQuery(COUNT, Long.class)
                .setParameter("from", asked.from())
                .setParameter("to", asked.to())
                .setParameter("program", orEmpty(asked.programKey()))
                .setParameter("person", orEmpty(asked.externalId()))
                .getSingleResult();
    }

    /** What comes after the last change that was told. */
    static Uni<List<ToldRow>> page(Mutiny.StatelessSession session, RedeliveryRow row, int most) {
        return session.createNativeQuery(PAGE, String.class)
                .setParameter("from", row.fromAt())
                .setParameter("to", row.toAt())
                .setParameter("program", orEmpty(row.programKey()))
                .setParameter("person", orEmpty(row.externalId()))
                .setParameter("afterAt", row.afterAt())
                .setParameter("afterReward", row.afterReward())
                .setParameter("afterSequence", row.afterSequence())
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(one -> RedeliveryRow.read(one, ToldRow.class))
                        .toList());
    }

    static Uni<Integer> save(Mutiny.StatelessSession session, RedeliveryRow row) {
        return Rows.write(session, SAVE, List.of(row));
    }

    /** The oldest that is not complete, locked; what another instance works on is left to it. */
    static Uni<Optional<RedeliveryRow>> next(Mutiny.StatelessSession session) {
        return session.createNativeQuery(NEXT, String.class)
                .getSingleResultOrNull()
                .map(Redeliveries::optional);
    }

    static Uni<Optional<RedeliveryRow>> find(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery(ONE, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(Redeliveries::optional);
    }

    /** The newest first. */
    static Uni<List<RedeliveryRow>> list(Mutiny.StatelessSession session, String after, int most) {
        return session.createNativeQuery(LIST, String.class)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> RedeliveryRow.read(row, RedeliveryRow.class))
                        .toList());
    }

    /** How much of the tenant's waits to be published, counted up to a limit. */
    static Uni<Long> waiting(Mutiny.StatelessSession session, int most) {
        return session.createNativeQuery(WAITING, Long.class)
                .setParameter("most", most)
                .getSingleResult();
    }

    private static Optional<RedeliveryRow> optional(@Nullable String row) {
        return Optional.ofNullable(row).map(found -> RedeliveryRow.read(found, RedeliveryRow.class));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
