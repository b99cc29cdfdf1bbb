package io.grapevine.attribution.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.Verdict;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.ConversionDetails;
import io.grapevine.events.ConversionDetails.Line;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Basis;
import io.grapevine.events.Explanation.Bound;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.Explanation.Lineage;
import io.grapevine.events.Explanation.Manual;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {

    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration THIRTY_DAYS = Duration.ofDays(30);
    private static final CodeOwner ALICE = new CodeOwner("spring", "A1", "par_alice", "alice", null);
    private static final CodeOwner BOB = new CodeOwner("spring", "B1", "par_bob", "bob", null);
    private static final Touchpoint CODE = Touchpoint.code("e1", "A1", AT);
    private static final Touchpoint CLICK = Touchpoint.click("c1", "B1", AT.minusSeconds(60));
    private static final Touchpoint UNKNOWN = Touchpoint.click("c0", "nope", AT.minusSeconds(90));
    private static final Resolution.Brought BY_ALICE = new Resolution.Brought(
            CODE,
            ALICE,
            List.of(
                    new Verdict(UNKNOWN, null, Reason.INVALID_CODE),
                    new Verdict(CLICK, BOB, Reason.LOWER_CLASS),
                    new Verdict(CODE, ALICE, null)));
    private static final Bind DAVE_BY_ALICE = new Bind("dave", ALICE, CODE, new EventOrder(AT, "s1"));
    private static final Bind ALICE_BY_BOB = new Bind("alice", BOB, CLICK, new EventOrder(AT, "s0"));
    private static final Bind BOB_BY_CAROL = new Bind(
            "bob", new CodeOwner("spring", "C1", "par_carol", "carol", null), CLICK, new EventOrder(AT, "s-1"));
    private static final Advocate ADVOCATE = new Advocate("par_alice", "alice", "A1");
    private static final Candidate CODE_OF_ALICE =
            new Candidate("e1", "code", "A1", "alice", AT, true, null, null, null, "par_alice", null, null, null);
    private static final Explanation COMPARED = new Explanation(
            "touch",
            Terms.Model.LAST_TOUCH,
            THIRTY_DAYS,
            Terms.Edge.INCLUSIVE,
            null,
            null,
            List.of(
                    new Candidate(
                            "c0",
                            "click",
                            "nope",
                            null,
                            AT.minusSeconds(90),
                            false,
                            ConversionDecided.Reason.INVALID_CODE),
                    new Candidate(
                            "c1",
                            "click",
                            "B1",
                            "bob",
                            AT.minusSeconds(60),
                            false,
                            ConversionDecided.Reason.LOWER_CLASS),
                    CODE_OF_ALICE));
    private static final Explanation BOUND =
            new Explanation("binding", null, null, null, "s1", AT, List.of(CODE_OF_ALICE));
    private static final EventOrder SIGNED_UP = new EventOrder(AT, "s1");
    private static final ProgramVersion VERSION = new ProgramVersion(
            "spring",
            3,
            null,
            new Terms(
                    "Spring",
                    "https://shop.example/",
                    new Terms.Attribution(
                            Terms.Model.LAST_TOUCH,
                            new Terms.Lookback(THIRTY_DAYS, Terms.Edge.INCLUSIVE),
                            null,
                            Terms.Binding.LIFETIME),
                    new Terms.Eligibility(null, List.of()),
                    List.of()));

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
        var priority = List.of(List.of(Terms.TouchClass.CODE));
        var eligibility = new Terms.Eligibility(new Terms.Money(1, "EUR"), List.of("DE"), true);
        var version = new ProgramVersion(
                "spring",
                3,
                AT.minusSeconds(1),
                new Terms(
                        "Spring",
                        "https://shop.example/",
                        new Terms.Attribution(
                                Terms.Model.FIRST_TOUCH,
                                new Terms.Lookback(THIRTY_DAYS, Terms.Edge.INCLUSIVE),
                                Duration.ofDays(90),
                                Terms.Binding.PER_ORDER,
                                null,
                                null,
                                null,
                                Terms.Edge.INCLUSIVE,
                                priority,
                                Terms.TieBreak.LOWEST_ID,
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
                        Terms.Binding.PER_ORDER,
                        Duration.ofDays(90),
                        Terms.Edge.INCLUSIVE,
                        priority,
                        Terms.TieBreak.LOWEST_ID,
                        eligibility,
                        "DE",
                        null,
                        new Explanation.Known(Kind.SIGNUP, AT.minusSeconds(2), "s0", false),
                        Duration.ofDays(1),
                        Duration.ofHours(25),
                        null,
                        null));
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

    @Test
    void anOrderThatStaffDecidedSaysWhoWhenWhyAndWhatWasBefore() {
        // Given
        var word = word(BOB);
        var outcome = new PurchaseOutcome.CreditedByWord(word, BOB, List.of(BOB_BY_CAROL));
        // When
        var decided =
                Statement.of(order(), outcome, VERSION, SIGNED_UP).on(word).decided();
        // Then
        assertThat(decided.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(decided.advocate()).isEqualTo(new Advocate("par_bob", "bob", "B1"));
        assertThat(decided.credits()).containsExactly(new Credit("par_bob", "bob", 1.0, 4_000));
        assertThat(decided.upline()).containsExactly(new Upline(2, "par_carol", "carol"));
        assertThat(decided.explanation())
                .isEqualTo(new Explanation(
                        "manual",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        basis(AT.plusSeconds(9), "DE", AT),
                        null,
                        new Manual(
                                Manual.Action.ATTRIBUTED,
                                "gv_sk_x",
                                AT.plusSeconds(99),
                                "because",
                                "par_bob",
                                "bob",
                                word.before()),
                        null));
    }

    @Test
    void aWordTakenBackIsRememberedBesideWhatTheFactsDecide() {
        // Given
        var alone = Statement.of(order(), new PurchaseOutcome.CreditedByTouch(BY_ALICE, List.of()), VERSION, SIGNED_UP);
        // When
        var decided = alone.on(word(null)).decided();
        // Then
        var usual = alone.decided().explanation();
        assertThat(decided.advocate()).isEqualTo(ADVOCATE);
        assertThat(decided.explanation())
                .isEqualTo(new Explanation(
                        usual.rule(),
                        usual.model(),
                        usual.lookback(),
                        usual.edge(),
                        null,
                        null,
                        usual.candidates(),
                        null,
                        usual.basis(),
                        null,
                        new Manual(
                                Manual.Action.REVERSED,
                                "gv_sk_x",
                                AT.plusSeconds(99),
                                "because",
                                null,
                                null,
                                word(null).before()),
                        null));
        assertThat(alone.on(null)).isSameAs(alone);
    }

    @Test
    void aSignUpThatStaffDecidedSaysSo() {
        // Given
        var signUp = new SignUp("dave", SIGNED_UP, "api", VERSION.policy(), List.of(CODE), null, null, word(ALICE));
        var brought = new Resolution.Brought(Touchpoint.code("w1", "A1", AT), ALICE, List.of());
        // When
        var decided = Statement.of(new SignUpDecision(signUp, brought), VERSION, List.of())
                .decided();
        // Then
        assertThat(decided.explanation().rule()).isEqualTo("manual");
        assertThat(decided.advocate()).isEqualTo(ADVOCATE);
        assertThat(decided.explanation().manual()).isNotNull();
    }

    private static Word word(@Nullable CodeOwner advocate) {
        var before = new Manual.Before(1, Outcome.UNATTRIBUTED, ConversionDecided.Reason.NO_TOUCH, null);
        return new Word(new EventOrder(AT.plusSeconds(99), "w1"), advocate, "gv_sk_x", "because", before);
    }

    private static Basis basisOf(ConversionDecided decided) {
        return Objects.requireNonNull(decided.explanation().basis());
    }

    private static Basis basis(Instant clock, @Nullable String country, @Nullable Instant signedUpAt) {
        return new Basis(
                clock,
                null,
                Terms.Audience.EVERYONE,
                Terms.Binding.LIFETIME,
                null,
                null,
                Terms.Attribution.USUAL_PRIORITY,
                Terms.TieBreak.BY_MODEL,
                new Terms.Eligibility(null, List.of()),
                country,
                signedUpAt,
                null,
                null,
                null,
                signedUpAt == null || signedUpAt.equals(clock) ? null : "s1",
                null);
    }

    private static Explanation with(Explanation compared, Basis basis) {
        return new Explanation(
                compared.rule(),
                compared.model(),
                compared.lookback(),
                compared.edge(),
                compared.boundBy(),
                compared.boundAt(),
                compared.candidates(),
                compared.sharing(),
                basis,
                null,
                null,
                null);
    }

    private static SignUpDecision signUp(Resolution resolution) {
        return new SignUpDecision(
                new SignUp("dave", new EventOrder(AT, "s1"), "api", VERSION.policy(), List.of(CODE)), resolution);
    }

    private static Order order() {
        var fact = new PurchaseFact(
                "o1",
                new EventOrder(AT.plusSeconds(9), "e9"),
                "shop",
                "dave",
                "v1",
                5_000,
                "EUR",
                "DE",
                null,
                List.of(CODE));
        return new Order(fact, 1_000, State.OPENED);
    }
}
