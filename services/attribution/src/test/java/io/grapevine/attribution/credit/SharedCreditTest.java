package io.grapevine.attribution.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.attribution.model.Weight;
import io.grapevine.attribution.model.Weights;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedCreditTest {

    private static final Instant ORDER = Instant.parse("2026-06-30T00:00:00Z");
    private static final Moments ORDERED = Moments.ofOrder(ORDER, null);
    private static final SharedCredit LINEAR = new SharedCredit.ByJourney(new CreditModel.Linear());
    private static final Predicate<String> NOBODY_DESCENDS = owner -> false;
    private static final CodeBook CODES =
            new CodeBook(Map.of("A1", owner("A1", "alice"), "A2", owner("A2", "alice"), "B1", owner("B1", "bob")));

    @Test
    void everyEligibleTouchEarnsAndTheTouchesOfOneAdvocateSumUp() {
        // When
        var brought = brought(LINEAR, click("c1", "A1", 9), click("c2", "B1", 5), click("c3", "A2", 1));
        // Then
        assertThat(brought.verdicts())
                .allMatch(Verdict::won)
                .extracting(Verdict::weight)
                .containsOnly(part(1, 3));
        assertThat(division(brought).shares(100))
                .containsExactly(
                        new Share(owner("A1", "alice"), part(2, 3), 34 + 33),
                        new Share(owner("B1", "bob"), part(1, 3), 33));
    }

    @Test
    void theLeadIsWhoeverEarnedMostThroughTheirLastTouchThatDid() {
        var brought = brought(LINEAR, click("c1", "A1", 9), click("c2", "A2", 5), click("c3", "B1", 1));
        assertThat(brought.advocate()).isEqualTo(owner("A2", "alice"));
        assertThat(brought.winner().id()).isEqualTo("c2");
    }

    @Test
    void amongEqualsTheLeadIsWhoseTouchCameLast() {
        assertThat(brought(LINEAR, click("c1", "A1", 9), click("c2", "B1", 5))
                        .advocate()
                        .externalId())
                .isEqualTo("bob");
        assertThat(brought(LINEAR, click("c1", "B1", 9), click("c2", "A1", 5))
                        .advocate()
                        .externalId())
                .isEqualTo("alice");
    }

    @Test
    void aTouchThatTheModelGivesNothingSaysSoAndItsOwnerHasNoCredit() {
        // When
        var first = new SharedCredit.ByJourney(new CreditModel.FirstTouch());
        var brought = brought(first, click("c1", "A1", 9), click("c2", "B1", 5));
        // Then
        assertThat(reasons(brought)).containsExactly(null, Reason.NO_SHARE);
        assertThat(brought.verdicts().getLast().weight()).isEqualTo(part(0, 1));
        assertThat(division(brought).shares(100)).containsExactly(new Share(owner("A1", "alice"), part(1, 1), 100));
        assertThat(brought.advocate().externalId()).isEqualTo("alice");
    }

    @Test
    void classesOfEvidenceAreEqualInAJourney() {
        var brought = brought(LINEAR, click("c1", "A1", 9), Touchpoint.code("p1", "B1", ORDER));
        assertThat(brought.verdicts()).allMatch(Verdict::won);
    }

    @Test
    void onesOwnCodeAndThoseOfDescendantsEarnNothing() {
        // When
        var resolution = Attribution.resolve(
                policy(LINEAR),
                "alice",
                ORDERED,
                List.of(click("c1", "A1", 9), click("c2", "B1", 5)),
                CODES,
                "bob"::equals);
        // Then
        assertThat(resolution).isInstanceOfSatisfying(Resolution.Nobody.class, nobody -> {
            assertThat(nobody.reason()).isEqualTo(Reason.SELF_REFERRAL);
            assertThat(reasons(nobody)).containsExactly(Reason.SELF_REFERRAL, Reason.CYCLE);
        });
    }

    @Test
    void theFarEdgeOfTheLookbackCountsAsThePolicySaysForCodesToo() {
        var atTheEdge = Touchpoint.code("s1", "B1", ORDER.minus(Duration.ofDays(30)));
        var before =
                Touchpoint.code("s0", "A1", ORDER.minus(Duration.ofDays(30)).minusMillis(1));
        var brought = brought(LINEAR, before, atTheEdge);
        assertThat(reasons(brought)).containsExactly(Reason.EXPIRED, null);
        assertThat(brought.advocate().externalId()).isEqualTo("bob");
    }

    @Test
    void codesOfOneEventAreTouchesOfTheirOwnInAnyOrder() {
        var codes = new Touchpoint[] {Touchpoint.code("p1", "B1", ORDER), Touchpoint.code("p1", "A1", ORDER)};
        var there = brought(LINEAR, codes);
        var back = brought(LINEAR, codes[1], codes[0]);
        assertThat(division(there).shares(3))
                .isEqualTo(division(back).shares(3))
                .hasSize(2);
        assertThat(there.advocate()).isEqualTo(back.advocate()).isEqualTo(owner("B1", "bob"));
    }

    @Test
    void lastNonDirectLooksPastDirectVisits() {
        var model = new SharedCredit.ByJourney(new CreditModel.LastNonDirect());
        var brought = brought(model, click("c1", "A1", 9), click("c2", "B1", 5).through("direct"));
        assertThat(reasons(brought)).containsExactly(null, Reason.NO_SHARE);
    }

    @Test
    void lastNonDirectHasASingleWinnerToo() {
        // Given
        var policy = new Policy("spring", AttributionModel.LAST_NON_DIRECT, lookback());
        var alice = click("c1", "A1", 9);
        var earlier = click("c0", "B1", 10);
        var direct = click("c2", "B1", 5).through("direct");
        // When
        var resolution = resolve(policy, earlier, alice, direct);
        // Then
        assertThat(reasons(resolution)).containsExactly(Reason.EARLIER_TOUCH, null, Reason.NO_SHARE);
        assertThat(reasons(resolve(policy, click("c1", "A1", 9).through("direct"), direct)))
                .containsExactly(Reason.EARLIER_TOUCH, null);
    }

    @Test
    void milestonesAreTheSignUpAndTheOrder() {
        // Given
        var signedUp = ORDER.minus(Duration.ofDays(6));
        var evidence = List.of(click("c1", "A1", 9), click("c2", "B1", 7), click("c3", "B1", 4), click("c4", "A1", 1));
        // When
        var order = (Resolution.Brought) Attribution.resolve(
                policy(new SharedCredit.WShaped()),
                "dave",
                Moments.ofOrder(ORDER, signedUp),
                evidence,
                CODES,
                NOBODY_DESCENDS);
        // Then
        assertThat(division(order).model()).isEqualTo(new CreditModel.WShaped(signedUp, ORDER));
        assertThat(order.verdicts()).extracting(SharedCreditTest::weight).containsExactly(0.3, 0.3, 0.1, 0.3);
    }

    @Test
    void anOrderClosesWhatItOpensAndASignUpIsOnlyALead() {
        assertThat(new SharedCredit.FullPath().modelFor(Moments.ofOrder(ORDER, ORDER)))
                .isEqualTo(new CreditModel.FullPath(ORDER, ORDER, ORDER));
        assertThat(new SharedCredit.FullPath().modelFor(Moments.ofSignUp(ORDER)))
                .isEqualTo(new CreditModel.FullPath(ORDER, null, null));
        assertThat(Moments.ofOrder(ORDER, ORDER.plusMillis(1)).leadAt()).isNull();
    }

    @Test
    void aClickThatTheConversionNamesTakesItsChannelFromTheLandingPage() {
        var named = click("c1", "A1", 9);
        assertThat(brought(LINEAR, named, named.through("email")).verdicts())
                .singleElement()
                .extracting(verdict -> verdict.touchpoint().cameThrough())
                .isEqualTo("email");
        assertThat(brought(LINEAR, named.through("social"), named.through("email"))
                        .verdicts())
                .singleElement()
                .extracting(verdict -> verdict.touchpoint().cameThrough())
                .isEqualTo("social");
    }

    @Test
    void aDivisionHasAnOwnerAndAWeightForEveryTouch() {
        var touches = List.of(click("c1", "A1", 1));
        var weights = Weights.of(List.of(BigInteger.ONE, BigInteger.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Division(new CreditModel.Linear(), touches, List.of(owner("A1", "alice")), weights));
    }

    static List<Long> seeds() {
        return new Random(20_261_122).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sharesSumToTheAmountWhateverOrderTouchesComeInAndWhatIsNotEligibleAmongThem(long seed) {
        // Given
        var random = new Random(seed);
        var rule = List.of(
                        LINEAR,
                        new SharedCredit.ByJourney(CreditModel.TimeDecay.SEVEN_DAYS),
                        new SharedCredit.WShaped())
                .get(random.nextInt(3));
        var touches = new ArrayList<Touchpoint>();
        for (var i = 0; i <= random.nextInt(9); i++)
            touches.add(click("c" + i, List.of("A1", "A2", "B1").get(random.nextInt(3)), random.nextInt(30)));
        var amount = random.nextLong(1_000_000) - 1000;
        var shares = division(brought(rule, touches.toArray(Touchpoint[]::new))).shares(amount);
        // When
        touches.add(click("x1", "NOBODYS", random.nextInt(30)));
        touches.add(click("x2", "B1", 31 + random.nextInt(30)));
        touches.add(new Touchpoint("x3", EvidenceClass.CLICK, "B1", ORDER.minusSeconds(1), 0, 0, false));
        touches.add(touches.getFirst());
        Collections.shuffle(touches, random);
        var shuffled =
                division(brought(rule, touches.toArray(Touchpoint[]::new))).shares(amount);
        // Then
        assertThat(shares.stream().mapToLong(Share::amountMinor).sum()).isEqualTo(amount);
        assertThat(shares.stream().map(Share::weight).reduce(Weight::plus))
                .hasValueSatisfying(sum -> assertThat(sum.part()).isEqualTo(sum.whole()));
        assertThat(shuffled).isEqualTo(shares);
    }

    private static Resolution resolve(Policy policy, Touchpoint... touchpoints) {
        return Attribution.resolve(policy, "dave", ORDERED, List.of(touchpoints), CODES, NOBODY_DESCENDS);
    }

    private static Resolution.Brought brought(SharedCredit rule, Touchpoint... touchpoints) {
        return (Resolution.Brought) resolve(policy(rule), touchpoints);
    }

    private static Division division(Resolution.Brought brought) {
        assertThat(brought.division()).isNotNull();
        return brought.division();
    }

    private static Policy policy(CreditRule rule) {
        return new Policy("spring", rule, lookback());
    }

    private static LookbackWindow lookback() {
        return new LookbackWindow(Duration.ofDays(30), LookbackWindow.Edge.INCLUSIVE);
    }

    private static Touchpoint click(String id, String code, int daysBefore) {
        return Touchpoint.click(id, code, ORDER.minus(Duration.ofDays(daysBefore)));
    }

    private static CodeOwner owner(String code, String person) {
        return new CodeOwner("spring", code, "par_" + person, person, null);
    }

    private static Weight part(long part, long whole) {
        return new Weight(BigInteger.valueOf(part), BigInteger.valueOf(whole));
    }

    private static double weight(Verdict verdict) {
        return verdict.weight() == null ? 0 : verdict.weight().doubleValue();
    }

    private static List<@Nullable Reason> reasons(Resolution resolution) {
        return resolution.verdicts().stream().map(Verdict::lostBecause).toList();
    }
}
