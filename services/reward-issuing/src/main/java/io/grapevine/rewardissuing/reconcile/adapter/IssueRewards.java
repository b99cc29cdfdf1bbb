package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.Event;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Settlement;
import io.grapevine.rewardissuing.reconcile.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes over revisions, works out what is owed to the customers they touch, and brings their rewards to it.
 *
 * <p>Conversions are locked first, then people, each in sorted order: what a revision replaces is read under the first lock and
 * names the people of the second, so the second set is complete when it is taken. Budgets come last.
 */
@ApplicationScoped
class IssueRewards {

    private static final String CONVERSIONS = "conversions";
    /** The space of people's locks: whoever takes something from a person or pays it holds the person. */
    static final String PEOPLE = "people";

    private static final Settlement.Chance CHANCE =
            new Settlement.Chance(() -> Identifier.next("rew"), CouponCodes::next);

    private final Books books;
    private final Budgets budgets;
    private final InstantSource clock;

    IssueRewards(Books books, Budgets budgets, InstantSource clock) {
        this.books = books;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** A revision that is not above the one already here has no effect. */
    Uni<Void> handle(Mutiny.StatelessSession session, String tenantId, List<Event<?>> events) {
        var arrivals = Arrivals.of(tenantId, events);
        var conversions = arrivals.conversionIds();
        return IdentityLocks.take(session, tenantId, CONVERSIONS, conversions)
                .chain(() -> Decisions.find(session, conversions))
                .chain(known -> takeOver(session, tenantId, arrivals.above(known), known));
    }

    private Uni<Void> takeOver(
            Mutiny.StatelessSession session, String tenantId, Arrivals news, List<DecisionRow> replaced) {
        if (news.isEmpty()) return Uni.createFrom().voidItem();
        return IdentityLocks.take(session, tenantId, PEOPLE, news.people(replaced))
                .chain(() -> Decisions.save(session, news.rows()))
                .chain(() -> settle(session, tenantId, news.customers(replaced), news.rows(), news));
    }

    /** What waited for its terms, once they are here. */
    Uni<Void> settleParked(Mutiny.StatelessSession session, String tenantId, List<DecisionRow> parked) {
        var customers = parked.stream().map(DecisionRow::customer).collect(Collectors.toSet());
        return IdentityLocks.take(session, tenantId, PEOPLE, Arrivals.peopleOf(parked))
                .chain(() -> settle(session, tenantId, customers, parked, Arrivals.NONE));
    }

    /** What a person refused for good takes no place under a cap and nothing of a budget: others are looked at again. */
    static Uni<Void> rejected(Mutiny.StatelessSession session, List<Changed> changes) {
        var rejected = changes.stream()
                .map(Changed::reward)
                .filter(reward -> reward.verdict() == Verdict.REJECTED)
                .map(reward -> reward.line().key())
                .toList();
        if (rejected.isEmpty()) return Uni.createFrom().voidItem();
        return Claims.reject(session, rejected)
                .chain(() -> Decisions.lookAgain(
                        session, rejected.stream().map(RewardKey::conversionId).toList()))
                .replaceWithVoid();
    }

    private Uni<Void> settle(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<CustomerKey> customers,
            List<DecisionRow> touched,
            Arrivals news) {
        return concerned(session, customers, touched)
                .chain(rows -> Decisions.promised(session, versions(rows))
                        .chain(promised -> settle(session, tenantId, rows, promised, news)));
    }

    /**
     * What has to be read to decide about the touched conversions: all of their customers' where a program's rules look beyond one,
     * else nothing but themselves. Rules that are known later find what they change by looking at it again.
     */
    private static Uni<List<DecisionRow>> concerned(
            Mutiny.StatelessSession session, Collection<CustomerKey> customers, List<DecisionRow> touched) {
        var programs = customers.stream().map(CustomerKey::programKey).collect(Collectors.toSet());
        return Decisions.beyondOneOrder(session, programs)
                .chain(beyond -> Decisions.ofCustomers(
                                session,
                                customers.stream()
                                        .filter(customer -> beyond.contains(customer.programKey()))
                                        .toList())
                        .map(histories -> Stream.concat(
                                        histories.stream(),
                                        touched.stream().filter(row -> !beyond.contains(row.programKey())))
                                .sorted(Comparator.comparing(DecisionRow::conversionId))
                                .toList()));
    }

    private Uni<Void> settle(
            Mutiny.StatelessSession session,
            String tenantId,
            List<DecisionRow> rows,
            Promised promised,
            Arrivals news) {
        var changed = changed(rows, news);
        var rules = Owed.rulesBeyondOneOrder(promised.terms().values());
        var owed = Owed.of(rows.stream().map(DecisionRow::decision).toList(), promised.terms(), promised.counted());
        var scope = Rewards.scope(rows, changed, rules);
        return lockClaimants(session, tenantId, rows, promised)
                .chain(() -> new CountClaims(
                                tenantId, owed.narrowedTo(changed, rules), promised.terms(), promised.counted())
                        .in(session, scope))
                .chain(counted -> Rewards.of(session, scope, counted.counted())
                        .chain(rewards -> settle(session, tenantId, counted.owed(), rewards, promised, news)))
                .chain(() -> Decisions.markAwaiting(session, rows, owed.awaitingTerms()))
                .replaceWithVoid();
    }

    private Uni<Void> settle(
            Mutiny.StatelessSession session,
            String tenantId,
            Owed owed,
            List<Reward> rewards,
            Promised promised,
            Arrivals news) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return budgets.draw(session, tenantId, promised.budgeted(), owed, rewards, promised.terms(), now)
                .map(granted -> Settlement.of(granted, rewards, CHANCE, now))
                .chain(changes -> books.write(session, tenantId, changes, news.correlations()));
    }

    /**
     * Whose claims are counted is named by all orders of the customers. Two transactions that wait for each other's people here are told
     * apart by the database, and one of them starts again.
     */
    private static Uni<Void> lockClaimants(
            Mutiny.StatelessSession session, String tenantId, List<DecisionRow> rows, Promised promised) {
        return promised.counted().isEmpty()
                ? Uni.createFrom().voidItem()
                : IdentityLocks.take(session, tenantId, PEOPLE, Arrivals.peopleOf(rows));
    }

    /** Conversions about which something new can be said: a new revision, or terms at last. */
    private static Set<String> changed(List<DecisionRow> rows, Arrivals news) {
        return Stream.concat(
                        news.conversionIds().stream(),
                        rows.stream().filter(DecisionRow::awaitingTerms).map(DecisionRow::conversionId))
                .collect(Collectors.toSet());
    }

    private static Collection<ProgramVersion> versions(List<DecisionRow> rows) {
        return rows.stream().map(DecisionRow::terms).collect(Collectors.toSet());
    }
}
