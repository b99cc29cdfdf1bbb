package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.tenancy.TenantSweep;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Occasion;
import io.grapevine.notification.moment.adapter.PlanNotices.Heard;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Plans news for a program's participants, some at a time: who it has come to is kept with the news, in the same transaction. */
@ApplicationScoped
class PlanNews {

    private static final int MOST_AT_ONCE = 500;

    private static final String NEXT = """
            select news_id, program_key, title, body, created_at, planned_to from news
            where tenant_id = :tenant and not planned order by created_at, news_id limit 1 for update skip locked""";

    // Who was only invited is in no program.
    private static final String PAGE = """
            select reader_id from readers where tenant_id = :tenant and program_key = :program and reader_id > :after
            and reader_id like 'par|_%' escape '|' and erased_at is null order by reader_id limit :most""";

    private static final String PROGRESS = """
            update news set planned_to = :to, planned = :planned where tenant_id = :tenant and news_id = :news""";

    private final KnownTenants tenants;
    private final TenantSweep sweep;
    private final PlanNotices planNotices;

    PlanNews(KnownTenants tenants, TenantSweep sweep, PlanNotices planNotices) {
        this.tenants = tenants;
        this.sweep = sweep;
        this.planNotices = planNotices;
    }

    private record News(String id, String programKey, Details details, Instant createdAt, String plannedTo) {

        static News of(Object[] row) {
            return new News(
                    (String) row[0],
                    (String) row[1],
                    Details.news((String) row[2], (String) row[3]),
                    ((OffsetDateTime) row[4]).toInstant(),
                    (String) row[5]);
        }

        Heard to(String readerId) {
            return new Heard(new Occasion(Moment.NEWS, id, programKey, readerId, details, createdAt), null);
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return sweep.run("news", tenants.withNews(), 1, this::next);
    }

    /** Answers 1 as long as there is more. */
    private Uni<Integer> next(Mutiny.StatelessSession session, String tenantId) {
        return session.createNativeQuery(NEXT, Object[].class)
                .setParameter("tenant", tenantId)
                .getResultList()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(0)
                        : plan(session, tenantId, News.of(found.getFirst())).replaceWith(1));
    }

    private Uni<Void> plan(Mutiny.StatelessSession session, String tenantId, News news) {
        return session.createNativeQuery(PAGE, String.class)
                .setParameter("tenant", tenantId)
                .setParameter("program", news.programKey())
                .setParameter("after", news.plannedTo())
                .setParameter("most", MOST_AT_ONCE)
                .getResultList()
                .chain(readers -> planNotices
                        .handle(
                                session,
                                tenantId,
                                readers.stream().map(news::to).toList())
                        .chain(() -> progress(session, tenantId, news, readers)));
    }

    private static Uni<Void> progress(
            Mutiny.StatelessSession session, String tenantId, News news, List<String> readers) {
        return session.createNativeQuery(PROGRESS)
                .setParameter("to", readers.isEmpty() ? news.plannedTo() : readers.getLast())
                .setParameter("planned", readers.size() < MOST_AT_ONCE)
                .setParameter("tenant", tenantId)
                .setParameter("news", news.id())
                .executeUpdate()
                .replaceWithVoid();
    }
}
