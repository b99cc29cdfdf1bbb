package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.fraud.Neighbourhood;
import io.grapevine.attribution.identity.People;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.events.ConversionDecided;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Decides customers and orders of one program under its lock: binds first, then every order they reach. */
final class DecideProgram {

    private final Mutiny.StatelessSession session;
    private final String tenantId;
    private final Program program;
    private final Traces traces;
    private final Persons persons;
    private final Forests.Keeping keeping;
    private final Set<String> followers = new HashSet<>();

    DecideProgram(
            Mutiny.StatelessSession session, String tenantId, Program program, Traces traces, Forests.Keeping keeping) {
        this.session = session;
        this.tenantId = tenantId;
        this.program = program;
        this.traces = traces;
        this.persons = new Persons(session, program);
        this.keeping = keeping;
    }

    Program program() {
        return program;
    }

    /** Whose surroundings the binds that changed so far changed; nobody where surroundings are not looked at. */
    Set<String> followers() {
        return followers;
    }

    Uni<Settlement.Settled> settle(Set<String> customers) {
        if (customers.isEmpty())
            return Uni.createFrom().item(new Settlement.Settled(List.of(), new Forest(List.of()), Set.of()));
        return settle(Surroundings.NONE, customers);
    }

    /** Settles with what is loaded; where a changed bind reaches further people, loads those too and starts again. */
    private Uni<Settlement.Settled> settle(Surroundings loaded, Set<String> further) {
        return loaded.with(session, program, further, this::heard).chain(surroundings -> switch (surroundings.settle(
                program)) {
            case Settlement.NeedsSignUpsOf needs -> settle(surroundings, needs.customers());
            case Settlement.Settled settled ->
                showingUplineOf(settled.rebound())
                        .chain(showing -> surroundings.customers().containsAll(showing)
                                ? save(settled).replaceWith(withLate(settled, surroundings.evidence()))
                                : settle(surroundings, showing));
        });
    }

    /** Whose sign-ups state an upline that these people are part of, or that leads on from them. */
    private Uni<Set<String>> showingUplineOf(Set<String> rebound) {
        if (rebound.isEmpty() || program.deepestLevel() < 2)
            return Uni.createFrom().item(Set.of());
        return Forests.below(session, program.key(), rebound, program.deepestLevel() - 1)
                .map(below -> union(Set.of(), below))
                .chain(below -> program.sharesCredit()
                        ? Merges.showingCodesOf(session, union(rebound, below)).map(credited -> union(credited, below))
                        : Uni.createFrom().item(below));
    }

    /** Sign-ups that came too late are decided, too: they bind nobody. */
    private Settlement.Settled withLate(Settlement.Settled settled, Evidence evidence) {
        var nobody = new Resolution.Nobody(Reason.TOO_LATE, List.of());
        var decisions = new ArrayList<>(settled.decisions());
        for (var late : evidence.lateSignUpsIn(program)) decisions.add(new SignUpDecision(late, nobody));
        return new Settlement.Settled(decisions, settled.forest(), settled.rebound());
    }

    private Uni<Void> save(Settlement.Settled settled) {
        var bound = new ArrayList<Bind>();
        var unbound = new ArrayList<String>();
        for (var customer : settled.rebound())
            settled.forest().of(customer).ifPresentOrElse(bound::add, () -> unbound.add(customer));
        if (!program.looksForFraud() || settled.rebound().isEmpty())
            return keeping.save(session, tenantId, program.key(), bound, unbound);
        return follow(settled.rebound())
                .chain(() -> keeping.save(session, tenantId, program.key(), bound, unbound))
                .chain(() -> follow(settled.rebound()))
                .chain(() -> Forests.below(session, program.key(), settled.rebound(), Neighbourhood.FARTHEST))
                .chain(below -> Sightings.near(session, union(settled.rebound(), below), Sightings.OF_FEW))
                .invoke(followers::addAll)
                .replaceWithVoid();
    }

    private Uni<Void> follow(Set<String> rebound) {
        return Forests.arrivalsBehind(session, program.key(), rebound, Neighbourhoods.mostArrivals(program))
                .invoke(followers::addAll)
                .replaceWithVoid();
    }

    /**
     * The affected orders, those of everybody whose advocate or upline is another now, and those that showed a code of somebody
     * who was bound otherwise, or of anybody below: uplines and cycles change.
     */
    Uni<Set<String>> reached(Set<String> rebound, Affected affected) {
        return Forests.below(session, program.key(), rebound, program.deepestLevel() - 1)
                .chain(below -> persons.allIdsOf(union(rebound, below)))
                .chain(ids -> Affected.ordersOfPeople(session, ids))
                .map(orders -> union(affected.orders(), orders))
                .chain(orders -> Conversions.considering(session, program.key(), rebound)
                        .map(showing -> union(orders, showing)));
    }

    Uni<List<Statement>> decideOrders(Set<String> orderIds) {
        if (orderIds.isEmpty()) return Uni.createFrom().item(List.of());
        return load(orderIds)
                .chain(evidence -> words(ConversionDecided.Kind.PURCHASE, orderIds)
                        .chain(words -> decideOrders(orderIds, evidence, words)));
    }

    private Uni<List<Statement>> decideOrders(Set<String> orderIds, Evidence evidence, Map<String, Word> words) {
        var people = evidence.peopleInForest(named(words.values()));
        return Forests.above(session, program.key(), people)
                .chain(binds -> Forests.firstSignUps(session, program, people)
                        .map(signedUp -> new Deciding(evidence, words, new Forest(binds), signedUp).all(orderIds)));
    }

    static Set<String> named(Collection<Word> words) {
        return words.stream()
                .flatMap(word -> word.named().stream())
                .map(CodeOwner::externalId)
                .collect(toSet());
    }

    private Uni<Evidence> load(Set<String> orderIds) {
        // What somebody answers may have been said anywhere in their journey.
        var loaded = program.sharesCredit() || program.usages().contains(Usage.PENDING_CONSENT)
                ? new Loading(session, program).ofJourneys(orderIds)
                : new Loading(session, program).of(Set.of(), orderIds);
        return loaded.chain(this::completed);
    }

    /** With what its people did as customers, if that matters to the program. */
    private Uni<Evidence> completed(Evidence evidence) {
        return program.wantsNewCustomersOnly()
                ? traces.known(session, tenantId, program, evidence.customers(), evidence.emailHashes())
                        .map(evidence::knowing)
                : Uni.createFrom().item(evidence);
    }

    /** The same, with what staff said about its sign-ups. */
    private Uni<Evidence> heard(Evidence evidence) {
        return completed(evidence)
                .chain(complete -> words(ConversionDecided.Kind.SIGNUP, complete.signUpSubjects())
                        .map(complete::hearing));
    }

    /** What staff said last, of people by the ids that they go by. */
    private Uni<Map<String, Word>> words(ConversionDecided.Kind kind, Set<String> subjects) {
        return Words.latest(session, program.key(), kind, subjects)
                .chain(words -> persons.of(named(words.values())).map(people -> named(words, people)));
    }

    private static Map<String, Word> named(Map<String, Word> words, People people) {
        var named = new HashMap<String, Word>();
        words.forEach((subject, word) -> named.put(subject, word.naming(people::personOf)));
        return named;
    }

    /** Orders being decided, with all that was loaded for them. */
    private final class Deciding {

        private final Evidence evidence;
        private final Map<String, Word> words;
        private final Forest forest;
        private final Map<String, EventOrder> signedUp;

        Deciding(Evidence evidence, Map<String, Word> words, Forest forest, Map<String, EventOrder> signedUp) {
            this.evidence = evidence;
            this.words = words;
            this.forest = forest;
            this.signedUp = signedUp;
        }

        List<Statement> all(Set<String> orderIds) {
            return orderIds.stream()
                    .sorted()
                    .filter(orderId -> evidence.concerns(orderId, program.key()))
                    .flatMap(orderId -> evidence
                            .order(orderId)
                            .flatMap(this::decide)
                            .or(() -> evidence.lateOrder(orderId).flatMap(this::tooLate))
                            .stream())
                    .toList();
        }

        private Optional<Statement> decide(Order order) {
            var fact = order.fact();
            var first = fact.person() == null ? null : signedUp.get(fact.person());
            return program.inForce(fact.order().at(), Purchases.customerSince(fact, first))
                    .map(version ->
                            fact.programKey() != null && !fact.programKey().equals(program.key())
                                    ? Statement.ofAnothers(order, version)
                                    : stated(
                                            order,
                                            version,
                                            first,
                                            () -> Purchases.decide(fact, version, first, forest, evidence.codes())));
        }

        /** No report of the order came in time: it says so, and nobody is credited. */
        private Optional<Statement> tooLate(Order order) {
            return program.inForceAt(order.fact().order().at())
                    .map(version ->
                            stated(order, version, null, () -> new PurchaseOutcome.Uncredited(Reason.TOO_LATE, null)));
        }

        /** As staff said, or as the other facts decide. */
        private Statement stated(
                Order order, ProgramVersion version, @Nullable EventOrder first, Supplier<PurchaseOutcome> otherwise) {
            var word = words.get(order.fact().orderId());
            var advocate = word == null ? null : word.advocate();
            var outcome = advocate == null
                    ? otherwise.get()
                    : Purchases.decide(order.fact(), version, Objects.requireNonNull(word), advocate, forest);
            return Statement.of(order, outcome, version, first)
                    .on(word)
                    .restingOn(forest, version.terms().deepestLevel());
        }
    }

    List<Statement> ofSignUps(Settlement.Settled settled) {
        return settled.decisions().stream()
                .flatMap(decision -> statement(decision, settled.forest()).stream())
                .toList();
    }

    private Optional<Statement> statement(SignUpDecision decision, Forest forest) {
        var at = decision.signUp().order().at();
        return program.inForce(at, decision.first().at())
                .map(version -> switch (decision.resolution()) {
                    case Resolution.Brought brought -> statement(decision, version, brought, forest);
                    case Resolution.Nobody _ -> Statement.of(decision, version, List.of());
                })
                .map(statement -> statement.restingOn(forest, program.deepestLevel()));
    }

    // A sign-up's upline is what stood above its advocates when it happened.
    private Statement statement(
            SignUpDecision decision, ProgramVersion version, Resolution.Brought brought, Forest forest) {
        var at = decision.signUp().order().at();
        if (brought.division() != null)
            return Statement.ofShared(
                    decision, version, UplineShare.above(brought.shares(), at, program.deepestLevel(), forest));
        return Statement.of(
                decision, version, forest.standingAt(at, brought.advocate().externalId(), program.deepestLevel() - 1));
    }

    static Set<String> union(Set<String> one, Iterable<String> other) {
        var union = new HashSet<>(one);
        other.forEach(union::add);
        return union;
    }
}
