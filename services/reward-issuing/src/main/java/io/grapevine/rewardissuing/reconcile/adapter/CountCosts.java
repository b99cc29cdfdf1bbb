package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.ledger.Account;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Verdict;
import io.grapevine.rewardissuing.simulation.Compared;
import io.grapevine.rewardissuing.simulation.Instead;
import io.grapevine.rewardissuing.simulation.Simulation;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Compares what is owed to a page of customers with what would be, and with what the books say, all as of one moment. */
final class CountCosts {

    private static final String PEOPLE = """
            select distinct d.person from decisions d where d.tenant_id = (select current_setting('grapevine.tenant', true)) \
            and d.program_key = :program and d.person > :after order by d.person limit :limit""";
    private static final String PEOPLE_ELSEWHERE = """
            select distinct r.program_key, r.person from replay_decisions r where r.replay_id = :replay \
            and r.program_key <> :program and (r.program_key, r.person) > (:key, :after) \
            order by r.program_key, r.person limit :limit""";
    private static final String RULED = """
            select cast(to_jsonb(w) as text) from rewards w where (w.verdict = 'rejected' or w.cut_by = 'budget_exhausted') \
            and w.tenant_id = (select current_setting('grapevine.tenant', true)) and w.conversion_id = any(:conversions)""";
    // What the program has really given away for these conversions, as the books say it.
    private static final String BOOKED = """
            select cast(jsonb_build_object('currency', e.currency, 'minor', sum(e.amount_minor)) as text) from rewards w \
            join transfers t on t.tenant_id = w.tenant_id and t.reward_id = w.reward_id \
            join ledger_entries e on e.tenant_id = t.tenant_id and e.transfer_id = t.transfer_id \
            where w.tenant_id = (select current_setting('grapevine.tenant', true)) and w.conversion_id = any(:conversions) \
            and e.account = :account group by e.currency""";
    private static final String REPLAYED = """
            select r.decision from jsonb_to_recordset(cast(:rows as jsonb)) as c(replay_id text, program_key text, person text) \
            cross join lateral (select cast(d.decision as text) as decision from replay_decisions d \
            where d.replay_id = c.replay_id and d.program_key = c.program_key and d.person = c.person offset 0) r""";

    private static final String ALL_TERMS = """
            select cast(to_jsonb(t) as text) from terms t where t.program_key = :program""";

    private CountCosts() {}

    /** What terms would have been promised in the place of others; refuses by an exception what cannot be reckoned. */
    interface Promise {
        Terms inPlaceOf(ProgramVersion version, Terms terms);
    }

    /**
     * What is to be compared.
     *
     * @param replayId whose decisions are taken for the real ones; empty = none
     */
    record Question(String programKey, Instant from, Instant to, String replayId, Promise promise) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Replayed(String replayId, String programKey, String person) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Booked(String currency, long minor) {}

    /**
     * A page's answer.
     *
     * @param conversions how many of them lie in the period
     * @param booked by currency, of those
     */
    record Page(List<Compared> rewards, long conversions, Map<String, Long> booked) {}

    /** The program's customers after one, then those of other programs about whom a replay found something. */
    static Uni<List<CustomerKey>> people(
            Mutiny.StatelessSession session, Question question, CustomerKey after, int limit) {
        if (!after.programKey().equals(question.programKey())) return elsewhere(session, question, after, limit);
        return session.createNativeQuery(PEOPLE, String.class)
                .setParameter("program", question.programKey())
                .setParameter("after", after.person())
                .setParameter("limit", limit)
                .getResultList()
                .map(people -> people.stream()
                        .map(person -> new CustomerKey(question.programKey(), person))
                        .toList())
                .chain(people -> people.isEmpty()
                        ? elsewhere(session, question, new CustomerKey("", ""), limit)
                        : Uni.createFrom().item(people));
    }

    private static Uni<List<CustomerKey>> elsewhere(
            Mutiny.StatelessSession session, Question question, CustomerKey after, int limit) {
        if (question.replayId().isEmpty()) return Uni.createFrom().item(List.of());
        return session.createNativeQuery(PEOPLE_ELSEWHERE, Object[].class)
                .setParameter("replay", question.replayId())
                .setParameter("program", question.programKey())
                .setParameter("key", after.programKey())
                .setParameter("after", after.person())
                .setParameter("limit", limit)
                .getResultList()
                .map(people -> people.stream()
                        .map(person -> new CustomerKey((String) person[0], (String) person[1]))
                        .toList());
    }

    /**
     * The program's rules with limits, real and instead. Of other programs that a replay touches only some customers are looked at, so
     * their limits are left out.
     */
    static Uni<CountedRules> counted(Mutiny.StatelessSession session, Question question) {
        return session.createNativeQuery(ALL_TERMS, String.class)
                .setParameter("program", question.programKey())
                .getResultList()
                .map(rows -> JsonRows.read(rows, TermsRow.class).stream()
                        .flatMap(row -> Stream.concat(Stream.of(row.terms()), instead(question, row)))
                        .flatMap(terms -> CountedRules.of(terms).stream())
                        .collect(Collectors.toSet()))
                .map(rules -> new CountedRules(Map.of(question.programKey(), rules)));
    }

    /** A version outside the period may not have fitting terms, and needs none. */
    private static Stream<Terms> instead(Question question, TermsRow row) {
        try {
            return Stream.of(question.promise().inPlaceOf(row.named(), row.terms()));
        } catch (Problem notReckonable) {
            return Stream.empty();
        }
    }

    static Uni<Page> of(
            Mutiny.StatelessSession session,
            Question question,
            Collection<CustomerKey> customers,
            Simulation simulation) {
        return Decisions.ofCustomers(session, customers)
                .chain(rows -> replayed(session, question, customers)
                        .chain(otherwise -> terms(session, rows, otherwise.values())
                                .chain(terms -> page(session, question, rows, terms, otherwise, simulation))));
    }

    private static Uni<Page> page(
            Mutiny.StatelessSession session,
            Question question,
            List<DecisionRow> rows,
            Map<ProgramVersion, Terms> terms,
            Map<String, ConversionDecided> otherwise,
            Simulation simulation) {
        var inside = rows.stream().filter(row -> covers(question, row)).toList();
        var instead = new Instead(
                question.programKey(), question.from(), question.to(), promised(question, inside, terms), otherwise);
        var decisions = rows.stream().map(DecisionRow::decision).toList();
        return rulings(session, ids(rows))
                .chain(rulings -> booked(session, question.programKey(), ids(inside))
                        .map(booked ->
                                new Page(simulation.add(decisions, terms, rulings, instead), inside.size(), booked)));
    }

    private static boolean covers(Question question, DecisionRow row) {
        var at = row.decision().occurredAt();
        return row.programKey().equals(question.programKey())
                && !at.isBefore(question.from())
                && at.isBefore(question.to());
    }

    private static Map<ProgramVersion, Terms> promised(
            Question question, List<DecisionRow> inside, Map<ProgramVersion, Terms> terms) {
        var promised = new HashMap<ProgramVersion, Terms>();
        for (var row : inside) {
            var own = terms.get(row.terms());
            if (own != null)
                promised.computeIfAbsent(
                        row.terms(), version -> question.promise().inPlaceOf(version, own));
        }
        return promised;
    }

    private static Uni<Map<ProgramVersion, Terms>> terms(
            Mutiny.StatelessSession session, List<DecisionRow> rows, Collection<ConversionDecided> otherwise) {
        var versions = Stream.concat(
                        rows.stream().map(DecisionRow::terms),
                        otherwise.stream().map(ProgramVersion::of))
                .collect(Collectors.toSet());
        return Decisions.terms(session, versions);
    }

    private static Uni<Map<String, ConversionDecided>> replayed(
            Mutiny.StatelessSession session, Question question, Collection<CustomerKey> customers) {
        if (question.replayId().isEmpty()) return Uni.createFrom().item(Map.of());
        var rows = customers.stream()
                .map(customer -> new Replayed(question.replayId(), customer.programKey(), customer.person()))
                .toList();
        return Rows.read(session, REPLAYED, rows, String.class)
                .map(found -> JsonRows.read(found, ConversionDecided.class).stream()
                        .collect(Collectors.toMap(ConversionDecided::conversionId, decision -> decision)));
    }

    private static Uni<Simulation.Rulings> rulings(Mutiny.StatelessSession session, String[] conversions) {
        return session.createNativeQuery(RULED, String.class)
                .setParameter("conversions", conversions)
                .getResultList()
                .map(rows -> JsonRows.read(rows, RewardRow.class).stream()
                        .map(RewardRow::toReward)
                        .toList())
                .map(CountCosts::rulings);
    }

    private static Simulation.Rulings rulings(List<Reward> rewards) {
        var rejected = new HashSet<RewardKey>();
        var cuts = new HashMap<RewardKey, Long>();
        for (var reward : rewards) {
            var line = reward.line();
            if (reward.verdict() == Verdict.REJECTED) rejected.add(line.key());
            else if (line.amount() != null) cuts.put(line.key(), line.amount().minor());
        }
        return new Simulation.Rulings(rejected, cuts);
    }

    private static Uni<Map<String, Long>> booked(
            Mutiny.StatelessSession session, String program, String[] conversions) {
        return session.createNativeQuery(BOOKED, String.class)
                .setParameter("conversions", conversions)
                .setParameter("account", Account.expense(program).name())
                .getResultList()
                .map(rows -> JsonRows.read(rows, Booked.class).stream()
                        .collect(Collectors.toMap(Booked::currency, Booked::minor)));
    }

    private static String[] ids(List<DecisionRow> rows) {
        return rows.stream().map(DecisionRow::conversionId).toArray(String[]::new);
    }
}
