package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Occasion;
import io.grapevine.notification.moment.Period;
import io.grapevine.notification.moment.adapter.PlanNotices.Heard;
import io.grapevine.notification.preference.Pace;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * When a week or month is over, sums up for each advocate what happened in it, once: from the notices of the feed, which everybody has one
 * of for each moment. Who had nothing happen is not written to.
 */
@ApplicationScoped
class PlanDigests {

    /** A place further down is no news. */
    private static final int LAST_PLACE = 10;

    private static final int AT_ONCE = 500;

    private static final String CLAIM = """
            insert into digest_runs (tenant_id, period, ran_at) values (:tenant, :period, :now) on conflict do nothing""";

    // A milestone's reward that is held (until) counts when it is released. Places are given among all advocates of the
    // program, also those who want no digest.
    private static final String SUM_UP = """
            with figures as (select n.reader_id, n.program_key, count(*) filter (where n.moment = 'friend_joined') as friends,
                count(*) filter (where n.moment <> 'friend_joined') as rewards,
                sum(cast(n.details ->> 'amountMinor' as bigint)) filter (where n.moment <> 'friend_joined'
                    and n.details ->> 'kind' in ('cash', 'credit')) as amount,
                min(n.details ->> 'currency') as currency, max(n.details ->> 'currency') as other
                from notices n where n.tenant_id = :tenant and n.channel = 'feed' and n.happened_at >= :from and n.happened_at < :to
                and (n.moment in ('friend_joined', 'reward_released')
                    or n.moment = 'milestone_reached' and n.details ->> 'until' is null) and n.reader_id like 'par|_%' escape '|'
                group by n.reader_id, n.program_key),
            placed as (select f.*, rank() over (partition by f.program_key order by f.friends desc) as place from figures f)
            select p.reader_id, p.program_key, p.friends, p.rewards, case when p.currency = p.other then p.amount end, p.currency,
                case when p.friends > 0 then p.place end, coalesce(w.body ->> 'digest', 'MONTHLY')
            from placed p left join preferences w on w.tenant_id = :tenant and w.reader_id = p.reader_id
            order by p.reader_id""";

    private final KnownTenants tenants;
    private final TenantSweep sweep;
    private final PlanNotices planNotices;
    private final InstantSource clock;

    PlanDigests(KnownTenants tenants, TenantSweep sweep, PlanNotices planNotices, InstantSource clock) {
        this.tenants = tenants;
        this.sweep = sweep;
        this.planNotices = planNotices;
        this.clock = clock;
    }

    @Scheduled(every = "{grapevine.notices.digests-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        var now = clock.instant();
        return run(Period.lastWeek(now)).chain(() -> run(Period.lastMonth(now)));
    }

    private Uni<Void> run(Period period) {
        return sweep.run(
                "digests", tenants.withAProgram(), 2, (session, tenantId) -> planOnce(session, tenantId, period));
    }

    /** One transaction a period and tenant, so that a crash leaves all of it or nothing; answers 1, which is fewer than would go on. */
    private Uni<Integer> planOnce(Mutiny.StatelessSession session, String tenantId, Period period) {
        return session.createNativeQuery(CLAIM)
                .setParameter("tenant", tenantId)
                .setParameter("period", period.subject())
                .setParameter("now", clock.instant())
                .executeUpdate()
                .chain(claimed -> claimed == 0 ? Uni.createFrom().voidItem() : plan(session, tenantId, period))
                .replaceWith(1);
    }

    private Uni<Void> plan(Mutiny.StatelessSession session, String tenantId, Period period) {
        return session.createNativeQuery(SUM_UP, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("from", period.from())
                .setParameter("to", period.to())
                .getResultList()
                .map(rows -> occasions(rows, period))
                .chain(heard -> Multi.createFrom()
                        .iterable(heard)
                        .group()
                        .intoLists()
                        .of(AT_ONCE)
                        .onItem()
                        .transformToUniAndConcatenate(part -> planNotices.handle(session, tenantId, part))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static List<Heard> occasions(List<Object[]> rows, Period period) {
        var pace = period.digest() == Moment.WEEKLY_DIGEST ? Pace.WEEKLY : Pace.MONTHLY;
        var occasions = new ArrayList<Heard>();
        for (var row : rows) {
            var place = whole(row[6]);
            var details = Details.period(
                    number(row[2]),
                    number(row[3]),
                    row[4] == null ? null : ((Number) row[4]).longValue(),
                    (String) row[5],
                    place);
            if (pace.name().equals(row[7])) occasions.add(heard(period.digest(), row, details, period));
            if (pace == Pace.MONTHLY && place != null && place <= LAST_PLACE)
                occasions.add(heard(Moment.LEADERBOARD_PLACE, row, details, period));
        }
        return occasions;
    }

    private static Heard heard(Moment moment, Object[] row, Details details, Period period) {
        return new Heard(
                new Occasion(
                        moment,
                        period.subject() + "_" + row[1],
                        (String) row[1],
                        (String) row[0],
                        details,
                        period.to()),
                null);
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static @Nullable Integer whole(@Nullable Object value) {
        return value == null ? null : number(value);
    }
}
