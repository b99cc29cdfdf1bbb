package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Occasion;
import io.grapevine.notification.moment.Stream;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is to be told, once for each channel that reaches the reader: (subject, moment, reader, channel) is unique for ever, so a
 * second delivery, a replayed topic and a rebuilt group meet the row that is already there. No occasion, no statement.
 */
@ApplicationScoped
class PlanNotices {

    // E-mail: who is known to have no address ends here; others are looked up when it is sent. The feed is told by
    // being there; who never signed up or was erased has none.
    private static final String PLAN = """
            insert into notices (tenant_id, notice_id, subject, moment, reader_id, channel, program_key, details, status, due_at,
                promotional, correlation_id, happened_at, created_at, ended_at)
            select r."tenantId", r."noticeId" || c.suffix, r."subject", r."moment", r."readerId", c.channel, r."programKey", r."details",
                s.status, r."dueAt", r."promotional", r."correlationId", r."happenedAt", r."now", case when s.status = 'pending' then null else r."now" end
            from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "noticeId" text, "subject" text, "moment" text,
                "readerId" text, "programKey" text, "details" jsonb, "outdated" boolean,
                "promotional" boolean, "correlationId" text,
                "happenedAt" timestamptz, "dueAt" timestamptz, "now" timestamptz)
            left join readers p on p.tenant_id = r."tenantId" and p.reader_id = r."readerId"
            cross join lateral (select 'email' as channel, '' as suffix
                union all select 'feed', '-feed' where r."readerId" not like 'inv|_%' escape '|' and p.erased_at is null
                union all select x.channel, '-' || x.channel from reader_channels x
                    where x.tenant_id = r."tenantId" and x.reader_id = r."readerId") c
            cross join lateral (select case when c.channel = 'feed' then 'sent' when r."outdated" then 'outdated'
                when c.channel = 'email' and not p.has_email then 'no_address' else 'pending' end as status) s
            order by r."subject", r."moment", r."readerId", c.channel
            on conflict do nothing""";

    private static final String KEEP_PARTS = """
            insert into notice_parts (tenant_id, subject, reader_id, part, amount_minor)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "subject" text, "readerId" text,
                "part" text, "amountMinor" bigint)
            order by r."subject", r."readerId", r."part"
            on conflict do nothing""";

    private final CourierConfig config;
    private final InstantSource clock;

    PlanNotices(CourierConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** An occasion and what led to it. */
    record Heard(Occasion occasion, @Nullable String correlationId) {}

    private record PartOf(String tenantId, String subject, String readerId, String part, long amountMinor) {}

    private record Planned(
            String tenantId,
            String noticeId,
            String subject,
            String moment,
            String readerId,
            String programKey,
            Details details,
            boolean outdated,
            boolean promotional,
            @Nullable String correlationId,
            Instant happenedAt,
            Instant dueAt,
            Instant now) {}

    Uni<Void> handle(Mutiny.StatelessSession session, String tenantId, Collection<Heard> heard) {
        if (heard.isEmpty()) return Uni.createFrom().voidItem();
        var now = clock.instant();
        List<Planned> planned = new ArrayList<>();
        for (var each : heard) planned.add(planned(tenantId, each, now));
        return Rows.write(session, PLAN, planned)
                .chain(() -> Rows.write(session, KEEP_PARTS, parts(tenantId, heard)))
                .replaceWithVoid();
    }

    private static List<PartOf> parts(String tenantId, Collection<Heard> heard) {
        var parts = new ArrayList<PartOf>();
        for (var each : heard) {
            var occasion = each.occasion();
            var amount = occasion.details().amountMinor();
            if (occasion.part() != null && amount != null)
                parts.add(new PartOf(tenantId, occasion.subject(), occasion.readerId(), occasion.part(), amount));
        }
        return parts;
    }

    private Planned planned(String tenantId, Heard heard, Instant now) {
        var occasion = heard.occasion();
        var tellAt = occasion.tellAt() == null ? now : occasion.tellAt();
        // What is to be told later is news when it is.
        var news = occasion.tellAt() == null ? occasion.at() : occasion.tellAt();
        return new Planned(
                tenantId,
                Identifier.next("ntf"),
                occasion.subject(),
                occasion.moment().wireName(),
                occasion.readerId(),
                occasion.programKey(),
                occasion.details(),
                news.isBefore(now.minus(config.newsFor())),
                occasion.moment().stream() == Stream.PROMOTIONAL,
                heard.correlationId(),
                occasion.at(),
                tellAt.isAfter(now) ? tellAt : now,
                now);
    }
}
