package io.grapevine.attribution.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.binding.UplineShare;
import io.grapevine.attribution.credit.Attribution;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Basis;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.Explanation.Sharing;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedStatementTest {

    private static final Instant ORDER = Instant.parse("2026-06-30T00:00:00Z");
    private static final EventOrder SIGNED_UP = new EventOrder(ORDER.minus(Duration.ofDays(2)), "s1");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final AttributionTerms.PositionWeights J_SHAPED =
            new AttributionTerms.PositionWeights(new BigDecimal("0.2"), new BigDecimal("0.2"), new BigDecimal("0.6"));
    private static final CodeBook CODES = new CodeBook(Map.of("A1", owner("alice", "A1"), "B1", owner("bob", "B1")));
    private static final Touchpoint MAIL = Touchpoint.click("c1", "A1", day(3)).through("email");
    private static final Touchpoint LINK = Touchpoint.click("c2", "B1", day(1));
    private static final Touchpoint OLD = Touchpoint.click("c0", "B1", day(40));

    @Test
    void anOrderIsCreditedToEverybodyWhoseTouchesEarned() {
        // When
        var decided = order(
                version(AttributionTerms.Model.POSITION, J_SHAPED, null), 1_000, 1, List.of(LINK), List.of(MAIL, OLD));
        // Then
        assertThat(decided.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(decided.advocate()).isEqualTo(new Advocate("par_bob", "bob", "B1"));
        assertThat(decided.credits())
                .containsExactly(new Credit("par_alice", "alice", 0.25, 250), new Credit("par_bob", "bob", 0.75, 749));
        assertThat(decided.upline()).containsExactly(new Upline(2, "par_eve", "eve", 0.25));
        assertThat(decided.explanation())
                .isEqualTo(new Explanation(
                        "journey",
                        AttributionTerms.Model.POSITION,
                        Duration.ofDays(30),
                        AttributionTerms.Edge.INCLUSIVE,
                        null,
                        null,
                        List.of(
                                new Candidate(
                                        "c0",
                                        "click",
                                        "B1",
                                        "bob",
                                        day(40),
                                        false,
                                        Reason.EXPIRED,
                                        null,
                                        "referral",
                                        null,
                                        null,
                                        null,
                                        null),
                                new Candidate(
                                        "c1",
                                        "click",
                                        "A1",
                                        "alice",
                                        day(3),
                                        true,
                                        null,
                                        0.25,
                                        "email",
                                        "par_alice",
                                        null,
                                        null,
                                        null),
                                new Candidate(
                                        "c2",
                                        "click",
                                        "B1",
                                        "bob",
                                        day(1),
                                        true,
                                        null,
                                        0.75,
                                        "referral",
                                        "par_bob",
                                        null,
                                        null,
                                        null)),
                        new Sharing(J_SHAPED, null, null, null, null),
                        decided.explanation().basis(),
                        null,
                        null,
                        null));
        assertThat(decided.explanation().basis()).extracting(Basis::signedUpAt).isEqualTo(SIGNED_UP.at());
    }

    @Test
    void theModelsParametersAndMilestonesAreExplained() {
        assertThat(sharing(AttributionTerms.Model.TIME_DECAY, WEEK))
                .isEqualTo(new Sharing(null, WEEK, null, null, null));
        assertThat(sharing(AttributionTerms.Model.W_SHAPED, null))
                .isEqualTo(new Sharing(null, null, SIGNED_UP.at(), ORDER, null));
        assertThat(sharing(AttributionTerms.Model.FULL_PATH, null))
                .isEqualTo(new Sharing(null, null, SIGNED_UP.at(), ORDER, ORDER));
    }

    @Test
    void anOrderWithoutEligibleTouchesIsNobodysAndStillExplained() {
        var decided = order(version(AttributionTerms.Model.LINEAR, null, null), 1_000, 0, List.of(), List.of(OLD));
        assertThat(decided.outcome()).isEqualTo(Outcome.UNATTRIBUTED);
        assertThat(decided.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(decided.credits()).isEmpty();
        assertThat(decided.explanation().candidates()).hasSize(1);
        assertThat(decided.explanation().sharing()).isEqualTo(new Sharing(null, null, null, null, null));
    }

    @Test
    void anOrderThatTheProgramDoesNotWantIsNotDivided() {
        var usual = version(AttributionTerms.Model.LINEAR, null, null);
        var picky = new ProgramVersion(
                "spring",
                1,
                null,
                new Terms(
                        "Spring",
                        "https://shop.example/",
                        usual.terms().attribution(),
                        new Terms.Eligibility(new Terms.Money(1_001, "EUR"), List.of()),
                        List.of()));
        assertThat(order(picky, 1_000, 0, List.of(LINK), List.of()).reason()).isEqualTo(Reason.NOT_ELIGIBLE);
    }

    @Test
    void aSignUpIsSharedWithoutAnAmount() {
        // Given
        var version = version(AttributionTerms.Model.LINEAR, null, null);
        var signUp = new SignUp("dave", new EventOrder(ORDER, "s1"), "api", version.policy(), List.of(MAIL, LINK));
        var resolution = Attribution.resolve(signUp.policy(), "dave", ORDER, signUp.evidence(), CODES, owner -> false);
        var upline = UplineShare.above(((Resolution.Brought) resolution).shares(), ORDER, 2, forest());
        // When
        var decided = Statement.ofShared(new SignUpDecision(signUp, resolution), version, upline)
                .decided();
        // Then
        assertThat(decided.credits())
                .containsExactly(new Credit("par_alice", "alice", 0.5, 0), new Credit("par_bob", "bob", 0.5, 0));
        assertThat(decided.advocate()).isEqualTo(new Advocate("par_bob", "bob", "B1"));
        assertThat(decided.upline()).containsExactly(new Upline(2, "par_eve", "eve", 0.5));
    }

    @Test
    void aRepeatedSignUpIsNobodys() {
        var version = version(AttributionTerms.Model.LINEAR, null, null);
        var signUp = new SignUp("dave", new EventOrder(ORDER, "s2"), "api", version.policy(), List.of());
        var known = new Resolution.Nobody(io.grapevine.attribution.credit.Reason.EXISTING_CUSTOMER, List.of());
        assertThat(Statement.ofShared(new SignUpDecision(signUp, known), version, List.of())
                        .decided()
                        .reason())
                .isEqualTo(Reason.EXISTING_CUSTOMER);
    }

    @Test
    void aSingleWinnerSharesWithNobody() {
        var signUp = new SignUp(
                "dave",
                new EventOrder(ORDER, "s1"),
                "api",
                version(AttributionTerms.Model.LINEAR, null, null).policy(),
                List.of());
        var alone = new Resolution.Brought(LINK, owner("bob", "B1"), List.of());
        assertThat(alone.shares()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statement.ofShared(
                        new SignUpDecision(signUp, alone),
                        version(AttributionTerms.Model.LINEAR, null, null),
                        List.of()));
    }

    private static @Nullable Sharing sharing(AttributionTerms.Model model, @Nullable Duration halfLife) {
        return order(version(model, null, halfLife), 1_000, 0, List.of(LINK), List.of(MAIL))
                .explanation()
                .sharing();
    }

    private static ConversionDecided order(
            ProgramVersion version, long amount, long refunded, List<Touchpoint> evidence, List<Touchpoint> history) {
        var fact = new PurchaseFact(
                "o1", new EventOrder(ORDER, "p1"), "api", "dave", null, amount, "EUR", null, null, evidence, history);
        var outcome = Purchases.decide(fact, version, SIGNED_UP, forest(), CODES);
        return Statement.of(new Order(fact, refunded, null), outcome, version, SIGNED_UP)
                .decided();
    }

    private static Forest forest() {
        return new Forest(List.of(new Bind(
                "alice", owner("eve", "E1"), Touchpoint.click("c", "E1", day(9)), new EventOrder(day(9), "s0"))));
    }

    private static ProgramVersion version(
            AttributionTerms.Model model,
            AttributionTerms.@Nullable PositionWeights weights,
            @Nullable Duration halfLife) {
        var attribution = new AttributionTerms(
                model,
                new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.INCLUSIVE),
                null,
                AttributionTerms.Binding.PER_ORDER,
                AttributionTerms.Credit.MULTI_TOUCH,
                weights,
                halfLife);
        var second = new Terms.RewardRule(
                "second",
                Terms.Trigger.PURCHASE,
                Terms.Role.UPLINE,
                2,
                false,
                null,
                new Terms.Give(RewardKind.CASH, new BigDecimal("3"), null, null, null),
                Duration.ZERO);
        return new ProgramVersion(
                "spring",
                1,
                null,
                new Terms(
                        "Spring",
                        "https://shop.example/",
                        attribution,
                        new Terms.Eligibility(null, List.of()),
                        List.of(second)));
    }

    private static Instant day(int before) {
        return ORDER.minus(Duration.ofDays(before));
    }

    private static CodeOwner owner(String person, String code) {
        return new CodeOwner("spring", code, "par_" + person, person, null);
    }
}
