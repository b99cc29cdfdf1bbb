package io.grapevine.notification.moment.adapter;

import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.RewardChanged;
import io.grapevine.notification.milestone.Brought;
import io.grapevine.notification.milestone.Milestone;
import io.grapevine.notification.milestone.Progress;
import io.grapevine.notification.milestone.Reached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How far advocates are on the way to milestones, and which of those reached were told, in the caller's transaction. */
@ApplicationScoped
class MilestoneStore {

    private static final String SAVE_BROUGHT = """
            insert into brought (tenant_id, conversion_id, program_key, participant_id, revision)
            select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "conversionId" text, "programKey" text,
                "participantId" text, "revision" integer)
            order by r."conversionId"
            on conflict (tenant_id, conversion_id) do update set participant_id = excluded.participant_id, revision = excluded.revision
                where brought.revision < excluded.revision""";

    private static final String PROGRESS = """
            select r."participantId", m.program_key, m.version, m.rule_id, m.count, m.every, b.brought
            from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "participantId" text, "programKey" text, "version" integer)
            join milestones m on m.tenant_id = r."tenantId" and m.program_key = r."programKey" and m.version = r."version" and m.friends
            cross join lateral (select count(*) as brought from brought x where x.tenant_id = r."tenantId"
                and x.participant_id = r."participantId" and x.program_key = r."programKey") b""";

    private static final String SAVE_REWARDS = """
            insert into milestone_rewards (tenant_id, reward_id, reader_id, program_key, rule_id, sequence, stands, first_at)
            select r."tenantId", r."rewardId", r."readerId", r."programKey", r."ruleId", r."sequence", r."stands", r."changedAt"
            from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "rewardId" text, "readerId" text, "programKey" text,
                "version" integer, "ruleId" text, "sequence" integer, "stands" boolean, "changedAt" timestamptz)
            join milestones m on m.tenant_id = r."tenantId" and m.program_key = r."programKey" and m.version = r."version"
                and m.rule_id = r."ruleId"
            order by r."rewardId"
            on conflict (tenant_id, reward_id) do update set sequence = excluded.sequence, stands = excluded.stands
                where milestone_rewards.sequence < excluded.sequence""";

    // A milestone's number is the place of its reward among those that stand, the earliest first.
    private static final String UNTOLD = """
            select w.reward_id, p.number from jsonb_to_recordset(cast(:rows as jsonb)) as r("tenantId" text, "rewardId" text)
            join milestone_rewards w on w.tenant_id = r."tenantId" and w.reward_id = r."rewardId" and w.stands
            cross join lateral (select count(*) as number from milestone_rewards x where x.tenant_id = w.tenant_id
                and x.reader_id = w.reader_id and x.program_key = w.program_key and x.rule_id = w.rule_id and x.stands
                and (x.first_at, x.reward_id) <= (w.first_at, w.reward_id)) p
            where not exists (select 1 from notices n where n.tenant_id = w.tenant_id
                and n.subject = 'milestone_' || w.program_key || '_' || w.rule_id || '_' || p.number
                and n.moment = 'milestone_reached' and n.reader_id = w.reader_id)""";

    private record BroughtRow(
            String tenantId,
            String conversionId,
            String programKey,
            @Nullable String participantId,
            int revision) {}

    /** An advocate whom a friend was just counted for, and the version of the terms that counts. */
    record Gained(String tenantId, String participantId, String programKey, int version) {}

    private record RewardRow(
            String tenantId,
            String rewardId,
            String readerId,
            String programKey,
            int version,
            String ruleId,
            int sequence,
            boolean stands,
            Instant changedAt) {}

    /** Counts the friends and answers how far those are who gained one. */
    Uni<List<Progress>> count(
            Mutiny.StatelessSession session,
            String tenantId,
            Map<String, Brought> byConversion,
            Collection<Gained> gained) {
        var rows = byConversion.values().stream()
                .map(each -> new BroughtRow(
                        tenantId, each.conversionId(), each.programKey(), each.participantId(), each.revision()))
                .toList();
        // Who counts must see what another transaction counts for the same advocate.
        return IdentityLocks.take(
                        session,
                        tenantId,
                        "brought",
                        gained.stream().map(Gained::participantId).toList())
                .chain(() -> Rows.write(session, SAVE_BROUGHT, rows))
                .chain(() -> Rows.read(session, PROGRESS, gained, Object[].class))
                .map(found -> found.stream().map(MilestoneStore::progress).toList());
    }

    /** Keeps how the rewards stand that are for milestones; answers, by reward, the number of the milestone nobody told its receiver of. */
    Uni<Map<String, Long>> untold(
            Mutiny.StatelessSession session, String tenantId, Map<RewardChanged, String> readers) {
        var latest = new LinkedHashMap<String, RewardRow>();
        readers.forEach((reward, reader) -> latest.merge(
                reward.rewardId(),
                row(tenantId, reader, reward),
                (one, other) -> other.sequence() > one.sequence() ? other : one));
        // Nothing new of a milestone: none, or a second delivery, which told what there was to tell.
        return Rows.write(session, SAVE_REWARDS, latest.values())
                .chain(kept -> kept == 0
                        ? Uni.createFrom().item(List.<Object[]>of())
                        : Rows.read(session, UNTOLD, latest.values(), Object[].class))
                .map(MilestoneStore::numbers);
    }

    private static Map<String, Long> numbers(List<Object[]> rows) {
        var numbers = new HashMap<String, Long>();
        for (var row : rows) numbers.put((String) row[0], ((Number) row[1]).longValue());
        return numbers;
    }

    private static RewardRow row(String tenantId, String readerId, RewardChanged reward) {
        return new RewardRow(
                tenantId,
                reward.rewardId(),
                readerId,
                reward.programKey(),
                reward.programVersion(),
                reward.ruleId(),
                reward.sequence(),
                Reached.stands(reward.status()),
                reward.changedAt());
    }

    private static Progress progress(Object[] row) {
        return new Progress(
                (String) row[0],
                new Milestone(
                        (String) row[1],
                        ((Number) row[2]).intValue(),
                        (String) row[3],
                        ((Number) row[4]).intValue(),
                        (Boolean) row[5],
                        true),
                ((Number) row[6]).longValue());
    }

    /** Of several versions in one batch each is asked. */
    static List<Gained> gained(String tenantId, Map<Brought, Integer> versions) {
        var gained = new ArrayList<Gained>();
        versions.forEach((brought, version) -> {
            if (brought.participantId() != null)
                gained.add(new Gained(tenantId, brought.participantId(), brought.programKey(), version));
        });
        return gained.stream().distinct().toList();
    }
}
