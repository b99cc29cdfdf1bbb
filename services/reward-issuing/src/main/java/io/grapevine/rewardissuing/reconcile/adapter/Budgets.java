package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.AlertRaised;
import io.grapevine.events.Budget.WhenExhausted;
import io.grapevine.events.Event;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.budget.Purse;
import io.grapevine.rewardissuing.budget.Purses;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Draws what is owed from the programs' budgets. Its locks are the last that a transaction takes, so they are held shortly. */
@ApplicationScoped
class Budgets {

    private static final String LOCK = "budgets";
    private static final String SOURCE = "reward-issuing";
    private static final String FIND = """
            select cast(to_jsonb(b) as text) from budgets b \
            join jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text) using (program_key)""";
    private static final String SAVE = """
            update budgets b set granted_minor = r.granted_minor \
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(program_key text, granted_minor bigint) \
            where b.program_key = r.program_key and b.tenant_id = (select current_setting('grapevine.tenant', true))""";

    private final Outbox outbox;

    Budgets(Outbox outbox) {
        this.outbox = outbox;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record Program(String programKey) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record BudgetRow(
            String programKey,
            @Nullable Long totalMinor,
            String currency,
            WhenExhausted whenExhausted,
            long grantedMinor) {

        Purse toPurse() {
            return new Purse(totalMinor, currency, whenExhausted, grantedMinor);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record GrantedRow(String programKey, long grantedMinor) {}

    /** Nobody else draws from or states the budgets of these programs until the transaction ends. */
    static Uni<Void> lock(Mutiny.StatelessSession session, String tenantId, Set<String> programs) {
        return IdentityLocks.take(session, tenantId, LOCK, programs);
    }

    /** @param programs those that have a budget, or had one */
    Uni<Owed> draw(
            Mutiny.StatelessSession session,
            String tenantId,
            Set<String> programs,
            Owed owed,
            Collection<Reward> rewards,
            Map<ProgramVersion, Terms> terms,
            Instant now) {
        if (programs.isEmpty()) return Uni.createFrom().item(owed);
        return lock(session, tenantId, programs)
                .chain(() -> find(session, programs))
                .chain(purses -> {
                    var drawn = Purses.draw(owed, before(rewards), purses, terms);
                    return Rows.write(session, SAVE, changed(purses, drawn.after()))
                            .chain(() -> outbox.add(session, alerts(tenantId, purses, drawn.after(), now)))
                            .replaceWith(drawn.owed());
                });
    }

    private static Uni<Map<String, Purse>> find(Mutiny.StatelessSession session, Set<String> programs) {
        return Rows.read(session, FIND, programs.stream().map(Program::new).toList(), String.class)
                .map(rows -> JsonRows.read(rows, BudgetRow.class).stream()
                        .collect(Collectors.toMap(BudgetRow::programKey, BudgetRow::toPurse)));
    }

    /** Ids of rewards are in the order in which they were first asked for. */
    private static List<Purses.Before> before(Collection<Reward> rewards) {
        return rewards.stream()
                .sorted(Comparator.comparing(Reward::id))
                .map(reward -> new Purses.Before(reward.line(), reward.verdict() == Verdict.REJECTED))
                .toList();
    }

    private static List<GrantedRow> changed(Map<String, Purse> before, Map<String, Purse> after) {
        return after.entrySet().stream()
                .filter(purse -> !purse.getValue().equals(before.get(purse.getKey())))
                .map(purse -> new GrantedRow(purse.getKey(), purse.getValue().grantedMinor()))
                .toList();
    }

    private static List<Event<?>> alerts(
            String tenantId, Map<String, Purse> before, Map<String, Purse> after, Instant now) {
        return after.entrySet().stream()
                .filter(purse -> purse.getValue().isExhausted() && !wasExhausted(before.get(purse.getKey())))
                .map(purse -> alert(tenantId, purse.getKey(), purse.getValue(), now))
                .collect(Collectors.toList());
    }

    private static boolean wasExhausted(@Nullable Purse purse) {
        return purse != null && purse.isExhausted();
    }

    private static Event<?> alert(String tenantId, String program, Purse purse, Instant now) {
        var id = Identifier.next("alr");
        var detail = "The budget of program " + program + " is spent: " + purse.grantedMinor() + " of "
                + purse.totalMinor() + " " + purse.currency() + " in minor units are promised. "
                + (purse.whenExhausted() == WhenExhausted.ALERT
                        ? "Rewards go on; raise the budget or stop the program."
                        : "Further rewards wait; raise the budget to grant them.");
        return Event.stated(tenantId, id, SOURCE, now, null, new AlertRaised(id, program, "budget_exhausted", detail));
    }
}
