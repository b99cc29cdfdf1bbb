package io.grapevine.rewardissuing.statement.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.ledger.Period;
import io.grapevine.rewardissuing.statement.Standing;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What the ledger says about one person. A person's transactions come one after the other (each holds the person's number from before it
 * posts), so entry ids follow the person's own order and a page may end at any of them.
 */
final class Statements {

    // A participant is a person in one program; everybody else is a person over all programs.
    private static final String WHO = """
            select cast(jsonb_build_object('external_id', p.external_id, 'program_key', p.program_key) as text) \
            from participants p where p.participant_id = :person union all \
            select cast(jsonb_build_object('external_id', cast(:person as text), 'program_key', '') as text) \
            where not exists (select from participants p where p.participant_id = :person) \
            and (exists (select from participants p where p.external_id = :person) \
            or exists (select from balances b where b.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and b.external_id = :person) or exists (select from decisions d \
            where d.tenant_id = (select current_setting('grapevine.tenant', true)) and d.customer_id = :person))""";
    private static final String OF_PERSON = """
            e.tenant_id = (select current_setting('grapevine.tenant', true)) and e.account in (:held, :payable) \
            and (:program = '' or e.program_key = :program)""";
    private static final String STANDINGS = """
            select cast(jsonb_build_object('currency', e.currency, 'held', e.account = :held, \
            'opening', coalesce(sum(-e.amount_minor) filter (where e.posted_at < :from), 0), \
            'here', coalesce(sum(-e.amount_minor) filter (where e.posted_at < :from or e.posted_at < :to and e.entry_id <= :after), 0), \
            'closing', coalesce(sum(-e.amount_minor) filter (where e.posted_at < :to), 0)) as text) \
            from ledger_entries e where\s""" + OF_PERSON + " group by e.currency, e.account";
    // A change that kept no reckoning is explained by its rule, and by its conversion where that has not changed since.
    private static final String BY_THE_RULE = """
            (select jsonb_strip_nulls(jsonb_build_object('percent', r.rule #> '{give,percent}', 'baseMinor', \
            case when r.rule #> '{give,percent}' is not null and d.revision = h.revision \
            then cast(d.decision ->> 'amountMinor' as bigint) - cast(d.decision ->> 'refundedMinor' as bigint) end)) \
            from decisions d join terms s on s.tenant_id = d.tenant_id and s.program_key = d.program_key \
            and s.version = d.program_version and s.restated_by = d.restated_by \
            cross join lateral (select rule from jsonb_array_elements(s.terms -> 'rewards') as rule \
            where rule ->> 'id' = w.rule_id limit 1) as r \
            where d.tenant_id = t.tenant_id and d.conversion_id = w.conversion_id)""";
    private static final String LINES = """
            select cast(jsonb_build_object('entry', m.entry, 'transfer_id', m.transfer_id, 'program_key', t.program_key, \
            'posted_at', t.posted_at, 'currency', m.currency, 'held_minor', m.held_minor, 'payable_minor', m.payable_minor, \
            'paid_minor', (select coalesce(sum(-c.amount_minor), 0) from ledger_entries c where c.tenant_id = t.tenant_id \
            and c.transfer_id = t.transfer_id and c.currency = m.currency and c.account like 'cash:%'), \
            'reward_id', w.reward_id, 'rule_id', w.rule_id, 'kind', w.kind, 'conversion_id', w.conversion_id, \
            'order_id', w.order_id, 'customer_id', w.customer_id, 'status', h.status, 'reason', h.reason, \
            'revision', h.revision, 'program_version', coalesce(cast(h.event ->> 'programVersion' as integer), w.program_version), \
            'amount_minor', h.amount_minor, 'reckoning', coalesce(h.reckoning,\s""" + BY_THE_RULE + """
            )) as text) from (\
            select e.tenant_id, e.transfer_id, e.currency, max(e.entry_id) as entry, \
            coalesce(sum(-e.amount_minor) filter (where e.account = :held), 0) as held_minor, \
            coalesce(sum(-e.amount_minor) filter (where e.account = :payable), 0) as payable_minor \
            from ledger_entries e where\s""" + OF_PERSON + """
             and e.entry_id > :after and e.posted_at >= :from and e.posted_at < :to \
            group by e.tenant_id, e.transfer_id, e.currency order by max(e.entry_id) limit :most) as m \
            join transfers t on t.tenant_id = m.tenant_id and t.transfer_id = m.transfer_id \
            join rewards w on w.tenant_id = t.tenant_id and w.reward_id = t.reward_id \
            left join reward_changes h on h.tenant_id = t.tenant_id and h.reward_id = t.reward_id and h.sequence = t.sequence \
            order by m.entry""";

    private Statements() {}

    /** @param programKey empty over all programs */
    @JsonNaming(SnakeCaseStrategy.class)
    record Person(String externalId, String programKey) {}

    private record Sum(String currency, boolean held, long opening, long here, long closing) {}

    /** By currency: at the beginning of the period, at the place where the page begins, and at the end. */
    record Standings(Map<String, Standing> opening, Map<String, Standing> here, Map<String, Standing> closing) {}

    /** Empty if nobody has this id. */
    static Uni<Optional<Person>> find(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery(WHO, String.class)
                .setParameter("person", id)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> StatementRow.read(found, Person.class)));
    }

    /** @param after the last entry of the page before; 0 for the first page */
    static Uni<Standings> standings(Mutiny.StatelessSession session, Person person, Period period, long after) {
        return ofPerson(session, STANDINGS, person, period, after)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> StatementRow.read(row, Sum.class))
                        .toList())
                .map(sums -> new Standings(by(sums, Sum::opening), by(sums, Sum::here), by(sums, Sum::closing)));
    }

    /** At most so many lines after that entry, in order. */
    static Uni<List<StatementRow>> lines(
            Mutiny.StatelessSession session, Person person, Period period, long after, int most) {
        return ofPerson(session, LINES, person, period, after)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> StatementRow.read(row, StatementRow.class))
                        .toList());
    }

    private static Mutiny.SelectionQuery<String> ofPerson(
            Mutiny.StatelessSession session, String query, Person person, Period period, long after) {
        return session.createNativeQuery(query, String.class)
                .setParameter("held", Account.held(person.externalId()).name())
                .setParameter("payable", Account.payable(person.externalId()).name())
                .setParameter("program", person.programKey())
                .setParameter("from", period.from())
                .setParameter("to", period.to())
                .setParameter("after", after);
    }

    private static Map<String, Standing> by(List<Sum> sums, Function<Sum, Long> at) {
        var standings = new TreeMap<String, Standing>();
        for (var sum : sums) {
            var part = sum.held() ? new Standing(0, at.apply(sum)) : new Standing(at.apply(sum), 0);
            standings.merge(sum.currency(), part, Standing::plus);
        }
        return standings;
    }
}
