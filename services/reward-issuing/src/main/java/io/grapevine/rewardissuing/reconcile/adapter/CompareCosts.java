package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.TenantTransactions;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.reconcile.adapter.CountCosts.Page;
import io.grapevine.rewardissuing.reconcile.adapter.CountCosts.Question;
import io.grapevine.rewardissuing.simulation.Compared;
import io.grapevine.rewardissuing.simulation.Costs;
import io.grapevine.rewardissuing.simulation.Simulation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Goes over a program's customers page by page, each page a snapshot of its own, and forgets them once they are counted: what a million
 * conversions would have cost needs no more memory than what a thousand would.
 */
@ApplicationScoped
class CompareCosts {

    /** Some minutes of reading; whoever wants more asks for parts of the period. */
    static final int MOST_CONVERSIONS = 1_000_000;
    /** Each keeps a connection and a core busy; the others belong to rewards. */
    static final int MOST_AT_ONCE = 2;

    // A page's histories lie in memory together.
    private static final int PAGE = 200;
    // A page of differences may have to pass many customers for whom nothing differs; then it is short, and says where
    // to go on.
    private static final int MOST_PAGES_PASSED = 50;
    private static final int RETRY_AFTER_SECONDS = 10;

    private final TenantTransactions transactions;
    private final AtomicInteger running = new AtomicInteger();

    CompareCosts(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** All of it. */
    record Report(Costs costs, long conversions, Map<String, Long> booked) {}

    /**
     * Some rewards that would be others.
     *
     * @param after the last customer looked at
     * @param ended whether there is nobody after
     */
    record Differences(List<Compared> rewards, CustomerKey after, boolean ended) {}

    Uni<Report> all(String tenantId, Question question) {
        return once(() -> simulation(tenantId, question).chain(simulation -> {
            var counting = new Counting();
            return pages(tenantId, question, start(question), simulation, counting)
                    .map(ended -> new Report(
                            counting.costs.plus(simulation.counted()), counting.conversions, counting.booked));
        }));
    }

    /** Differences of customers after one, until there are so many. */
    Uni<Differences> after(String tenantId, Question question, CustomerKey after, int enough) {
        var found = new Finding(after, enough);
        return once(() -> simulation(tenantId, question)
                .chain(simulation -> pages(tenantId, question, after, simulation, found))
                .chain(last -> found.pageWasLast
                        ? limits(tenantId, question)
                        : Uni.createFrom().item(List.<Compared>of()))
                .map(more -> {
                    found.rewards.addAll(more);
                    return new Differences(found.rewards, found.last, found.pageWasLast);
                }));
    }

    private Uni<Simulation> simulation(String tenantId, Question question) {
        return transactions
                .inSnapshot(tenantId, session -> CountCosts.counted(session, question))
                .map(Simulation::new);
    }

    /** The last page has what can only be said of all customers together. */
    private Uni<List<Compared>> limits(String tenantId, Question question) {
        return simulation(tenantId, question)
                .chain(simulation -> simulation.countsNothing()
                        ? Uni.createFrom().item(List.<Compared>of())
                        : pages(tenantId, question, start(question), simulation, new Counting())
                                .map(ended -> simulation.counted().stream()
                                        .filter(Compared::differs)
                                        .toList()));
    }

    static CustomerKey start(Question question) {
        return new CustomerKey(question.programKey(), "");
    }

    private <T> Uni<T> once(Supplier<Uni<T>> work) {
        if (running.incrementAndGet() > MOST_AT_ONCE) {
            running.decrementAndGet();
            return Uni.createFrom()
                    .failure(Problem.retryLater(
                            429,
                            "too_many_simulations",
                            MOST_AT_ONCE + " are being reckoned on this instance.",
                            RETRY_AFTER_SECONDS));
        }
        return work.get().onTermination().invoke(() -> running.decrementAndGet());
    }

    private interface Taking {
        /** Whether to go on. */
        boolean take(List<CustomerKey> people, Page page);

        void end();
    }

    /** The program's own customers first, then those of other programs that a replay touched. */
    private Uni<CustomerKey> pages(
            String tenantId, Question question, CustomerKey after, Simulation simulation, Taking taking) {
        var place = new CustomerKey[] {after};
        return Multi.createBy()
                .repeating()
                .uni(() -> transactions.inSnapshot(
                        tenantId,
                        session -> CountCosts.people(session, question, place[0], PAGE)
                                .chain(people -> CountCosts.of(session, question, people, simulation)
                                        .map(page -> {
                                            if (people.isEmpty()) {
                                                taking.end();
                                                return false;
                                            }
                                            place[0] = people.getLast();
                                            return taking.take(people, page);
                                        }))))
                .whilst(more -> more)
                .collect()
                .last()
                .map(done -> place[0]);
    }

    private static final class Counting implements Taking {

        private Costs costs = Costs.NOTHING;
        private long conversions;
        private final Map<String, Long> booked = new HashMap<>();

        @Override
        public boolean take(List<CustomerKey> people, Page page) {
            costs = costs.plus(page.rewards());
            conversions += page.conversions();
            page.booked().forEach((currency, minor) -> booked.merge(currency, minor, Math::addExact));
            if (conversions > MOST_CONVERSIONS)
                throw Problem.of(
                        422,
                        "period_too_long",
                        "The period has more than " + MOST_CONVERSIONS + " conversions: ask for parts of it.");
            return true;
        }

        @Override
        public void end() {
            // what was counted is all there is
        }
    }

    private static final class Finding implements Taking {

        private final int enough;
        private final List<Compared> rewards = new ArrayList<>();
        private CustomerKey last;
        private boolean pageWasLast;
        private int pages;

        Finding(CustomerKey after, int enough) {
            this.last = after;
            this.enough = enough;
        }

        @Override
        public boolean take(List<CustomerKey> people, Page page) {
            page.rewards().stream().filter(Compared::differs).forEach(rewards::add);
            last = people.getLast();
            return rewards.size() < enough && ++pages < MOST_PAGES_PASSED;
        }

        @Override
        public void end() {
            pageWasLast = true;
        }
    }
}
