package io.grapevine.attribution.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.attribution.acquaintance.Acquaintance;
import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Binding;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.identity.Consented;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Basket;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Consent;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.EventJson;
import io.grapevine.events.Explanation;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every decision can be reached again from its record alone, whatever the policy and whatever happened. */
class RecordTest {

    private static final Instant SIGN_UP = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(4);
    private static final int CASES = 4_000;
    private static final List<String> OWNERS = List.of("ann", "bob", "cat", "dave");

    private final Random random = new Random(20_261_122);

    @Test
    void anEvaluatorThatKnowsTheRecordAloneReachesTheSameOutcome() {
        // Given
        var seen = new TreeSet<String>();
        for (var i = 0; i < CASES; i++) {
            // When
            var statements = Contests.settle(decisions());
            // Then
            for (var statement : statements) {
                var decided = statement.numbered("cnv_1", 1);
                assertThat(Evaluator.evaluate(json(decided))).as("%s", decided).isEqualTo(found(decided));
                seen.add(decided.kind().wireName() + " " + decided.explanation().rule() + " " + decided.outcome()
                        + (decided.reason() == null ? "" : " " + decided.reason()));
            }
        }
        // The cases reach everything that can be decided.
        assertThat(seen)
                .contains(
                        "purchase binding ATTRIBUTED",
                        "purchase binding UNATTRIBUTED CREDIT_EXPIRED",
                        "purchase binding UNATTRIBUTED OTHER_PROGRAM",
                        "purchase journey ATTRIBUTED",
                        "purchase manual ATTRIBUTED",
                        "purchase manual UNATTRIBUTED OTHER_PROGRAM",
                        "purchase journey UNATTRIBUTED OTHER_PROGRAM",
                        "purchase terms UNATTRIBUTED CREDIT_EXPIRED",
                        "purchase terms UNATTRIBUTED EXISTING_CUSTOMER",
                        "purchase terms UNATTRIBUTED NOT_BOUND",
                        "purchase terms UNATTRIBUTED NOT_ELIGIBLE",
                        "purchase terms UNATTRIBUTED CONSENT_DENIED",
                        "purchase terms UNATTRIBUTED CONSENT_PENDING",
                        "purchase journey UNATTRIBUTED CONSENT_PENDING",
                        "purchase touch UNATTRIBUTED CONSENT_DENIED",
                        "purchase touch UNATTRIBUTED CONSENT_PENDING",
                        "signup touch UNATTRIBUTED CONSENT_DENIED",
                        "signup touch UNATTRIBUTED CONSENT_PENDING",
                        "purchase touch ATTRIBUTED",
                        "purchase touch REFUSED CYCLE",
                        "purchase touch REFUSED SELF_REFERRAL",
                        "purchase touch UNATTRIBUTED EXPIRED",
                        "purchase touch UNATTRIBUTED INVALID_CODE",
                        "purchase touch UNATTRIBUTED NO_TOUCH",
                        "purchase touch UNATTRIBUTED OTHER_PROGRAM",
                        "signup touch ATTRIBUTED",
                        "signup touch REFUSED SELF_REFERRAL",
                        "signup touch UNATTRIBUTED EXISTING_CUSTOMER",
                        "signup touch UNATTRIBUTED OTHER_PROGRAM");
    }

    /** One order and one sign-up of dave, in one program or in two. */
    private List<Statement> decisions() {
        var touches = touches();
        var traces = random.nextInt(4) == 0 ? List.of(trace()) : List.<Trace>of();
        var signedUp = random.nextInt(4) == 0 ? null : new EventOrder(SIGN_UP, "s1");
        var orderedAt = SIGN_UP.plus(Duration.ofHours(random.nextInt(7) - 1));
        var statements = new ArrayList<Statement>();
        for (var program : random.nextBoolean() ? List.of("friends") : List.of("friends", "partners"))
            decide(program, touches, traces, signedUp, orderedAt, statements);
        return statements;
    }

    private void decide(
            String program,
            List<Touchpoint> touches,
            List<Trace> traces,
            @Nullable EventOrder signedUp,
            Instant orderedAt,
            List<Statement> statements) {
        var version = version(program);
        var codes = codes(program);
        var binds = new HashMap<String, Bind>();
        // Cat was brought by dave before anything else.
        binds.put(
                "cat",
                new Bind(
                        "cat",
                        new CodeOwner(program, "dave-" + program, "par_dave", "dave", null),
                        Touchpoint.click("c", "dave-" + program, SIGN_UP.minus(Duration.ofDays(1))),
                        new EventOrder(SIGN_UP.minus(Duration.ofDays(1)), "s0")));
        if (signedUp != null) {
            var settled = signUp(version, signedUp, touches, traces, codes, binds);
            settled.decisions().stream()
                    .filter(decision ->
                            version.holdsAt(decision.signUp().order().at()))
                    .map(decision -> version.terms().attribution().sharesCredit()
                            ? Statement.ofShared(decision, version, List.of())
                            : Statement.of(decision, version, List.of()))
                    .forEach(statements::add);
            settled.forest().of("dave").ifPresent(bind -> binds.put("dave", bind));
        }
        if (!version.holdsAt(orderedAt)) return;
        var fact = new PurchaseFact(
                "o1",
                new EventOrder(orderedAt, "p1"),
                "api",
                "dave",
                null,
                random.nextInt(2_000),
                random.nextInt(8) == 0 ? "USD" : "EUR",
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "DE" : "FR",
                null,
                touches,
                List.of(),
                traces,
                null,
                standing(),
                Basket.NONE);
        var forest = new Forest(binds.values());
        var word = random.nextInt(9) == 0 ? word(program) : null;
        var advocate = word == null ? null : word.advocate();
        var outcome = advocate == null
                ? Purchases.decide(fact, version, signedUp, forest, codes)
                : Purchases.decide(fact, version, Objects.requireNonNull(word), advocate, forest);
        statements.add(Statement.of(new Order(fact, 0, null), outcome, version, signedUp)
                .on(word));
    }

    private Settlement.Settled signUp(
            ProgramVersion version,
            EventOrder signedUp,
            List<Touchpoint> touches,
            List<Trace> traces,
            CodeBook codes,
            Map<String, Bind> binds) {
        var known = version.terms().eligibility().wantsNewCustomersOnly()
                ? Acquaintance.before(traces, signedUp).orElse(null)
                : null;
        var signUp =
                new SignUp("dave", signedUp, "api", version.policy(), touches, known, null, null, standing(), null);
        var repeat = new SignUp(
                "dave",
                new EventOrder(SIGN_UP.plusSeconds(1), "s2"),
                "api",
                version.policy(),
                touches,
                known,
                null,
                null);
        return (Settlement.Settled) Binding.settle(
                new Binding.Loaded(Set.of("dave"), List.of(signUp, repeat), binds.values(), Map.of(), codes, Set.of()));
    }

    private List<Touchpoint> touches() {
        var touches = new ArrayList<Touchpoint>();
        for (var i = random.nextInt(5); i > 0; i--) {
            var owner = random.nextInt(5) == 0 ? "nobody" : OWNERS.get(random.nextInt(OWNERS.size()));
            touches.add(new Touchpoint(
                    "t" + i,
                    EvidenceClass.values()[random.nextInt(EvidenceClass.values().length)],
                    owner + "-" + (random.nextBoolean() ? "friends" : "partners"),
                    SIGN_UP.minus(Duration.ofHours(random.nextInt(8) - 2)),
                    0,
                    0,
                    random.nextInt(9) > 0,
                    null,
                    random.nextInt(6) > 0 ? null : random.nextBoolean() ? Consent.PENDING : Consent.DENIED));
        }
        return touches;
    }

    private Standing standing() {
        return Standing.of("dave", "dave").having(consented());
    }

    private Consented consented() {
        if (random.nextInt(4) > 0) return Consented.UNASKED;
        var stated = Consent.values()[random.nextInt(Consent.values().length)];
        var answer = new Consented.Answer(random.nextBoolean(), new EventOrder(SIGN_UP.plus(WINDOW), "i1"));
        return Consented.of(stated, new EventOrder(SIGN_UP, "s1"), random.nextBoolean() ? List.of() : List.of(answer));
    }

    private Word word(String program) {
        var ann = new CodeOwner(program, "ann-" + program, "par_ann", "ann", null);
        var before = new Explanation.Manual.Before(1, ConversionDecided.Outcome.UNATTRIBUTED, null, null);
        var at = SIGN_UP.plus(Duration.ofDays(1 + random.nextInt(2)));
        return new Word(new EventOrder(at, "w1"), random.nextInt(3) == 0 ? null : ann, "gv_sk_x", "because", before);
    }

    private Trace trace() {
        return new Trace(
                random.nextBoolean() ? Trace.Kind.PURCHASE : Trace.Kind.SIGNUP,
                new EventOrder(SIGN_UP.minus(Duration.ofHours(random.nextInt(6) - 3)), "q1"),
                random.nextBoolean());
    }

    private ProgramVersion version(String program) {
        var from = random.nextInt(3) == 0 ? SIGN_UP.minus(Duration.ofHours(random.nextInt(3) - 1)) : null;
        var minimum = random.nextInt(4) == 0 ? new Terms.Money(1_000, "EUR") : null;
        var countries = random.nextInt(4) == 0 ? List.of("DE") : List.<String>of();
        return new ProgramVersion(
                program,
                1,
                from,
                new Terms(
                        program,
                        "https://shop.example/",
                        attribution(),
                        new Terms.Eligibility(minimum, countries, random.nextInt(3) == 0 ? true : null),
                        List.of(rule(Terms.Trigger.SIGNUP), rule(Terms.Trigger.PURCHASE)),
                        random.nextBoolean() ? Terms.Audience.NEW_CUSTOMERS : null,
                        random.nextBoolean() ? new Terms.Exclusivity("default", 1 + random.nextInt(2)) : null));
    }

    private AttributionTerms attribution() {
        var shares = random.nextInt(4) == 0;
        var model = shares
                ? AttributionTerms.Model.LINEAR
                : random.nextBoolean() ? AttributionTerms.Model.LAST_TOUCH : AttributionTerms.Model.FIRST_TOUCH;
        var tieBreaks = AttributionTerms.TieBreak.values();
        return new AttributionTerms(
                model,
                new AttributionTerms.Lookback(
                        random.nextInt(4) == 0 ? null : WINDOW,
                        random.nextBoolean() ? AttributionTerms.Edge.INCLUSIVE : AttributionTerms.Edge.EXCLUSIVE),
                shares || random.nextBoolean() ? null : WINDOW,
                shares || random.nextBoolean() ? AttributionTerms.Binding.PER_ORDER : AttributionTerms.Binding.LIFETIME,
                shares ? AttributionTerms.Credit.MULTI_TOUCH : null,
                null,
                null,
                random.nextBoolean() ? AttributionTerms.Edge.INCLUSIVE : null,
                random.nextBoolean() ? null : priority(),
                shares ? null : tieBreaks[random.nextInt(tieBreaks.length)],
                null);
    }

    private List<List<AttributionTerms.TouchClass>> priority() {
        var classes = new ArrayList<>(List.of(AttributionTerms.TouchClass.values()));
        Collections.shuffle(classes, random);
        var ranks = new ArrayList<List<AttributionTerms.TouchClass>>();
        for (var touchClass : classes.subList(0, 1 + random.nextInt(classes.size()))) {
            if (ranks.isEmpty() || random.nextBoolean()) ranks.add(new ArrayList<>());
            ranks.getLast().add(touchClass);
        }
        return ranks;
    }

    private static Terms.RewardRule rule(Terms.Trigger trigger) {
        return new Terms.RewardRule(
                trigger.wireName(),
                trigger,
                Terms.Role.ADVOCATE,
                1,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(1, "EUR"), null),
                Duration.ZERO);
    }

    private static CodeBook codes(String program) {
        var owners = new HashMap<String, CodeOwner>();
        for (var owner : OWNERS) {
            var code = owner + "-" + program;
            owners.put(code, new CodeOwner(program, code, "par_" + owner, owner, null));
        }
        return new CodeBook(owners);
    }

    private static Evaluator.Found found(ConversionDecided decided) {
        return new Evaluator.Found(
                decided.outcome().wireName(),
                decided.reason() == null ? null : decided.reason().wireName(),
                decided.credits().stream()
                        .map(ConversionDecided.Credit::externalId)
                        .toList());
    }

    private static JsonNode json(ConversionDecided decided) {
        try {
            return EventJson.mapper().readTree(EventJson.write(decided));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
