package io.grapevine.attribution.conversion;

import static io.grapevine.attribution.conversion.StatementSamples.ADVOCATE;
import static io.grapevine.attribution.conversion.StatementSamples.ALICE;
import static io.grapevine.attribution.conversion.StatementSamples.ALICE_BY_BOB;
import static io.grapevine.attribution.conversion.StatementSamples.AT;
import static io.grapevine.attribution.conversion.StatementSamples.BOB_BY_CAROL;
import static io.grapevine.attribution.conversion.StatementSamples.BOUND;
import static io.grapevine.attribution.conversion.StatementSamples.BY_ALICE;
import static io.grapevine.attribution.conversion.StatementSamples.CODE;
import static io.grapevine.attribution.conversion.StatementSamples.COMPARED;
import static io.grapevine.attribution.conversion.StatementSamples.DAVE_BY_ALICE;
import static io.grapevine.attribution.conversion.StatementSamples.SIGNED_UP;
import static io.grapevine.attribution.conversion.StatementSamples.VERSION;
import static io.grapevine.attribution.conversion.StatementSamples.basis;
import static io.grapevine.attribution.conversion.StatementSamples.basisOf;
import static io.grapevine.attribution.conversion.StatementSamples.order;
import static io.grapevine.attribution.conversion.StatementSamples.signUp;
import static io.grapevine.attribution.conversion.StatementSamples.with;
import static io.grapevine.attribution.conversion.StatementSamples.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Explanation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {

    @Test
    void aSignUpSaysWhoBroughtTheCustomerAndWhatWasCompared() {
        // When
        var statement = Statement.of(signUp(BY_ALICE), VERSION, List.of(ALICE_BY_BOB, BOB_BY_CAROL));
        // Then
        assertThat(statement.key()).isEqualTo(new ConversionKey("spring", Kind.SIGNUP, "api\ns1"));
        assertThat(statement.numbered("cnv_1", 4))
                .isEqualTo(new ConversionDecided(
                        "cnv_1",
                        4,
                        "spring",
                        3,
                        Kind.SIGNUP,
                        "s1",
                        "api",
                        "dave",
                        null,
                        null,
                        AT,
                        0,
                        null,
                        0,
                        null,
                        Outcome.ATTRIBUTED,
                        null,
                        ADVOCATE,
                        List.of(new Credit("par_alice", "alice", 1.0, 0)),
                        List.of(new Upline(2, "par_bob", "bob"), new Upline(3, "par_carol", "carol")),
                        with(COMPARED, basis(AT, null, AT))));
    }

    @Test
    void anOrderOfABoundCustomerNamesTheSignUpThatDecided() {
        // When
        var statement = Statement.of(
                order(), new PurchaseOutcome.CreditedByBind(DAVE_BY_ALICE, List.of(ALICE_BY_BOB)), VERSION, SIGNED_UP);
        // Then
        assertThat(statement.key()).isEqualTo(new ConversionKey("spring", Kind.PURCHASE, "o1"));
        assertThat(statement.decided())
                .isEqualTo(new ConversionDecided(
                        "",
                        0,
                        "spring",
                        3,
                        Kind.PURCHASE,
                        "e9",
                        "shop",
                        "dave",
                        "v1",
                        "o1",
                        AT.plusSeconds(9),
                        5_000,
                        "EUR",
                        1_000,
                        State.OPENED,
                        Outcome.ATTRIBUTED,
                        null,
                        ADVOCATE,
                        List.of(new Credit("par_alice", "alice", 1.0, 4_000)),
                        List.of(new Upline(2, "par_bob", "bob")),
                        with(BOUND, basis(AT.plusSeconds(9), "DE", AT))));
    }

    @Test
    void whatWasBoughtIsStatedWithEveryRevisionAndIsNewsWhenItChanges() {
        // Given
        var details =
                new ConversionDetails(798L, null, null, "vip", List.of(new Line("mug", null, null, 5_000L, null)));
        var told = new Order(order().fact(), 1_000, State.OPENED, details);
        var outcome = new PurchaseOutcome.CreditedByBind(DAVE_BY_ALICE, List.of(ALICE_BY_BOB));
        var without = Statement.of(order(), outcome, VERSION, SIGNED_UP);
        // When
        var statement = Statement.of(told, outcome, VERSION, SIGNED_UP);
        // Then
        assertThat(statement.numbered("cnv_1", 2).details()).isEqualTo(details);
        assertThat(statement.on(word(ALICE)).decided().details()).isEqualTo(details);
        assertThat(Statement.ofAnothers(told, VERSION).decided().details()).isEqualTo(details);
        assertThat(statement.repeats(statement.numbered("cnv_1", 2))).isTrue();
        assertThat(statement.repeats(without.numbered("cnv_1", 2))).isFalse();
        assertThat(without.decided().details()).isNull();
    }

    @Test
    void aSignUpSaysOfWhatSegmentItsCustomerIs() {
        // Given
        var signUp = new SignUp(
                "dave",
                SIGNED_UP,
                "api",
                VERSION.policy(),
                List.of(CODE),
                null,
                null,
                null,
                Standing.of("dave", "dave"),
                "vip");
        var nobody = new Resolution.Nobody(Reason.NO_TOUCH, List.of());
        // When
        var statement = Statement.of(new SignUpDecision(signUp, nobody), VERSION, List.of());
        // Then
        assertThat(statement.decided().details()).isEqualTo(new ConversionDetails(null, null, null, "vip", List.of()));
        assertThat(Statement.of(signUp(nobody), VERSION, List.of()).decided().details())
                .isNull();
    }

    @Test
    void anOrderDecidedOnWhatItShowsNamesEveryCandidate() {
        // When
        var decided = Statement.of(
                        order(),
                        new PurchaseOutcome.CreditedByTouch(BY_ALICE, List.of(ALICE_BY_BOB)),
                        VERSION,
                        SIGNED_UP)
                .decided();
        // Then
        assertThat(decided.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(decided.advocate()).isEqualTo(ADVOCATE);
        assertThat(decided.credits()).containsExactly(new Credit("par_alice", "alice", 1.0, 4_000));
        assertThat(decided.upline()).containsExactly(new Upline(2, "par_bob", "bob"));
        assertThat(decided.explanation()).isEqualTo(with(COMPARED, basis(AT.plusSeconds(9), "DE", AT)));
    }

    @ParameterizedTest
    @CsvSource({
        "SELF_REFERRAL, REFUSED",
        "CYCLE, REFUSED",
        "EXISTING_CUSTOMER, UNATTRIBUTED",
        "INVALID_CODE, UNATTRIBUTED",
        "EXPIRED, UNATTRIBUTED",
        "NO_TOUCH, UNATTRIBUTED",
        "NOT_BOUND, UNATTRIBUTED",
        "CREDIT_EXPIRED, UNATTRIBUTED",
        "NOT_ELIGIBLE, UNATTRIBUTED"
    })
    void onlyReferringOneselfIsRefusedEverythingElseIsJustNotAttributed(Reason reason, Outcome outcome) {
        // Given
        var nobody = new Resolution.Nobody(reason, List.of());
        // When
        var signUp = Statement.of(signUp(nobody), VERSION, List.of()).decided();
        var purchase = Statement.of(order(), new PurchaseOutcome.Uncredited(reason, nobody), VERSION, null)
                .decided();
        // Then
        for (var decided : List.of(signUp, purchase)) {
            assertThat(decided.outcome()).isEqualTo(outcome);
            assertThat(decided.reason()).isEqualTo(ConversionDecided.Reason.valueOf(reason.name()));
            assertThat(decided.advocate()).isNull();
            assertThat(decided.credits()).isEmpty();
            assertThat(decided.explanation().rule()).isEqualTo("touch");
        }
    }

    @Test
    void whereNothingWasComparedTheTermsHadDecided() {
        var decided = Statement.of(order(), new PurchaseOutcome.Uncredited(Reason.NOT_ELIGIBLE, null), VERSION, null)
                .decided();
        assertThat(decided.explanation())
                .isEqualTo(with(
                        new Explanation("terms", null, null, null, null, null, List.of()),
                        basis(AT.plusSeconds(9), "DE", null)));
    }

    @Test
    void anOrderTooLateForItsBindStillNamesTheSignUpThatHadDecided() {
        var decided = Statement.of(
                        order(),
                        new PurchaseOutcome.Uncredited(Reason.CREDIT_EXPIRED, null, DAVE_BY_ALICE),
                        VERSION,
                        SIGNED_UP)
                .decided();
        assertThat(decided.outcome()).isEqualTo(Outcome.UNATTRIBUTED);
        assertThat(decided.explanation()).isEqualTo(with(BOUND, basis(AT.plusSeconds(9), "DE", AT)));
    }

    @Test
    void anOrderOfAnotherProgramAloneNamesIt() {
        // Given
        var fact = new PurchaseFact(
                "o1", new EventOrder(AT, "e9"), "shop", "dave", null, 5_000, "EUR", null, "autumn", List.of());
        // When
        var statement = Statement.ofAnothers(new Order(fact, 0, null), VERSION);
        // Then
        assertThat(statement.decided().outcome()).isEqualTo(Outcome.UNATTRIBUTED);
        assertThat(statement.decided().reason()).isEqualTo(ConversionDecided.Reason.OTHER_PROGRAM);
        assertThat(statement.numbered("cnv_1", 1).lostTo()).isEqualTo("autumn");
        assertThat(basisOf(statement.decided()).namedProgram()).isEqualTo("autumn");
        assertThat(statement.claim()).isNull();
    }
}
