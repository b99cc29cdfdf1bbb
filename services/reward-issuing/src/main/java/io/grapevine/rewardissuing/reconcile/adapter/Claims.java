package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Terms.Role;
import io.grapevine.rewardissuing.limits.RuleOfPerson;
import io.grapevine.rewardissuing.limits.Tallies;
import io.grapevine.rewardissuing.owed.Claim;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What rules would give people, read and written under the locks of those people. Why queries say {@code offset 0}: {@link Rows}. */
final class Claims {

    private static final String OF_CONVERSIONS = """
            select c.row from jsonb_to_recordset(cast(:rows as jsonb)) as r(conversion_id text, rule_id text) \
            cross join lateral (select cast(to_jsonb(c) as text) as row from claims c \
            where c.tenant_id = (select current_setting('grapevine.tenant', true)) and c.conversion_id = r.conversion_id \
            and (r.rule_id is null or c.rule_id = r.rule_id) offset 0) c""";
    private static final String FROM = """
            select c.row from jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text, external_id text, \
            occurred_at timestamptz, event_id text, event_source text, conversion_id text) \
            cross join lateral (select cast(to_jsonb(c) as text) as row from claims c \
            where c.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and c.program_key = r.program_key and c.external_id = r.external_id \
            and (c.occurred_at, c.event_id, c.event_source, c.conversion_id) \
            >= (r.occurred_at, r.event_id, r.event_source, r.conversion_id) offset 0) c""";
    private static final String BEFORE = """
            select cast(jsonb_build_object('program_key', r.program_key, 'external_id', r.external_id, 'rule_id', r.rule_id, \
            'role', r.role, 'tallies', c.tallies) as text) \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text, external_id text, rule_id text, role text, \
            occurred_at timestamptz, event_id text, event_source text, conversion_id text) \
            cross join lateral (select c.tallies from claims c \
            where c.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and c.program_key = r.program_key and c.external_id = r.external_id and c.rule_id = r.rule_id \
            and c.role = r.role and (c.occurred_at, c.event_id, c.event_source, c.conversion_id) \
            < (r.occurred_at, r.event_id, r.event_source, r.conversion_id) \
            order by c.occurred_at desc, c.event_id desc, c.event_source desc, c.conversion_id desc limit 1) c""";
    private static final String SAVE = """
            insert into claims select * from jsonb_populate_recordset(cast(null as claims), cast(:rows as jsonb)) \
            order by conversion_id, rule_id, role, level, external_id \
            on conflict (tenant_id, conversion_id, rule_id, role, level, external_id) do update \
            set occurred_at = excluded.occurred_at, event_id = excluded.event_id, event_source = excluded.event_source, \
            program_key = excluded.program_key, program_version = excluded.program_version, \
            restated_by = excluded.restated_by, stands = excluded.stands, rejected = excluded.rejected, \
            base_minor = excluded.base_minor, currency = excluded.currency, pieces = excluded.pieces, \
            share = excluded.share, line = excluded.line, tallies = excluded.tallies""";
    private static final String DROP = """
            delete from claims c using jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(conversion_id text, rule_id text, role text, level integer, external_id text) \
            where c.tenant_id = (select current_setting('grapevine.tenant', true)) and c.conversion_id = r.conversion_id \
            and c.rule_id = r.rule_id and c.role = r.role and c.level = r.level and c.external_id = r.external_id""";
    private static final String REJECT = """
            update claims c set rejected = true from jsonb_to_recordset(cast(:rows as jsonb)) \
            as r(conversion_id text, rule_id text, role text, level integer, external_id text) \
            where c.tenant_id = (select current_setting('grapevine.tenant', true)) and c.conversion_id = r.conversion_id \
            and c.rule_id = r.rule_id and c.role = r.role and c.level = r.level and c.external_id = r.external_id""";

    private Claims() {}

    /** A person in a program, and the place from which on claims are asked for. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Since(
            String programKey,
            String externalId,
            Instant occurredAt,
            String eventId,
            String eventSource,
            String conversionId) {

        static Since of(String programKey, String externalId, Claim.At at) {
            return new Since(
                    programKey, externalId, at.occurredAt(), at.eventId(), at.eventSource(), at.conversionId());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record RuleSince(
            String programKey,
            String externalId,
            String ruleId,
            Role role,
            Instant occurredAt,
            String eventId,
            String eventSource,
            String conversionId) {

        static RuleSince of(Since since, String ruleId, Role role) {
            return new RuleSince(
                    since.programKey(),
                    since.externalId(),
                    ruleId,
                    role,
                    since.occurredAt(),
                    since.eventId(),
                    since.eventSource(),
                    since.conversionId());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record Before(String programKey, String externalId, String ruleId, Role role, Tallies tallies) {

        RuleOfPerson rule() {
            return new RuleOfPerson(programKey, externalId, ruleId, role);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record KeyRow(String conversionId, String ruleId, Role role, int level, String externalId) {

        static KeyRow of(RewardKey key) {
            return new KeyRow(key.conversionId(), key.ruleId(), key.role(), key.level(), key.externalId());
        }
    }

    static Uni<List<ClaimRow>> of(Mutiny.StatelessSession session, Collection<Rewards.Named> conversions) {
        return Rows.read(session, OF_CONVERSIONS, conversions, String.class)
                .map(rows -> JsonRows.read(rows, ClaimRow.class));
    }

    /** Everything these people claim from their places on, these included. */
    static Uni<List<ClaimRow>> from(Mutiny.StatelessSession session, Collection<Since> people) {
        return Rows.read(session, FROM, people, String.class).map(rows -> JsonRows.read(rows, ClaimRow.class));
    }

    /** What the claims before these places come to, by each of the rules. */
    static Uni<Map<RuleOfPerson, Tallies>> before(
            Mutiny.StatelessSession session, Collection<Since> people, CountedRules rules) {
        var asked = people.stream()
                .flatMap(since -> rules.byProgram().getOrDefault(since.programKey(), Set.of()).stream()
                        .flatMap(rule -> Set.of(Role.values()).stream().map(role -> RuleSince.of(since, rule, role))))
                .toList();
        return Rows.read(session, BEFORE, asked, String.class)
                .map(rows -> JsonRows.read(rows, Before.class).stream()
                        .collect(Collectors.toMap(Before::rule, Before::tallies)));
    }

    static Uni<Integer> save(Mutiny.StatelessSession session, Collection<ClaimRow> rows) {
        return Rows.write(session, SAVE, rows);
    }

    static Uni<Integer> drop(Mutiny.StatelessSession session, Collection<RewardKey> keys) {
        return Rows.write(session, DROP, keys.stream().map(KeyRow::of).toList());
    }

    /** Rewards that a person refused take no place any more. */
    static Uni<Integer> reject(Mutiny.StatelessSession session, Collection<RewardKey> keys) {
        return Rows.write(session, REJECT, keys.stream().map(KeyRow::of).toList());
    }
}
