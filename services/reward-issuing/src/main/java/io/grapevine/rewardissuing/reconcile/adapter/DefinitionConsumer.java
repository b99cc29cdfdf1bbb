package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.consume.BatchConsumer;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.Budget;
import io.grapevine.events.Event;
import io.grapevine.events.ParticipantPublished;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.ReplayCompleted;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes over what programs promise and which participant is which person; decisions that waited for it are found by {@link DecideParked}. */
@ApplicationScoped
class DefinitionConsumer {

    // A version never changes: a second delivery finds it there.
    private static final String SAVE_TERMS = """
            insert into terms select * from jsonb_populate_recordset(cast(null as terms), cast(:rows as jsonb)) \
            order by program_key, version, restated_by on conflict do nothing""";
    private static final String SAVE_COUNTED = """
            insert into counted_rules \
            select * from jsonb_populate_recordset(cast(null as counted_rules), cast(:rows as jsonb)) \
            order by program_key, rule_id on conflict do nothing returning program_key""";
    // What was decided before a rule was counted is decided again, so that it counts.
    private static final String COUNT_AGAIN = """
            update decisions d set awaiting_terms = true \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text) \
            where d.program_key = r.program_key and d.tenant_id = (select current_setting('grapevine.tenant', true))""";
    // The first budget of a program starts with all that was promised before it; a later version's is another total.
    private static final String SAVE_BUDGETS = """
            insert into budgets as b select r.tenant_id, r.program_key, r.version, r.total_minor, r.currency, r.when_exhausted, \
            coalesce((select sum(w.amount_minor) from rewards w where w.tenant_id = r.tenant_id \
            and w.program_key = r.program_key and w.currency = r.currency and w.standing in ('due', 'frozen', 'review')), 0) \
            from jsonb_populate_recordset(cast(null as budgets), cast(:rows as jsonb)) r order by r.program_key \
            on conflict (tenant_id, program_key) do update set version = excluded.version, \
            total_minor = excluded.total_minor, currency = excluded.currency, when_exhausted = excluded.when_exhausted, \
            granted_minor = case when b.currency = excluded.currency then b.granted_minor else excluded.granted_minor end \
            where b.version < excluded.version""";
    private static final String END_BUDGETS = """
            update budgets b set version = r.version, total_minor = null \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text, version integer) \
            where b.program_key = r.program_key and b.version < r.version \
            and b.tenant_id = (select current_setting('grapevine.tenant', true))""";
    private static final String SAVE_PARTICIPANTS = """
            insert into participants \
            select * from jsonb_populate_recordset(cast(null as participants), cast(:rows as jsonb)) \
            order by participant_id on conflict (tenant_id, participant_id) do update \
            set program_key = excluded.program_key, external_id = excluded.external_id""";

    @JsonNaming(SnakeCaseStrategy.class)
    private record ParticipantRow(String tenantId, String participantId, String programKey, String externalId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record CountedRow(String tenantId, String programKey, String ruleId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record ProgramRow(String programKey, int version) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record BudgetRow(
            String tenantId,
            String programKey,
            int version,
            long totalMinor,
            String currency,
            Budget.WhenExhausted whenExhausted,
            long grantedMinor) {

        static BudgetRow of(String tenantId, ProgramPublished program, Budget budget) {
            return new BudgetRow(
                    tenantId,
                    program.programKey(),
                    program.version(),
                    budget.total().amount(),
                    budget.total().currency(),
                    budget.whenExhausted(),
                    0);
        }
    }

    private final BatchConsumer consumer;

    DefinitionConsumer(BatchConsumer consumer) {
        this.consumer = consumer;
    }

    @Incoming("definitions")
    Uni<Void> on(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(batch, DefinitionConsumer::save);
    }

    /** What replays tried in the place of versions' own terms. */
    static Uni<Integer> saveTerms(Mutiny.StatelessSession session, String tenantId, List<ReplayCompleted> replays) {
        return saveTerms(
                session,
                replays.stream()
                        .flatMap(replay -> replay.terms().stream()
                                .map(restated -> TermsRow.of(
                                        tenantId,
                                        new ProgramVersion(replay.programKey(), restated.version(), replay.replayId()),
                                        restated.terms())))
                        .toList());
    }

    private static Uni<Integer> saveTerms(Mutiny.StatelessSession session, List<TermsRow> terms) {
        var counted = terms.stream()
                .flatMap(row -> CountedRules.of(row.terms()).stream()
                        .map(rule -> new CountedRow(row.tenantId(), row.programKey(), rule)))
                .distinct()
                .toList();
        return Rows.write(session, SAVE_TERMS, terms)
                .chain(() -> Rows.read(session, SAVE_COUNTED, counted, String.class))
                .chain(programs -> Rows.write(
                        session,
                        COUNT_AGAIN,
                        programs.stream()
                                .distinct()
                                .map(program -> new ProgramRow(program, 0))
                                .toList()));
    }

    /** Only the latest version's budget holds; one that states none has none. */
    private static Uni<Integer> saveBudgets(
            Mutiny.StatelessSession session, String tenantId, Collection<ProgramPublished> latest) {
        var stated = latest.stream()
                .flatMap(program -> Stream.ofNullable(program.terms().budget())
                        .map(budget -> BudgetRow.of(tenantId, program, budget)))
                .toList();
        var ended = latest.stream()
                .filter(program -> program.terms().budget() == null)
                .map(program -> new ProgramRow(program.programKey(), program.version()))
                .toList();
        var programs = stated.stream().map(BudgetRow::programKey).collect(Collectors.toSet());
        return Budgets.lock(session, tenantId, programs)
                .chain(() -> Rows.write(session, SAVE_BUDGETS, stated))
                .chain(() -> Rows.write(session, END_BUDGETS, ended));
    }

    private static Uni<Void> save(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var terms = new ArrayList<TermsRow>();
        var latest = new LinkedHashMap<String, ProgramPublished>();
        var participants = new LinkedHashMap<String, ParticipantRow>();
        for (var event : events) {
            if (event.data() instanceof ProgramPublished program) {
                terms.add(TermsRow.of(
                        tenantId, new ProgramVersion(program.programKey(), program.version(), ""), program.terms()));
                latest.merge(
                        program.programKey(), program, (one, other) -> one.version() >= other.version() ? one : other);
            }
            if (event.data() instanceof ParticipantPublished person)
                participants.put(
                        person.participantId(),
                        new ParticipantRow(tenantId, person.participantId(), person.programKey(), person.externalId()));
        }
        return saveTerms(session, terms)
                .chain(() -> saveBudgets(session, tenantId, latest.values()))
                .chain(() -> Rows.write(session, SAVE_PARTICIPANTS, participants.values()))
                .replaceWithVoid();
    }
}
