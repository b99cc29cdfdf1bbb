package io.grapevine.rewardissuing.statement.adapter;

import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.ledger.Period;
import io.grapevine.rewardissuing.statement.Running;
import io.grapevine.rewardissuing.statement.adapter.Statements.Person;
import io.grapevine.rewardissuing.statement.adapter.Statements.Standings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes a statement out page by page, each in a transaction of its own: what is booked never changes, so the pages fit together. */
@ApplicationScoped
class ExportStatement {

    // A few hundred kilobytes of text: what one export holds in memory.
    private static final int PAGE = 500;

    private final TenantTransactions transactions;

    ExportStatement(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** Where the export is, and what the person has there. */
    private static final class Progress {
        private final Running running;
        private long after;

        Progress(Standings standings) {
            this.running = new Running(standings.opening());
        }

        String write(List<StatementRow> rows) {
            if (!rows.isEmpty()) after = rows.getLast().entry();
            return StatementCsv.lines(rows, running);
        }
    }

    Multi<String> of(String tenantId, Person person, Period period) {
        return transactions
                .inTenant(tenantId, session -> Statements.standings(session, person, period, 0))
                .onItem()
                .transformToMulti(standings -> table(tenantId, person, period, standings));
    }

    private Multi<String> table(String tenantId, Person person, Period period, Standings standings) {
        var opening = StatementCsv.header()
                + StatementCsv.standings("opening", period.from().toString(), standings.opening());
        var closing = StatementCsv.standings("closing", period.to().toString(), standings.closing());
        var progress = new Progress(standings);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(opening),
                        Multi.createBy()
                                .repeating()
                                .uni(() -> page(tenantId, person, period, progress))
                                .until(String::isEmpty),
                        Multi.createFrom().item(closing).filter(text -> !text.isEmpty()));
    }

    private Uni<String> page(String tenantId, Person person, Period period, Progress progress) {
        return transactions
                .inTenant(tenantId, session -> Statements.lines(session, person, period, progress.after, PAGE))
                .map(progress::write);
    }
}
