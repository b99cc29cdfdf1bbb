package io.grapevine.attribution.conversion;

import static io.grapevine.attribution.conversion.StatementSamples.ALICE_BY_BOB;
import static io.grapevine.attribution.conversion.StatementSamples.AT;
import static io.grapevine.attribution.conversion.StatementSamples.BOB;
import static io.grapevine.attribution.conversion.StatementSamples.BOB_BY_CAROL;
import static io.grapevine.attribution.conversion.StatementSamples.CLICK;
import static io.grapevine.attribution.conversion.StatementSamples.DAVE_BY_ALICE;
import static io.grapevine.attribution.conversion.StatementSamples.SIGNED_UP;
import static io.grapevine.attribution.conversion.StatementSamples.THIRTY_DAYS;
import static io.grapevine.attribution.conversion.StatementSamples.VERSION;
import static io.grapevine.attribution.conversion.StatementSamples.basis;
import static io.grapevine.attribution.conversion.StatementSamples.basisOf;
import static io.grapevine.attribution.conversion.StatementSamples.order;
import static io.grapevine.attribution.conversion.StatementSamples.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.Verdict;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Basis;
import io.grapevine.events.Explanation.Bound;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.Explanation.Lineage;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a statement writes down of what it rests on, for whoever decides it again from the record alone. */
class StatementBasisTest {

    @Test
    void whoStoodAboveTheAdvocateIsWrittenDownAsDeepAsTheProgramLooks() {
        // Given
        var forest = new Forest(List.of(DAVE_BY_ALICE, ALICE_BY_BOB, BOB_BY_CAROL));
        var statement = Statement.of(
                order(), new PurchaseOutcome.CreditedByBind(DAVE_BY_ALICE, List.of(ALICE_BY_BOB)), VERSION, SIGNED_UP);
        // When
        var toTwo = statement.restingOn(forest, 2).decided().explanation();
        var toThree = statement.restingOn(forest, 3).decided().explanation();
        // Then
        var aliceByBob = new Bound("alice", "bob", "par_bob", AT, "s0");
        assertThat(toTwo.lineage()).isEqualTo(new Lineage(2, List.of(aliceByBob)));
        assertThat(toThree.lineage())
                .isEqualTo(new Lineage(3, List.of(aliceByBob, new Bound("bob", "carol", "par_carol", AT, "s-1"))));
        assertThat(toTwo.candidates())
                .isEqualTo(statement.decided().explanation().candidates());
    }

    @Test
    void whereNobodyAboveIsPaidNothingIsWrittenOfThem() {
        var statement =
                Statement.of(order(), new PurchaseOutcome.CreditedByBind(DAVE_BY_ALICE, List.of()), VERSION, SIGNED_UP);
        assertThat(statement.restingOn(new Forest(List.of(DAVE_BY_ALICE, ALICE_BY_BOB)), 1))
                .isEqualTo(statement);
    }

    @Test
    void aCandidateWhoWouldCloseACycleIsShownToBeBelow() {
        // Given
        var carol = new CodeOwner("spring", "C1", "par_carol", "carol", null);
        var nobody = new Resolution.Nobody(
                Reason.CYCLE, List.of(new Verdict(Touchpoint.code("e9", "C1", AT), carol, Reason.CYCLE)));
        var bobByDave = new Bind(
                "bob", new CodeOwner("spring", "D1", "par_dave", "dave", null), CLICK, new EventOrder(AT, "s0"));
        var carolByBob = new Bind("carol", BOB, CLICK, new EventOrder(AT.plusSeconds(8), "s9"));
        // When
        var explanation = Statement.of(order(), new PurchaseOutcome.Uncredited(Reason.CYCLE, nobody), VERSION, null)
                .restingOn(new Forest(List.of(carolByBob, bobByDave, ALICE_BY_BOB)), 1)
                .decided()
                .explanation();
        // Then
        assertThat(explanation.lineage())
                .isEqualTo(new Lineage(
                        1,
                        List.of(
                                new Bound("bob", "dave", "par_dave", AT, "s0"),
                                new Bound("carol", "bob", "par_bob", AT.plusSeconds(8), "s9"))));
    }

    @Test
    void aMachinesTouchAndItsPlaceInTheLogAreWrittenDown() {
        // Given
        var machine = new Touchpoint("c1", EvidenceClass.CLICK, "B1", AT, 7, 2, false);
        var nobody = new Resolution.Nobody(Reason.NO_TOUCH, List.of(new Verdict(machine, null, Reason.NOT_HUMAN)));
        // When
        var decided = Statement.of(signUp(nobody), VERSION, List.of()).decided();
        // Then
        assertThat(decided.explanation().candidates())
                .containsExactly(new Candidate(
                        "c1",
                        "click",
                        "B1",
                        null,
                        AT,
                        false,
                        ConversionDecided.Reason.NOT_HUMAN,
                        null,
                        null,
                        null,
                        false,
                        7L,
                        2L));
    }

    @Test
    void aSignUpAfterTheOrderSaysNothingAboutIt() {
        var later = new EventOrder(AT.plusSeconds(10), "s1");
        var decided = Statement.of(order(), new PurchaseOutcome.Uncredited(Reason.NOT_ELIGIBLE, null), VERSION, later)
                .decided();
        assertThat(basisOf(decided).signedUpAt()).isNull();
    }

    @Test
    void aRepeatedSignUpSaysWhenTheFirstOneWas() {
        // Given
        var repeat = new SignUp("dave", new EventOrder(AT.plusSeconds(5), "s2"), "api", VERSION.policy(), List.of());
        var known = new Resolution.Nobody(Reason.EXISTING_CUSTOMER, List.of());
        // When
        var decided = Statement.of(new SignUpDecision(repeat, known, SIGNED_UP), VERSION, List.of())
                .decided();
        // Then
        assertThat(decided.explanation().basis()).isEqualTo(basis(AT.plusSeconds(5), null, AT));
    }

    @Test
    void whatTheVersionAsksForIsWrittenDown() {
        // Given
        var priority = List.of(List.of(AttributionTerms.TouchClass.CODE));
        var eligibility = new Terms.Eligibility(new Terms.Money(1, "EUR"), List.of("DE"), true);
        var version = new ProgramVersion(
                "spring",
                3,
                AT.minusSeconds(1),
                new Terms(
                        "Spring",
                        "https://shop.example/",
                        new AttributionTerms(
                                AttributionTerms.Model.FIRST_TOUCH,
                                new AttributionTerms.Lookback(THIRTY_DAYS, AttributionTerms.Edge.INCLUSIVE),
                                Duration.ofDays(90),
                                AttributionTerms.Binding.PER_ORDER,
                                null,
                                null,
                                null,
                                AttributionTerms.Edge.INCLUSIVE,
                                priority,
                                AttributionTerms.TieBreak.LOWEST_ID,
                                Duration.ofDays(1)),
                        eligibility,
                        List.of(),
                        Terms.Audience.NEW_CUSTOMERS,
                        null));
        var fact = new PurchaseFact(
                "o1",
                new EventOrder(AT, "e9"),
                "shop",
                "dave",
                null,
                5_000,
                "EUR",
                "DE",
                null,
                List.of(),
                List.of(),
                List.of(new Trace(Trace.Kind.SIGNUP, new EventOrder(AT.minusSeconds(2), "s0"), false)),
                Duration.ofHours(25));
        // When
        var decided = Statement.of(
                        new Order(fact, 0, null),
                        new PurchaseOutcome.Uncredited(Reason.EXISTING_CUSTOMER, null),
                        version,
                        null)
                .decided();
        // Then
        assertThat(decided.explanation().basis())
                .isEqualTo(new Basis(
                        AT,
                        AT.minusSeconds(1),
                        Terms.Audience.NEW_CUSTOMERS,
                        AttributionTerms.Binding.PER_ORDER,
                        Duration.ofDays(90),
                        AttributionTerms.Edge.INCLUSIVE,
                        priority,
                        AttributionTerms.TieBreak.LOWEST_ID,
                        eligibility,
                        "DE",
                        null,
                        new Explanation.Known(Kind.SIGNUP, AT.minusSeconds(2), "s0", false),
                        Duration.ofDays(1),
                        Duration.ofHours(25),
                        null,
                        null));
    }
}
