package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Rewards of people in one currency, locked, after the people themselves: nobody decides about them meanwhile. */
final class PeoplesRewards {

    private static final String OF_PEOPLE = """
            select cast(to_jsonb(w) as text) from rewards w join jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(external_id text, currency text) on w.external_id = r.external_id and w.currency = r.currency \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) and""";
    private static final String UNSETTLED = OF_PEOPLE
            + " w.released_minor - w.clawed_back_minor - w.paid_minor - w.frozen_minor <> 0 order by w.reward_id for update of w";
    private static final String PAID = OF_PEOPLE + " w.paid_minor > 0 order by w.reward_id for update of w";

    // What was paid before the order's currency changed stands in the books alone.
    private static final String PAID_FORMERLY = """
            select cast(jsonb_build_object('paid_minor', p.minor, 'reward', to_jsonb(w)) as text) from rewards w \
            join jsonb_to_recordset(cast(:rows as jsonb)) as r(reward_id text, currency text) \
            on w.reward_id = r.reward_id and w.currency <> r.currency cross join lateral (select -sum(e.amount_minor) as minor \
            from transfers t join ledger_entries e on e.tenant_id = t.tenant_id and e.transfer_id = t.transfer_id \
            where t.tenant_id = w.tenant_id and t.reward_id = w.reward_id and e.currency = r.currency \
            and e.account like 'cash:%') p where w.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and p.minor > 0 order by w.reward_id for update of w""";

    private PeoplesRewards() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Named(String rewardId, String currency) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record FormerRow(long paidMinor, RewardRow reward) {}

    /** A reward of another currency now, and what is paid on it in the one in question. */
    record Former(Reward reward, long paidMinor) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Person(String externalId, String currency) {}

    /** Those with something payable, or with a debt. */
    static Uni<List<Reward>> unsettled(
            Mutiny.StatelessSession session, String tenantId, Collection<String> people, String currency) {
        return locked(session, tenantId, people, currency, UNSETTLED);
    }

    /** Those on which something is paid. */
    static Uni<List<Reward>> paid(
            Mutiny.StatelessSession session, String tenantId, Collection<String> people, String currency) {
        return locked(session, tenantId, people, currency, PAID);
    }

    /** Of these rewards, whose people are locked already, those that are in another currency now than they were paid in. */
    static Uni<List<Former>> paidFormerly(
            Mutiny.StatelessSession session, Collection<String> rewardIds, String currency) {
        var rows = rewardIds.stream().map(id -> new Named(id, currency)).toList();
        return Rows.read(session, PAID_FORMERLY, rows, String.class)
                .map(found -> JsonRows.read(found, FormerRow.class).stream()
                        .map(row -> new Former(row.reward().toReward(), row.paidMinor()))
                        .toList());
    }

    private static Uni<List<Reward>> locked(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<String> people,
            String currency,
            String query) {
        var identities = people.stream().map(person -> "c:" + person).toList();
        var rows = people.stream().map(person -> new Person(person, currency)).toList();
        return IdentityLocks.take(session, tenantId, IssueRewards.PEOPLE, identities)
                .chain(() -> Rows.read(session, query, rows, String.class))
                .map(found -> JsonRows.read(found, RewardRow.class).stream()
                        .map(RewardRow::toReward)
                        .toList());
    }
}
