package io.grapevine.attribution.purchase;

import static io.grapevine.attribution.purchase.DavesOrders.DAVE_BY_ALICE;
import static io.grapevine.attribution.purchase.DavesOrders.ELIGIBILITY;
import static io.grapevine.attribution.purchase.DavesOrders.SIGNED_UP;
import static io.grapevine.attribution.purchase.DavesOrders.SIGN_UP;
import static io.grapevine.attribution.purchase.DavesOrders.WINDOW;
import static io.grapevine.attribution.purchase.DavesOrders.bind;
import static io.grapevine.attribution.purchase.DavesOrders.decide;
import static io.grapevine.attribution.purchase.DavesOrders.fact;
import static io.grapevine.attribution.purchase.DavesOrders.owner;
import static io.grapevine.attribution.purchase.DavesOrders.terms;
import static io.grapevine.attribution.purchase.DavesOrders.version;
import static io.grapevine.attribution.purchase.DavesOrders.window;
import static io.grapevine.attribution.purchase.DavesOrders.withBobsCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.Program;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByBind;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByTouch;
import io.grapevine.attribution.purchase.PurchaseOutcome.Uncredited;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchasesTest {

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
    void aProgramLooksAsDeepAsARulePays() {
        assertThat(new Program("spring", List.of(version(terms(AttributionTerms.Binding.LIFETIME)))).deepestLevel())
                .isEqualTo(2);
    }
}
