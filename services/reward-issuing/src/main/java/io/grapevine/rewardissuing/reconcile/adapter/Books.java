package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes changes of rewards: state, history, transfers, balances and the events about them, in the caller's transaction. */
@ApplicationScoped
class Books {

    private static final String SAVE_REWARDS = """
            insert into rewards select * from jsonb_populate_recordset(cast(null as rewards), cast(:rows as jsonb)) \
            order by reward_id on conflict (tenant_id, reward_id) do update \
            set sequence = excluded.sequence, program_version = excluded.program_version, revision = excluded.revision, \
            order_id = excluded.order_id, customer_id = excluded.customer_id, participant_id = excluded.participant_id, \
            kind = excluded.kind, amount_minor = excluded.amount_minor, currency = excluded.currency, \
            coupon = excluded.coupon, standing = excluded.standing, standing_reason = excluded.standing_reason, \
            releasable_at = excluded.releasable_at, held_minor = excluded.held_minor, \
            released_minor = excluded.released_minor, clawed_back_minor = excluded.clawed_back_minor, \
            paid_minor = excluded.paid_minor, frozen_minor = excluded.frozen_minor, verdict = excluded.verdict, \
            status = excluded.status, reason = excluded.reason, released_at = excluded.released_at, \
            changed_at = excluded.changed_at where rewards.sequence = excluded.sequence - 1""";
    private static final String SAVE_CHANGES = """
            insert into reward_changes \
            select * from jsonb_populate_recordset(cast(null as reward_changes), cast(:rows as jsonb))""";
    private static final String POST_TRANSFERS = """
            insert into transfers select * from jsonb_populate_recordset(cast(null as transfers), cast(:rows as jsonb))""";
    private static final String POST_ENTRIES = """
            insert into ledger_entries (tenant_id, transfer_id, line, account, program_key, currency, amount_minor, posted_at) \
            select tenant_id, transfer_id, line, account, program_key, currency, amount_minor, posted_at \
            from jsonb_populate_recordset(cast(null as ledger_entries), cast(:rows as jsonb))""";
    private static final String QUEUE_FOR_SEALING = """
            insert into ledger_unsealed \
            select * from jsonb_populate_recordset(cast(null as ledger_unsealed), cast(:rows as jsonb))""";
    // Added to, never read and written back; in key order, so that two transactions cannot wait for each other.
    private static final String MOVE_BALANCES = """
            insert into balances as b select tenant_id, program_key, external_id, currency, kind, sum(held_minor), \
            sum(released_minor), sum(paid_minor), sum(clawed_back_minor) \
            from jsonb_populate_recordset(cast(null as balances), cast(:rows as jsonb)) \
            group by tenant_id, program_key, external_id, currency, kind \
            order by program_key, external_id, currency, kind \
            on conflict (tenant_id, program_key, external_id, currency, kind) do update \
            set held_minor = b.held_minor + excluded.held_minor, \
            released_minor = b.released_minor + excluded.released_minor, \
            paid_minor = b.paid_minor + excluded.paid_minor, \
            clawed_back_minor = b.clawed_back_minor + excluded.clawed_back_minor""";

    private final Outbox outbox;
    private final RewardMetrics metrics;

    Books(Outbox outbox, RewardMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record BalanceRow(
            String tenantId,
            String programKey,
            String externalId,
            String currency,
            String kind,
            long heldMinor,
            long releasedMinor,
            long paidMinor,
            long clawedBackMinor) {}

    /** @param correlations by conversion, where the change follows from a request */
    Uni<Void> write(
            Mutiny.StatelessSession session, String tenantId, List<Changed> changes, Map<String, String> correlations) {
        if (changes.isEmpty()) return Uni.createFrom().voidItem();
        var events = changes.stream()
                .map(change -> RewardEvents.of(tenantId, change.reward(), correlations))
                .toList();
        return saveRewards(session, tenantId, changes)
                .chain(() -> post(session, tenantId, changes))
                .chain(() -> Rows.write(session, MOVE_BALANCES, balances(tenantId, changes)))
                .chain(() -> outbox.add(session, events))
                .invoke(() -> metrics.changed(changes));
    }

    private static Uni<Integer> saveRewards(Mutiny.StatelessSession session, String tenantId, List<Changed> changes) {
        var rows = changes.stream()
                .map(change -> RewardRow.of(tenantId, change.reward()))
                .toList();
        return Rows.write(session, SAVE_REWARDS, rows)
                .invoke(saved -> requireAll(saved, rows.size()))
                .chain(() -> Rows.write(
                        session,
                        SAVE_CHANGES,
                        changes.stream()
                                .map(change -> ChangeRow.of(tenantId, change))
                                .toList()));
    }

    private static Uni<Integer> post(Mutiny.StatelessSession session, String tenantId, List<Changed> changes) {
        var posted = changes.stream()
                .flatMap(change -> TransferRow.of(tenantId, change).stream())
                .toList();
        return Rows.write(session, POST_TRANSFERS, posted)
                .chain(() -> Rows.write(
                        session,
                        POST_ENTRIES,
                        changes.stream()
                                .flatMap(change -> TransferRow.entries(tenantId, change))
                                .toList()))
                .chain(() -> Rows.write(
                        session,
                        QUEUE_FOR_SEALING,
                        posted.stream().map(TransferRow::unsealed).toList()));
    }

    private static List<BalanceRow> balances(String tenantId, List<Changed> changes) {
        return changes.stream().flatMap(change -> balances(tenantId, change)).toList();
    }

    private static Stream<BalanceRow> balances(String tenantId, Changed change) {
        var line = change.reward().line();
        return change.movements().stream()
                .map(moved -> new BalanceRow(
                        tenantId,
                        line.programKey(),
                        line.key().externalId(),
                        moved.currency(),
                        line.kind().wireName(),
                        moved.heldMinor(),
                        moved.releasedMinor(),
                        moved.paidMinor(),
                        moved.clawedBackMinor()));
    }

    private static void requireAll(int saved, int changes) {
        if (saved != changes)
            throw new IllegalStateException(
                    "only " + saved + " of " + changes + " rewards were where their change starts");
    }
}
