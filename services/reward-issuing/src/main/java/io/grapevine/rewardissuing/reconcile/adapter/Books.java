package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.RecordColumns;
import io.grapevine.events.Event;
import io.grapevine.events.RewardChanged;
import io.grapevine.rewardissuing.delivery.PersonalNumbers;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes changes of rewards: state, history, transfers, balances and the events about them, in the caller's transaction. */
@ApplicationScoped
class Books {

    private static final RecordColumns<RewardRow> REWARDS = RecordColumns.of(RewardRow.class);
    private static final RecordColumns<ChangeRow> CHANGES = RecordColumns.of(ChangeRow.class);
    private static final RecordColumns<TransferRow> TRANSFERS = RecordColumns.of(TransferRow.class);
    private static final RecordColumns<TransferRow.EntryRow> ENTRIES = RecordColumns.of(TransferRow.EntryRow.class);
    private static final RecordColumns<IssueRow> ISSUES = RecordColumns.of(IssueRow.class);

    private static final String SAVE_REWARDS = REWARDS.insertInto("rewards") + """
             order by r.reward_id on conflict (tenant_id, reward_id) do update \
            set sequence = excluded.sequence, program_version = excluded.program_version, revision = excluded.revision, \
            order_id = excluded.order_id, customer_id = excluded.customer_id, participant_id = excluded.participant_id, \
            kind = excluded.kind, amount_minor = excluded.amount_minor, currency = excluded.currency, \
            coupon = excluded.coupon, coupon_code = excluded.coupon_code, given = excluded.given, \
            fulfilled_at = excluded.fulfilled_at, expires_at = excluded.expires_at, standing = excluded.standing, standing_reason = excluded.standing_reason, \
            releasable_at = excluded.releasable_at, held_minor = excluded.held_minor, \
            released_minor = excluded.released_minor, clawed_back_minor = excluded.clawed_back_minor, \
            paid_minor = excluded.paid_minor, frozen_minor = excluded.frozen_minor, verdict = excluded.verdict, \
            status = excluded.status, reason = excluded.reason, released_at = excluded.released_at, \
            changed_at = excluded.changed_at, base_minor = excluded.base_minor, percent = excluded.percent, \
            wanted_minor = excluded.wanted_minor, cut_by = excluded.cut_by where rewards.sequence = excluded.sequence - 1""";
    private static final String SAVE_CHANGES = CHANGES.insertInto("reward_changes");
    // Transfers, their sides and their places in the queue of the sealer: the database refuses one without the others.
    private static final String POST =
            """
            with given as materialized (select %s from %s), \
            posted as (insert into transfers (tenant_id, transfer_id, reward_id, sequence, program_key, posted_at) \
            select tenant_id, transfer_id, reward_id, sequence, program_key, posted_at from given), \
            queued as (insert into ledger_unsealed (tenant_id, transfer_id, shard, posted_at) \
            select tenant_id, transfer_id, shard, posted_at from given) \
            insert into ledger_entries (tenant_id, transfer_id, line, account, program_key, currency, amount_minor, posted_at) \
            select g.tenant_id, g.transfer_id, r.line, r.account, g.program_key, r.currency, r.amount_minor, g.posted_at \
            from %s join given g using (transfer_id)""".formatted(TRANSFERS.named(), TRANSFERS.rows("transfer"), ENTRIES.rows("entry"));
    private static final String RECORD_ISSUES = ISSUES.insertInto("issues");

    private final Outbox outbox;
    private final RewardMetrics metrics;

    Books(Outbox outbox, RewardMetrics metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** A change and the event that tells of it. */
    private record Told(Changed change, Event<RewardChanged> event) {}

    /** @param correlations by conversion, where the change follows from a request */
    Uni<Void> write(
            Mutiny.StatelessSession session, String tenantId, List<Changed> changes, Map<String, String> correlations) {
        if (changes.isEmpty()) return Uni.createFrom().voidItem();
        return saveRewards(session, tenantId, changes)
                .chain(() -> MovedBalances.move(session, tenantId, changes))
                .map(last -> told(tenantId, changes, last, correlations))
                .chain(told -> record(session, tenantId, told))
                .chain(told ->
                        outbox.add(session, told.stream().map(Told::event).toList()))
                .invoke(() -> metrics.changed(changes));
    }

    private static Uni<List<Told>> record(Mutiny.StatelessSession session, String tenantId, List<Told> told) {
        var changes = told.stream().map(Told::change).toList();
        return saveChanges(session, tenantId, told)
                .chain(() -> post(session, tenantId, changes))
                .chain(() -> ISSUES.write(session, RECORD_ISSUES, issues(tenantId, changes)))
                .replaceWith(told);
    }

    private static List<Told> told(
            String tenantId, List<Changed> changes, Map<String, Long> last, Map<String, String> correlations) {
        var people = changes.stream()
                .map(change -> change.reward().line().key().externalId())
                .toList();
        var numbers = PersonalNumbers.of(people, last);
        return IntStream.range(0, changes.size())
                .mapToObj(i -> new Told(
                        changes.get(i), RewardEvents.of(tenantId, changes.get(i), numbers.get(i), correlations)))
                .toList();
    }

    private static Uni<Integer> saveRewards(Mutiny.StatelessSession session, String tenantId, List<Changed> changes) {
        var rows = changes.stream()
                .map(change -> RewardRow.of(tenantId, change.reward()))
                .toList();
        return REWARDS.write(session, SAVE_REWARDS, rows).invoke(saved -> requireAll(saved, rows.size()));
    }

    private static Uni<Integer> saveChanges(Mutiny.StatelessSession session, String tenantId, List<Told> told) {
        var rows = told.stream()
                .map(one -> ChangeRow.of(tenantId, one.change(), one.event()))
                .toList();
        return CHANGES.write(session, SAVE_CHANGES, rows);
    }

    private static Uni<Integer> post(Mutiny.StatelessSession session, String tenantId, List<Changed> changes) {
        var posted = changes.stream()
                .flatMap(change -> TransferRow.of(tenantId, change).stream())
                .toList();
        if (posted.isEmpty()) return Uni.createFrom().item(0);
        var post = session.createNativeQuery(POST);
        TRANSFERS.bind(post, "transfer", posted);
        ENTRIES.bind(
                post, "entry", changes.stream().flatMap(TransferRow::entries).toList());
        return post.executeUpdate();
    }

    private static List<IssueRow> issues(String tenantId, List<Changed> changes) {
        return changes.stream()
                .flatMap(change -> IssueRow.of(tenantId, change).stream())
                .toList();
    }

    private static void requireAll(int saved, int changes) {
        if (saved != changes)
            throw new IllegalStateException(
                    "only " + saved + " of " + changes + " rewards were where their change starts");
    }
}
