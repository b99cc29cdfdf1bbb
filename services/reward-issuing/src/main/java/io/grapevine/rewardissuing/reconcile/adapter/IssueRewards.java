package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.Event;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.reconcile.Settlement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes over revisions, works out what is owed to the customers they touch, and brings their rewards to it.
 *
 * <p>Conversions are locked first, then people, each in sorted order: what a revision replaces is read under the first lock and
 * names the people of the second, so the second set is complete when it is taken.
 */
@ApplicationScoped
class IssueRewards {

    private static final String CONVERSIONS = "conversions";
    private static final String PEOPLE = "people";
    private static final Settlement.Chance CHANCE =
            new Settlement.Chance(() -> Identifier.next("rew"), CouponCodes::next);

    private final Books books;
    private final InstantSource clock;

    IssueRewards(Books books, InstantSource clock) {
        this.books = books;
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
                .chain(() -> settle(session, tenantId, news.customers(replaced), news));
    }

    /** What waited for its terms, once they are here. */
    Uni<Void> settleParked(Mutiny.StatelessSession session, String tenantId, List<DecisionRow> parked) {
        var customers = parked.stream().map(DecisionRow::customer).collect(Collectors.toSet());
        return IdentityLocks.take(session, tenantId, PEOPLE, Arrivals.peopleOf(parked))
                .chain(() -> settle(session, tenantId, customers, Arrivals.NONE));
    }

    private Uni<Void> settle(
            Mutiny.StatelessSession session, String tenantId, Collection<CustomerKey> customers, Arrivals news) {
        return Decisions.ofCustomers(session, customers)
                .chain(rows -> Decisions.terms(session, versions(rows))
                        .chain(terms -> settle(session, tenantId, rows, terms, news)));
    }

    private Uni<Void> settle(
            Mutiny.StatelessSession session,
            String tenantId,
            List<DecisionRow> rows,
            Map<ProgramVersion, Terms> terms,
            Arrivals news) {
        var changed = changed(rows, news);
        var rules = Owed.rulesAboutTheFirst(terms.values());
        var owed = Owed.of(rows.stream().map(DecisionRow::decision).toList(), terms);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Rewards.of(session, rows, changed, rules)
                .map(rewards -> Settlement.of(owed.narrowedTo(changed, rules), rewards, CHANCE, now))
                .chain(changes -> books.write(session, tenantId, changes, news.correlations()))
                .chain(() -> Decisions.markAwaiting(session, rows, owed.awaitingTerms()))
                .replaceWithVoid();
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
