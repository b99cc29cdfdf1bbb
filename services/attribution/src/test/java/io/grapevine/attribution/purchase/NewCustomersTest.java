package io.grapevine.attribution.purchase;

import static io.grapevine.attribution.purchase.DavesOrders.DAVE_BY_ALICE;
import static io.grapevine.attribution.purchase.DavesOrders.ELIGIBILITY;
import static io.grapevine.attribution.purchase.DavesOrders.SIGNED_UP;
import static io.grapevine.attribution.purchase.DavesOrders.SIGN_UP;
import static io.grapevine.attribution.purchase.DavesOrders.WINDOWED;
import static io.grapevine.attribution.purchase.DavesOrders.decide;
import static io.grapevine.attribution.purchase.DavesOrders.fact;
import static io.grapevine.attribution.purchase.DavesOrders.terms;
import static io.grapevine.attribution.purchase.DavesOrders.window;
import static io.grapevine.attribution.purchase.DavesOrders.withBobsCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByBind;
import io.grapevine.attribution.purchase.PurchaseOutcome.CreditedByTouch;
import io.grapevine.attribution.purchase.PurchaseOutcome.Uncredited;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that pay for new customers only. */
class NewCustomersTest {

    private static final Terms.Eligibility NEW_ONLY = new Terms.Eligibility(null, List.of(), true);

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
}
