package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.channel.ModelReport;
import io.grapevine.attribution.channel.ModelTotals;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads the journeys of a period page by page, each in a transaction of its own, and forgets them once they are counted: a report of a
 * million needs no more memory than one of a thousand, and holds no snapshot of the database while it counts.
 */
@ApplicationScoped
class CountJourneys {

    /** Some minutes of reading; whoever wants more asks for parts of the period. */
    static final int MOST_JOURNEYS = 1_000_000;
    /** Each keeps a connection and a core busy; the others belong to decisions. */
    static final int MOST_AT_ONCE = 2;

    // A page's facts and touches lie in memory together.
    private static final int PAGE = 500;
    private static final int RETRY_AFTER_SECONDS = 10;

    private final TenantTransactions transactions;
    private final AtomicInteger running = new AtomicInteger();

    CountJourneys(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    Uni<ModelReport> report(String tenantId, String programKey, ConversionDecided.Kind kind, Period period) {
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            return Uni.createFrom()
                    .failure(Problem.retryLater(
                            429,
                            "too_many_reports",
                            MOST_AT_ONCE + " reports are being counted on this instance.",
                            RETRY_AFTER_SECONDS));
        }
        var here = MutinyHelper.executor(Vertx.currentContext());
        return transactions
                .inTenant(tenantId, Definitions::programs)
                .map(programs -> find(programs, programKey))
                .chain(program -> new Run(tenantId, program, kind, period, here).count())
                .onTermination()
                .invoke(() -> running.decrementAndGet());
    }

    static Program find(List<Program> programs, String key) {
        return programs.stream()
                .filter(program -> program.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no program " + key + "."));
    }

    /** One report on its way: what was counted, and where to read on. */
    private final class Run {

        private final String tenantId;
        private final Program program;
        private final ConversionDecided.Kind kind;
        private final Period period;
        private final Executor here;
        private final ModelTotals totals;
        private Conversions.Place lastConversion;
        private UUID lastVisitor = LookupKeys.NO_VISITOR;

        Run(String tenantId, Program program, ConversionDecided.Kind kind, Period period, Executor here) {
            this.tenantId = tenantId;
            this.program = program;
            this.kind = kind;
            this.period = period;
            this.here = here;
            this.totals = new ModelTotals(latest(program).policy().rule());
            this.lastConversion = new Conversions.Place(period.from(), "");
        }

        Uni<ModelReport> count() {
            return repeated(() -> transactions.inTenant(tenantId, this::countConverted))
                    .chain(() -> repeated(() -> transactions.inTenant(tenantId, this::countLost)))
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(counted -> totals.report())
                    .emitOn(here);
        }

        /** Until a page is not full. */
        private Uni<Void> repeated(Supplier<Uni<? extends Integer>> page) {
            return Multi.createBy()
                    .repeating()
                    .uni(page)
                    .whilst(size -> size == PAGE)
                    .collect()
                    .last()
                    .replaceWithVoid();
        }

        private Uni<Integer> countConverted(Mutiny.StatelessSession session) {
            return Conversions.inPeriod(session, program.key(), kind, period.to(), lastConversion, PAGE)
                    .invoke(page -> {
                        if (!page.isEmpty()) lastConversion = Conversions.Place.of(page.getLast());
                    })
                    .chain(page -> new ConvertedJourneys(session, program)
                            .of(kind, page)
                            .chain(journeys -> counted(() -> totals.addConverted(journeys)))
                            .replaceWith(page.size()));
        }

        private Uni<Integer> countLost(Mutiny.StatelessSession session) {
            var lost = new LostJourneys(session, program, kind, period);
            return lost.visitors(lastVisitor, PAGE)
                    .invoke(page -> {
                        if (!page.isEmpty()) lastVisitor = page.getLast();
                    })
                    .chain(page -> lost.of(page)
                            .chain(journeys -> counted(() -> journeys.forEach(totals::addLost)))
                            .replaceWith(page.size()));
        }

        /** Away from the event loop, which has requests to answer. */
        private Uni<Void> counted(Runnable counting) {
            return Uni.createFrom()
                    .voidItem()
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .invoke(counting)
                    .invoke(this::requireBounded)
                    .emitOn(here);
        }

        private void requireBounded() {
            if (totals.size() > MOST_JOURNEYS)
                throw Problem.of(
                        422,
                        "period_too_long",
                        "The period has more than " + MOST_JOURNEYS + " journeys: ask for parts of it.");
        }
    }

    private static ProgramVersion latest(Program program) {
        return program.versions().stream()
                .max(Comparator.comparing(ProgramVersion::number))
                .orElseThrow();
    }
}
