package io.grapevine.attribution.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByBind;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByTouch;
import io.grapevine.attribution.purchase.PurchaseOutcome.Uncredited;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchasesTest {

    private static final Instant SIGN_UP = Instant.parse("2026-06-01T00:00:00Z");
    private static final EventOrder SIGNED_UP = new EventOrder(SIGN_UP, "s1");
    private static final CodeBook CODES = new CodeBook(Map.of("A1", owner("alice", "A1"), "B1", owner("bob", "B1")));
    private static final Bind DAVE_BY_ALICE = bind("dave", "alice", SIGN_UP);
    private static final Duration WINDOW = Duration.ofDays(90);
    private static final AttributionTerms WINDOWED = window(AttributionTerms.Binding.LIFETIME, null);
    private static final Terms.Eligibility ELIGIBILITY =
            new Terms.Eligibility(new Terms.Money(2_000, "EUR"), List.of("DE"));
    private static final Terms.Eligibility NEW_ONLY = new Terms.Eligibility(null, List.of(), true);

    @Test
    void orderFromTheSignUpOnIsCreditedToTheBind() {
        assertThat(decide(SIGN_UP, terms(AttributionTerms.Binding.LIFETIME), DAVE_BY_ALICE))
                .isEqualTo(new CreditedByBind(DAVE_BY_ALICE, List.of()));
    }

    @Test
    void orderJustBeforeTheSignUpIsDecidedOnWhatItShows() {
        assertThat(decide(SIGN_UP.minusMillis(1), terms(AttributionTerms.Binding.LIFETIME), DAVE_BY_ALICE))
                .isInstanceOfSatisfying(
                        Uncredited.class, no -> assertThat(no.reason()).isEqualTo(Reason.NO_TOUCH));
    }

    @Test
    void customerWhomNobodyBroughtIsNotBound() {
        assertThat(decide(SIGN_UP, terms(AttributionTerms.Binding.LIFETIME)))
                .isEqualTo(new Uncredited(Reason.NOT_BOUND, null));
    }

    @Test
    void orderAtTheEndOfTheConversionWindowIsTooLateAndOneBeforeIsNot() {
        assertThat(decide(SIGN_UP.plus(WINDOW), terms(AttributionTerms.Binding.LIFETIME), DAVE_BY_ALICE))
                .isEqualTo(new Uncredited(Reason.CREDIT_EXPIRED, null, DAVE_BY_ALICE));
        assertThat(decide(SIGN_UP.plus(WINDOW).minusMillis(1), terms(AttributionTerms.Binding.LIFETIME), DAVE_BY_ALICE))
                .isInstanceOf(CreditedByBind.class);
    }

    @Test
    void uplineCountsIfBoundAtOrBeforeTheOrder() {
        var at = SIGN_UP.plusSeconds(60);
        assertThat(decide(at, terms(AttributionTerms.Binding.LIFETIME), DAVE_BY_ALICE, bind("alice", "bob", at)))
                .isEqualTo(new CreditedByBind(DAVE_BY_ALICE, List.of(bind("alice", "bob", at))));
        assertThat(decide(
                        at,
                        terms(AttributionTerms.Binding.LIFETIME),
                        DAVE_BY_ALICE,
                        bind("alice", "bob", at.plusMillis(1))))
                .isEqualTo(new CreditedByBind(DAVE_BY_ALICE, List.of()));
    }

    @Test
    void orderIsDecidedOnItsOwnCodeWherePerOrderBindingHolds() {
        var outcome = decide(
                fact(SIGN_UP, 5_000, "DE", Touchpoint.code("e1", "B1", SIGN_UP)),
                terms(AttributionTerms.Binding.PER_ORDER),
                SIGNED_UP,
                DAVE_BY_ALICE);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        CreditedByTouch.class,
                        credited -> assertThat(credited.brought().advocate().externalId())
                                .isEqualTo("bob"));
    }

    @Test
    void uplineEndsAtTheDeepestLevelThatIsPaid() {
        var aliceByBob = bind("alice", "bob", SIGN_UP);
        assertThat(decide(
                        SIGN_UP,
                        terms(AttributionTerms.Binding.LIFETIME),
                        DAVE_BY_ALICE,
                        aliceByBob,
                        bind("bob", "carol", SIGN_UP)))
                .isEqualTo(new CreditedByBind(DAVE_BY_ALICE, List.of(aliceByBob)));
    }

    @Test
    void orderWithTheCodeOfSomebodyTheBuyerBroughtIsACycle() {
        // Given
        var at = SIGN_UP.plusSeconds(60);
        var withBobsCode = fact(at, 5_000, "DE", Touchpoint.code("e1", "B1", at));
        // When
        var outcome = decide(
                withBobsCode, terms(AttributionTerms.Binding.PER_ORDER), SIGNED_UP, bind("bob", "dave", SIGN_UP));
        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Uncredited.class, no -> assertThat(no.reason()).isEqualTo(Reason.CYCLE));
    }

    @Test
    void orderOfTheWrongSizeCurrencyOrCountryIsNotEligible() {
        var refused = new Uncredited(Reason.NOT_ELIGIBLE, null);
        assertThat(decide(
                        fact(SIGN_UP, 1_999, "DE"), terms(AttributionTerms.Binding.LIFETIME), SIGNED_UP, DAVE_BY_ALICE))
                .isEqualTo(refused);
        assertThat(decide(
                        fact(SIGN_UP, 2_000, "DE"), terms(AttributionTerms.Binding.LIFETIME), SIGNED_UP, DAVE_BY_ALICE))
                .isNotEqualTo(refused);
        assertThat(decide(
                        fact(SIGN_UP, 2_000, "FR"), terms(AttributionTerms.Binding.LIFETIME), SIGNED_UP, DAVE_BY_ALICE))
                .isEqualTo(refused);
        assertThat(decide(
                        fact(SIGN_UP, 2_000, null), terms(AttributionTerms.Binding.LIFETIME), SIGNED_UP, DAVE_BY_ALICE))
                .isEqualTo(refused);
    }

    @Test
    void statementOfACreditedOrderCarriesNetCreditAndLevels() {
        // Given
        var version = version(terms(AttributionTerms.Binding.LIFETIME));
        var outcome = new CreditedByBind(DAVE_BY_ALICE, List.of(bind("alice", "bob", SIGN_UP)));
        // When
        var statement = Statement.of(new Order(fact(SIGN_UP, 5_000, "DE"), 1_000, null), outcome, version, SIGNED_UP);
        // Then
        assertThat(statement.key()).isEqualTo(ConversionKey.ofOrder("spring", "o1"));
        var decided = statement.numbered("cnv_1", 2);
        assertThat(decided.credits()).containsExactly(new ConversionDecided.Credit("par_alice", "alice", 1.0, 4_000));
        assertThat(decided.upline()).containsExactly(new ConversionDecided.Upline(2, "par_bob", "bob"));
        assertThat(statement.repeats(decided)).isTrue();
        assertThat(statement.repeats(
                        Statement.of(new Order(fact(SIGN_UP, 5_000, "DE"), 0, null), outcome, version, SIGNED_UP)
                                .numbered("cnv_1", 2)))
                .isFalse();
    }

    @Test
    void statementOfAnUncreditedOrderSaysWhy() {
        var version = version(terms(AttributionTerms.Binding.LIFETIME));
        var order = new Order(fact(SIGN_UP, 5_000, "DE", Touchpoint.code("e1", "DAVE", SIGN_UP)), 0, null);
        var byTouch = Purchases.decide(
                order.fact(),
                version,
                null,
                new Forest(List.of()),
                new CodeBook(Map.of("DAVE", owner("dave", "DAVE"))));
        var decided = Statement.of(order, byTouch, version, null).decided();
        assertThat(decided.outcome()).isEqualTo(ConversionDecided.Outcome.REFUSED);
        assertThat(decided.reason()).isEqualTo(ConversionDecided.Reason.SELF_REFERRAL);
        assertThat(decided.explanation().candidates()).hasSize(1);
        assertThat(Statement.of(order, new Uncredited(Reason.NOT_BOUND, null), version, SIGNED_UP)
                        .decided()
                        .explanation()
                        .rule())
                .isEqualTo("terms");
    }

    @Test
    void orderAtTheEndOfAnInclusiveConversionWindowIsStillCredited() {
        // Given
        var inclusive =
                terms(window(AttributionTerms.Binding.LIFETIME, AttributionTerms.Edge.INCLUSIVE), ELIGIBILITY, null);
        // Then
        assertThat(decide(SIGN_UP.plus(WINDOW), inclusive, DAVE_BY_ALICE)).isInstanceOf(CreditedByBind.class);
        assertThat(decide(SIGN_UP.plus(WINDOW).plusMillis(1), inclusive, DAVE_BY_ALICE))
                .isEqualTo(new Uncredited(Reason.CREDIT_EXPIRED, null, DAVE_BY_ALICE));
    }

    @Test
    void conversionWindowEndsWhatOrdersShowThemselvesToo() {
        // Given
        var perOrder = terms(AttributionTerms.Binding.PER_ORDER);
        var end = SIGN_UP.plus(WINDOW);
        // Then
        assertThat(decide(withBobsCode(end), perOrder, SIGNED_UP))
                .isEqualTo(new Uncredited(Reason.CREDIT_EXPIRED, null));
        assertThat(decide(withBobsCode(end.minusMillis(1)), perOrder, SIGNED_UP))
                .isInstanceOf(CreditedByTouch.class);
        assertThat(decide(withBobsCode(end), perOrder, null)).isInstanceOf(CreditedByTouch.class);
        assertThat(decide(withBobsCode(SIGN_UP.minus(WINDOW)), perOrder, SIGNED_UP))
                .isInstanceOf(CreditedByTouch.class);
    }

    @Test
    void versionForNewCustomersWantsNothingOfEarlierOnes() {
        // Given
        var version =
                new ProgramVersion("spring", 2, SIGN_UP, terms(WINDOWED, ELIGIBILITY, Terms.Audience.NEW_CUSTOMERS));
        var at = SIGN_UP.plusSeconds(60);
        // Then
        assertThat(decide(version, fact(at, 5_000, "DE"), SIGNED_UP, DAVE_BY_ALICE))
                .isInstanceOf(CreditedByBind.class);
        assertThat(decide(version, fact(at, 5_000, "DE"), before(SIGN_UP), DAVE_BY_ALICE))
                .isEqualTo(new Uncredited(Reason.EXISTING_CUSTOMER, null));
        assertThat(decide(version, withBobsCode(at), null)).isInstanceOf(CreditedByTouch.class);
        assertThat(decide(version, withBobsCode(at), new EventOrder(at.plusMillis(1), "s1")))
                .isInstanceOf(CreditedByTouch.class);
    }

    @Test
    void whoBoughtBeforeSigningUpIsNoNewCustomer() {
        // Given
        var newOnly = terms(WINDOWED, NEW_ONLY, null);
        var at = SIGN_UP.plusSeconds(60);
        var known = new Uncredited(Reason.EXISTING_CUSTOMER, null);
        // Then
        assertThat(decide(traced(at, bought(before(SIGN_UP))), newOnly, SIGNED_UP, DAVE_BY_ALICE))
                .isEqualTo(known);
        assertThat(decide(traced(at, bought(new EventOrder(SIGN_UP, "s2"))), newOnly, SIGNED_UP, DAVE_BY_ALICE))
                .isInstanceOf(CreditedByBind.class);
        assertThat(decide(traced(at, signedUp(before(SIGN_UP), false)), newOnly, SIGNED_UP, DAVE_BY_ALICE))
                .isEqualTo(known);
        assertThat(decide(
                        traced(at, bought(before(SIGN_UP))),
                        terms(WINDOWED, ELIGIBILITY, null),
                        SIGNED_UP,
                        DAVE_BY_ALICE))
                .isInstanceOf(CreditedByBind.class);
    }

    @Test
    void whereEveryOrderIsDecidedOnItsOwnOnlyTheFirstIsANewCustomers() {
        // Given
        var newOnly = terms(window(AttributionTerms.Binding.PER_ORDER, null), NEW_ONLY, null);
        var at = SIGN_UP.plusSeconds(60);
        // Then
        assertThat(decide(traced(at, bought(SIGNED_UP)), newOnly, SIGNED_UP))
                .isEqualTo(new Uncredited(Reason.EXISTING_CUSTOMER, null));
        assertThat(decide(traced(at, signedUp(SIGNED_UP, true)), newOnly, SIGNED_UP))
                .isInstanceOf(CreditedByTouch.class);
        assertThat(decide(traced(at, bought(new EventOrder(at, "e1"))), newOnly, SIGNED_UP))
                .isInstanceOf(CreditedByTouch.class);
    }

    @Test
    void whomStaffNameIsCreditedWhateverTheOrderShows() {
        // Given
        var at = SIGN_UP.plusSeconds(60);
        var word = word(owner("bob", "B1"));
        var tooSmall = fact(at, 1, "FR");
        var version = version(terms(AttributionTerms.Binding.LIFETIME));
        var bobByCarol = bind("bob", "carol", at);
        // When
        var outcome = Purchases.decide(
                tooSmall, version, word, owner("bob", "B1"), new Forest(List.of(DAVE_BY_ALICE, bobByCarol)));
        // Then
        assertThat(outcome)
                .isEqualTo(new PurchaseOutcome.CreditedByWord(word, owner("bob", "B1"), List.of(bobByCarol)));
    }

    @Test
    void staffCannotCreditTheBuyer() {
        assertThat(Purchases.decide(
                        fact(SIGN_UP, 5_000, "DE"),
                        version(terms(AttributionTerms.Binding.LIFETIME)),
                        word(owner("dave", "D1")),
                        owner("dave", "D1"),
                        new Forest(List.of())))
                .isEqualTo(new Uncredited(Reason.SELF_REFERRAL, null));
    }

    private static Word word(CodeOwner advocate) {
        var before = new Explanation.Manual.Before(1, ConversionDecided.Outcome.UNATTRIBUTED, null, null);
        return new Word(new EventOrder(SIGN_UP.plusSeconds(999), "w1"), advocate, "gv_sk_x", "because", before);
    }

    @Test
    void aProgramLooksAsDeepAsARulePays() {
        assertThat(new Program("spring", List.of(version(terms(AttributionTerms.Binding.LIFETIME)))).deepestLevel())
                .isEqualTo(2);
    }

    private static PurchaseFact withBobsCode(Instant at) {
        return fact(at, 5_000, "DE", Touchpoint.code("e1", "B1", at));
    }

    private static PurchaseFact traced(Instant at, Trace trace) {
        var code = List.of(Touchpoint.code("e1", "B1", at));
        return new PurchaseFact(
                "o1",
                new EventOrder(at, "e1"),
                "api",
                "dave",
                null,
                5_000,
                "EUR",
                "DE",
                null,
                code,
                List.of(),
                List.of(trace),
                null);
    }

    private static Trace bought(EventOrder at) {
        return new Trace(Trace.Kind.PURCHASE, at, true);
    }

    private static Trace signedUp(EventOrder at, boolean sameCustomer) {
        return new Trace(Trace.Kind.SIGNUP, at, sameCustomer);
    }

    private static EventOrder before(Instant at) {
        return new EventOrder(at.minusMillis(1), "e0");
    }

    private static PurchaseOutcome decide(
            ProgramVersion version, PurchaseFact fact, EventOrder signedUp, Bind... binds) {
        return Purchases.decide(fact, version, signedUp, new Forest(List.of(binds)), CODES);
    }

    private static PurchaseOutcome decide(Instant at, Terms terms, Bind... binds) {
        return decide(fact(at, 5_000, "DE"), terms, SIGNED_UP, binds);
    }

    private static PurchaseOutcome decide(PurchaseFact fact, Terms terms, EventOrder signedUp, Bind... binds) {
        return Purchases.decide(fact, version(terms), signedUp, new Forest(List.of(binds)), CODES);
    }

    private static PurchaseFact fact(Instant at, long amount, String country, Touchpoint... evidence) {
        return new PurchaseFact(
                "o1", new EventOrder(at, "e1"), "api", "dave", null, amount, "EUR", country, null, List.of(evidence));
    }

    private static ProgramVersion version(Terms terms) {
        return new ProgramVersion("spring", 1, null, terms);
    }

    private static Bind bind(String customer, String advocate, Instant at) {
        return new Bind(
                customer,
                owner(advocate, "C-" + advocate),
                Touchpoint.click("c", "C-" + advocate, at),
                new EventOrder(at, "s-" + customer));
    }

    private static CodeOwner owner(String person, String code) {
        return new CodeOwner("spring", code, "par_" + person, person, null);
    }

    private static Terms terms(AttributionTerms.Binding binding) {
        return terms(window(binding, null), ELIGIBILITY, null);
    }

    private static AttributionTerms window(AttributionTerms.Binding binding, AttributionTerms.Edge edge) {
        return new AttributionTerms(
                AttributionTerms.Model.LAST_TOUCH,
                new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                WINDOW,
                binding,
                null,
                null,
                null,
                edge,
                null,
                null,
                null);
    }

    private static Terms terms(AttributionTerms attribution, Terms.Eligibility eligibility, Terms.Audience audience) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                attribution,
                eligibility,
                List.of(new Terms.RewardRule(
                        "upline",
                        Terms.Trigger.PURCHASE,
                        Terms.Role.UPLINE,
                        2,
                        false,
                        null,
                        new Terms.Give(RewardKind.CASH, new BigDecimal("3"), null, null, null),
                        Duration.ZERO)),
                audience,
                null);
    }
}
