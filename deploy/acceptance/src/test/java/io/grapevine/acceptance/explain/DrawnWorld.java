package io.grapevine.acceptance.explain;

import io.grapevine.attribution.acquaintance.Acquaintance;
import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.Binding;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.conversion.Contests;
import io.grapevine.attribution.conversion.Screened;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.fraud.Judgement;
import io.grapevine.attribution.fraud.Signal;
import io.grapevine.attribution.identity.Consented;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Basket;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.events.Consent;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.Screening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A few people, what happened to them and one or two programs, all drawn from a seed, and decided by attribution's pure core. */
final class DrawnWorld {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final List<String> PEOPLE = List.of("ann", "bob", "cat", "dave", "eve");
    // Beyond the basic plane, where Java's order of strings is not that of code points.
    private static final List<String> IDS = List.of("t1", "t2", "t3", "t\uFF5E", "t\uD83D\uDE00", "t4");
    private static final List<String> CHANNELS = List.of("direct", "email", "referral");

    private final Random random;
    private final List<Program> programs;
    private final Map<String, List<Touchpoint>> touches = new HashMap<>();
    private final Map<String, List<Trace>> traces = new HashMap<>();
    private final Map<String, List<EventOrder>> signUps = new HashMap<>();

    private DrawnWorld(long seed) {
        // Neighbouring seeds would begin alike.
        random = new Random(new SplittableRandom(seed).nextLong());
        var terms = new DrawnTerms(random, NOON);
        programs = random.nextBoolean()
                ? List.of(terms.program("friends"))
                : List.of(terms.program("friends"), terms.program("partners"));
        for (var person : PEOPLE) {
            touches.put(person, touchesOf());
            traces.put(person, random.nextInt(4) == 0 ? List.of(trace()) : List.of());
            signUps.put(person, signUpsOf(person));
        }
    }

    private static final FraudTerms LOOKING = new FraudTerms(
            FraudTerms.USUAL_REVIEW,
            100,
            List.of(),
            FraudTerms.Pace.USUAL,
            List.of(),
            List.of(),
            Duration.ofDays(1),
            FraudTerms.AfterTerm.REFUSE);

    /** Every decision there is in the world of a seed. */
    static List<ConversionDecided> decisions(long seed) {
        return new DrawnWorld(seed).decide();
    }

    private List<ConversionDecided> decide() {
        var facts = new ArrayList<PurchaseFact>();
        for (var i = random.nextInt(4); i >= 0; i--) facts.add(purchase("o" + i));
        var late = new HashMap<String, Duration>();
        signUps.values().forEach(all -> all.forEach(signUp -> late.put(signUp.eventId(), lateness())));
        var statements = new ArrayList<Statement>();
        for (var program : programs) statements.addAll(new InOneProgram(program, late).decide(facts));
        return Contests.settle(statements).stream()
                .map(this::screened)
                .map(statement -> statement.numbered("cnv_1", 1))
                .toList();
    }

    /** By signals drawn instead of found: what comes of them is to be reached again. */
    private Statement screened(Statement statement) {
        if (!Screened.isToBe(statement.decided()) || random.nextInt(3) > 0) return statement;
        var inherits = Screened.restsOnSignUp(statement.decided());
        var signals = Arrays.stream(FraudSignal.values())
                .filter(code -> random.nextInt(4) == 0)
                .map(code -> new Signal(code, inherits && random.nextBoolean(), Map.of()))
                .toList();
        var terms = random.nextInt(3) == 0 ? FraudTerms.SELF_REFERRAL_ONLY : LOOKING;
        return Judgement.of(signals, terms, inherits ? word() : null, word())
                .map(statement::screened)
                .orElse(statement);
    }

    private Screening.@Nullable Word word() {
        var all = Screening.Word.Said.values();
        return random.nextInt(3) > 0
                ? null
                : new Screening.Word(all[random.nextInt(all.length)], NOON, "gv_sk_ab", "Seen.");
    }

    /** What {@code DecideProgram} does with loaded facts, without its database. */
    private final class InOneProgram {
        private final Program program;
        private final CodeBook codes;
        private final List<SignUp> known = new ArrayList<>();
        private final List<SignUp> tooLate = new ArrayList<>();

        InOneProgram(Program program, Map<String, Duration> late) {
            this.program = program;
            this.codes = codes(program.key());
            signUps.forEach((person, all) -> all.forEach(order -> signUp(person, order, late)
                    .ifPresent(
                            signUp -> (program.accepts(order.at(), signUp.lateBy()) ? known : tooLate).add(signUp))));
        }

        private Optional<SignUp> signUp(String person, EventOrder order, Map<String, Duration> late) {
            return program.inForceAt(order.at())
                    .map(version -> new SignUp(
                            person,
                            order,
                            "api",
                            version.policy(),
                            evidence(person, order),
                            version.terms().eligibility().wantsNewCustomersOnly()
                                    ? Acquaintance.before(traces.getOrDefault(person, List.of()), order)
                                            .orElse(null)
                                    : null,
                            late.get(order.eventId()),
                            null,
                            Standing.of(person, person).having(consented()),
                            null));
        }

        List<Statement> decide(List<PurchaseFact> facts) {
            var settled = (Settlement.Settled)
                    Binding.settle(new Binding.Loaded(Set.copyOf(PEOPLE), known, List.of(), Map.of(), codes, Set.of()));
            var decisions = new ArrayList<>(settled.decisions());
            var nobody = new Resolution.Nobody(Reason.TOO_LATE, List.of());
            for (var late : tooLate) decisions.add(new SignUpDecision(late, nobody));
            var statements = new ArrayList<Statement>();
            for (var decision : decisions) ofSignUp(decision, settled.forest()).ifPresent(statements::add);
            for (var fact : facts) ofOrder(fact, settled.forest()).ifPresent(statements::add);
            return statements;
        }

        private Optional<Statement> ofSignUp(SignUpDecision decision, Forest forest) {
            var at = decision.signUp().order().at();
            return program.inForce(at, decision.first().at())
                    .map(version -> switch (decision.resolution()) {
                        case Resolution.Brought brought -> ofSignUp(decision, version, brought, forest);
                        case Resolution.Nobody _ -> Statement.of(decision, version, List.of());
                    })
                    .map(statement -> statement.restingOn(forest, program.deepestLevel()));
        }

        private Statement ofSignUp(
                SignUpDecision decision, ProgramVersion version, Resolution.Brought brought, Forest forest) {
            var at = decision.signUp().order().at();
            var levels = program.deepestLevel();
            return brought.division() == null
                    ? Statement.of(
                            decision,
                            version,
                            forest.standingAt(at, brought.advocate().externalId(), levels - 1))
                    : Statement.ofShared(decision, version, UplineShare.above(brought.shares(), at, levels, forest));
        }

        private Optional<Statement> ofOrder(PurchaseFact fact, Forest forest) {
            var refunded = Math.min(fact.amountMinor(), random.nextInt(3) == 0 ? random.nextInt(1_500) : 0);
            var order = new Order(fact, refunded, null);
            if (!program.accepts(fact.order().at(), fact.lateBy()))
                return program.inForceAt(fact.order().at())
                        .map(version -> Statement.of(
                                order, new PurchaseOutcome.Uncredited(Reason.TOO_LATE, null), version, null));
            var first = firstSignUp(fact.person());
            return program.inForce(fact.order().at(), Purchases.customerSince(fact, first))
                    .map(version -> fact.programKey() != null
                                    && !fact.programKey().equals(program.key())
                            ? Statement.ofAnothers(order, version)
                            : Statement.of(order, Purchases.decide(fact, version, first, forest, codes), version, first)
                                    .restingOn(forest, version.terms().deepestLevel()));
        }

        private @Nullable EventOrder firstSignUp(@Nullable String person) {
            return known.stream()
                    .filter(signUp -> signUp.customer().equals(person))
                    .map(SignUp::order)
                    .min(EventOrder::compareTo)
                    .orElse(null);
        }
    }

    private PurchaseFact purchase(String orderId) {
        var person = random.nextInt(9) == 0 ? null : anybody();
        var order = new EventOrder(someTime(), "p-" + orderId);
        var shown = person == null ? touchesOf() : touches.getOrDefault(person, List.of());
        var evidence = new ArrayList<>(shown);
        for (var i = random.nextInt(3); i > 0; i--)
            evidence.add(Touchpoint.code(order.eventId(), someCode(), order.at()));
        return new PurchaseFact(
                orderId,
                order,
                "api",
                person,
                "visitor",
                random.nextInt(20) == 0 ? Long.MAX_VALUE - 1 : random.nextInt(3_000),
                random.nextInt(9) == 0 ? "USD" : "EUR",
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "DE" : "FR",
                random.nextInt(12) == 0 ? "partners" : null,
                evidence,
                touchesOf(),
                person == null ? List.of() : traces.getOrDefault(person, List.of()),
                lateness(),
                Standing.of(person, person).having(consented()),
                Basket.NONE);
    }

    private Consented consented() {
        var event = new EventOrder(NOON, "m");
        var answer = new Consented.Answer(random.nextBoolean(), new EventOrder(someTime(), "n"));
        return Consented.of(consent(), event, List.of(answer));
    }

    /** Most are never asked. */
    private @Nullable Consent consent() {
        return random.nextInt(8) > 0 ? null : Consent.values()[random.nextInt(Consent.values().length)];
    }

    private List<Touchpoint> evidence(String person, EventOrder signUp) {
        var evidence = new ArrayList<>(touches.getOrDefault(person, List.of()));
        if (random.nextInt(3) > 0) evidence.add(Touchpoint.code(signUp.eventId(), someCode(), signUp.at()));
        return evidence;
    }

    private List<EventOrder> signUpsOf(String person) {
        var all = new ArrayList<EventOrder>();
        if (random.nextInt(5) == 0) return all;
        var first = someTime();
        all.add(new EventOrder(first, "s-" + person));
        // A second one, which may fall on the same millisecond.
        if (random.nextInt(4) == 0)
            all.add(new EventOrder(
                    random.nextBoolean() ? first : someTime(), (random.nextBoolean() ? "r-" : "z-") + person));
        return all;
    }

    private List<Touchpoint> touchesOf() {
        var drawn = new ArrayList<Touchpoint>();
        for (var i = random.nextInt(5); i > 0; i--)
            drawn.add(new Touchpoint(
                    IDS.get(random.nextInt(IDS.size())),
                    EvidenceClass.values()[random.nextInt(EvidenceClass.values().length)],
                    someCode(),
                    someTime().minus(Duration.ofHours(random.nextInt(5))),
                    random.nextInt(4) == 0 ? random.nextInt(3) : 0,
                    random.nextInt(6) == 0 ? random.nextInt(3) : 0,
                    random.nextInt(9) > 0,
                    random.nextInt(3) == 0 ? null : CHANNELS.get(random.nextInt(CHANNELS.size())),
                    consent()));
        return drawn;
    }

    private Trace trace() {
        return new Trace(
                random.nextBoolean() ? Trace.Kind.PURCHASE : Trace.Kind.SIGNUP,
                new EventOrder(someTime(), "q-1"),
                random.nextBoolean());
    }

    /** At or around a whole hour of the morning. */
    private Instant someTime() {
        return NOON.plus(Duration.ofHours(random.nextInt(9) - 4))
                .plusMillis(random.nextInt(6) == 0 ? random.nextInt(3) - 1 : 0);
    }

    private @Nullable Duration lateness() {
        return random.nextInt(4) == 0 ? null : DrawnTerms.LATENESS.plusMillis(random.nextInt(3) - 1);
    }

    private String anybody() {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private String someCode() {
        var owner = random.nextInt(8) == 0 ? "nobody" : anybody();
        return owner + "-" + (random.nextInt(3) > 0 ? "friends" : "partners");
    }

    private static CodeBook codes(String program) {
        var owners = new HashMap<String, CodeOwner>();
        for (var owner : PEOPLE) {
            var code = owner + "-" + program;
            // Eve enrolled late: until then her code was nobody's.
            owners.put(code, new CodeOwner(program, code, "par_" + owner, owner, owner.equals("eve") ? NOON : null));
        }
        return new CodeBook(owners);
    }
}
