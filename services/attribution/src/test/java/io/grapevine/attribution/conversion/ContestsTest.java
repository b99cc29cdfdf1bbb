package io.grapevine.attribution.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.EvidenceClass;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Contender;
import io.grapevine.events.Explanation.Contest;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContestsTest {

    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Terms.@Nullable Exclusivity USUAL = null;

    @Test
    void aProgramAloneIsCreditedAsIfThereWereNoContests() {
        var alone = claim("affiliates", USUAL, EvidenceClass.CLICK, 5);
        assertThat(Contests.settle(List.of(alone))).containsExactly(alone);
    }

    @Test
    void theOneThatGoesFirstIsCreditedAndTheOtherSaysToWhomItLost() {
        // Given
        var friends = claim("friends", USUAL, EvidenceClass.CODE, 9);
        var affiliates = claim("affiliates", USUAL, EvidenceClass.CLICK, 5);
        // When
        var settled = Contests.settle(List.of(affiliates, friends));
        // Then
        var contest = new Contest(
                "default",
                List.of(
                        new Contender("friends", 1, 100, false, "code", AT.minusSeconds(9), true),
                        new Contender("affiliates", 1, 100, false, "click", AT.minusSeconds(5), false)));
        assertThat(settled).extracting(Statement::key).containsExactly(affiliates.key(), friends.key());
        var winner = settled.getLast().decided();
        assertThat(winner.explanation().contest()).isEqualTo(contest);
        assertThat(winner.lostTo()).isNull();
        assertThat(winner.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(winner.credits()).isEqualTo(friends.decided().credits()).isNotEmpty();
        assertThat(winner.explanation().candidates())
                .isEqualTo(friends.decided().explanation().candidates());
        var loser = settled.getFirst().decided();
        assertThat(loser.outcome()).isEqualTo(Outcome.UNATTRIBUTED);
        assertThat(loser.reason()).isEqualTo(Reason.OTHER_PROGRAM);
        assertThat(loser.lostTo()).isEqualTo("friends");
        assertThat(loser.advocate()).isNull();
        assertThat(loser.credits()).isEmpty();
        assertThat(loser.upline()).isEmpty();
        assertThat(loser.explanation().contest()).isEqualTo(contest);
        assertThat(loser.explanation().basis())
                .isEqualTo(affiliates.decided().explanation().basis());
        assertThat(settled.getFirst().numbered("cnv_1", 7).lostTo()).isEqualTo("friends");
    }

    @Test
    void rankGoesBeforeClassClassBeforeTimeAndTimeBeforeTheKey() {
        assertThat(winner(
                        claim("b", new Terms.Exclusivity("default", 1), EvidenceClass.IMPRESSION, 9),
                        claim("a", new Terms.Exclusivity("default", 2), EvidenceClass.CODE, 1)))
                .isEqualTo("b");
        assertThat(winner(claim("b", USUAL, EvidenceClass.CODE, 9), claim("a", USUAL, EvidenceClass.PAID_CLICK, 1)))
                .isEqualTo("b");
        assertThat(winner(claim("b", USUAL, EvidenceClass.PAID_CLICK, 1), claim("a", USUAL, EvidenceClass.CLICK, 2)))
                .isEqualTo("b");
        assertThat(winner(claim("b", USUAL, EvidenceClass.CLICK, 1), claim("a", USUAL, EvidenceClass.CLICK, 1)))
                .isEqualTo("a");
    }

    @Test
    void ofThreeOnlyOneIsCredited() {
        assertThat(Contests.settle(List.of(
                        claim("a", USUAL, EvidenceClass.CLICK, 3),
                        claim("b", USUAL, EvidenceClass.CLICK, 2),
                        claim("c", USUAL, EvidenceClass.CLICK, 1))))
                .extracting(statement -> statement.decided().lostTo())
                .containsExactly("c", "c", null);
    }

    @Test
    void programsOfOtherGroupsOrNoneOrWithNothingToPayDoNotStandInTheWay() {
        // Given
        var friends = claim("friends", USUAL, EvidenceClass.CODE, 9);
        var apart = claim("apart", new Terms.Exclusivity("b2b", 1), EvidenceClass.CODE, 1);
        var besides = claim("besides", new Terms.Exclusivity(null, 1), EvidenceClass.CODE, 1);
        var silent = order(version("silent", USUAL, Terms.Trigger.SIGNUP), EvidenceClass.CODE, 1);
        var nobody = Statement.of(
                new Order(fact(), 0, null),
                new PurchaseOutcome.Uncredited(io.grapevine.attribution.credit.Reason.NO_TOUCH, null),
                version("nobody", USUAL, Terms.Trigger.PURCHASE),
                null);
        var all = List.of(friends, apart, besides, silent, nobody);
        // Then
        assertThat(besides.claim()).isNull();
        assertThat(silent.claim()).isNull();
        assertThat(nobody.claim()).isNull();
        assertThat(Contests.settle(all)).isEqualTo(all);
    }

    @Test
    void everyConversionHasItsOwnContest() {
        // Given
        var order = claim("friends", USUAL, EvidenceClass.CODE, 9);
        var signUp = signUp(version("affiliates", USUAL, Terms.Trigger.SIGNUP));
        var other = signUp(version("friends", USUAL, Terms.Trigger.SIGNUP));
        // When
        var settled = Contests.settle(List.of(order, signUp, other));
        // Then
        assertThat(settled)
                .extracting(statement -> statement.decided().lostTo())
                .containsExactly(null, null, "affiliates");
    }

    @Test
    void aBindClaimsByTheTouchThatMadeIt() {
        // Given
        var touch = Touchpoint.code("s1", "X", AT.minusSeconds(99));
        var owner = new CodeOwner("friends", "X", "par_ada", "ada", null);
        var bind = new Bind("dave", owner, touch, new EventOrder(AT.minusSeconds(99), "s1"));
        var bound = new PurchaseOutcome.CreditedByBind(bind, List.of());
        var journey = new PurchaseOutcome.CreditedByJourney(new Resolution.Brought(touch, owner, List.of()), List.of());
        // Then
        assertThat(Stream.of(bound, journey).map(Claim::through)).allMatch(through -> through.orElseThrow() == touch);
    }

    @Test
    void whatStaffSaidGoesBeforeEveryRankAndTheLatestWordBeforeOthers() {
        // Given
        var first = new Terms.Exclusivity("default", 1);
        var last = new Terms.Exclusivity("default", 9);
        // Then
        assertThat(winner(said("b", last, 1), claim("a", first, EvidenceClass.CODE, 1)))
                .isEqualTo("b");
        assertThat(winner(said("b", last, 2), said("a", first, 1))).isEqualTo("b");
        assertThat(winner(said("b", last, 1), said("a", last, 1))).isEqualTo("a");
        assertThat(Contests.settle(List.of(said("b", last, 1), claim("a", first, EvidenceClass.CODE, 1)))
                        .getLast()
                        .decided()
                        .explanation()
                        .contest())
                .isEqualTo(new Contest(
                        "default",
                        List.of(
                                new Contender("b", 1, 9, true, "code", AT.plusSeconds(1), true),
                                new Contender("a", 1, 1, false, "code", AT.minusSeconds(1), false))));
        assertThat(said("b", new Terms.Exclusivity(null, 1), 1).claim()).isNull();
    }

    @Test
    void aWordTakenBackClaimsNothingByItself() {
        // Given
        var alone = claim("a", USUAL, EvidenceClass.CLICK, 1);
        var before = new Explanation.Manual.Before(1, Outcome.ATTRIBUTED, null, null);
        var reversal = new Word(new EventOrder(AT.plusSeconds(9), "w2"), null, "gv_sk_x", "because", before);
        // Then
        assertThat(alone.on(reversal).claim()).isEqualTo(alone.claim());
    }

    private static Statement said(String program, Terms.@Nullable Exclusivity exclusivity, int secondsAfter) {
        var owner = new CodeOwner(program, "X", "par_ada", "ada", null);
        var before = new Explanation.Manual.Before(1, Outcome.UNATTRIBUTED, null, null);
        var word = new Word(new EventOrder(AT.plusSeconds(secondsAfter), "w1"), owner, "gv_sk_x", "because", before);
        var version = version(program, exclusivity, Terms.Trigger.PURCHASE);
        var outcome = new PurchaseOutcome.CreditedByWord(word, owner, List.of());
        return Statement.of(new Order(fact(), 0, null), outcome, version, null).on(word);
    }

    private static String winner(Statement... statements) {
        return Contests.settle(List.of(statements)).stream()
                .map(Statement::decided)
                .filter(decided -> decided.outcome() == Outcome.ATTRIBUTED)
                .map(ConversionDecided::programKey)
                .findFirst()
                .orElseThrow();
    }

    private static Statement claim(
            String program, Terms.@Nullable Exclusivity exclusivity, EvidenceClass evidenceClass, int secondsBefore) {
        return order(version(program, exclusivity, Terms.Trigger.PURCHASE), evidenceClass, secondsBefore);
    }

    private static Statement order(ProgramVersion version, EvidenceClass evidenceClass, int secondsBefore) {
        var touch = new Touchpoint("t", evidenceClass, "X", AT.minusSeconds(secondsBefore), 0, 0, true);
        var owner = new CodeOwner(version.programKey(), "X", "par_ada", "ada", null);
        var brought = new Resolution.Brought(touch, owner, List.of());
        return Statement.of(
                new Order(fact(), 0, null), new PurchaseOutcome.CreditedByTouch(brought, List.of()), version, null);
    }

    private static Statement signUp(ProgramVersion version) {
        var touch = Touchpoint.click("t", "X", AT.minusSeconds(1));
        var owner = new CodeOwner(version.programKey(), "X", "par_ada", "ada", null);
        var signUp = new SignUp("dave", new EventOrder(AT, "s1"), "api", version.policy(), List.of(touch));
        return Statement.of(
                new SignUpDecision(signUp, new Resolution.Brought(touch, owner, List.of())), version, List.of());
    }

    private static PurchaseFact fact() {
        return new PurchaseFact(
                "o1", new EventOrder(AT, "e1"), "api", "dave", null, 5_000, "EUR", null, null, List.of());
    }

    private static ProgramVersion version(
            String program, Terms.@Nullable Exclusivity exclusivity, Terms.Trigger trigger) {
        var rule = new Terms.RewardRule(
                "r",
                trigger,
                Terms.Role.ADVOCATE,
                1,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(1, "EUR"), null),
                Duration.ZERO);
        return new ProgramVersion(
                program,
                1,
                null,
                new Terms(
                        "Name",
                        "https://shop.example/",
                        new AttributionTerms(
                                AttributionTerms.Model.LAST_TOUCH,
                                new AttributionTerms.Lookback(null, AttributionTerms.Edge.INCLUSIVE),
                                null,
                                AttributionTerms.Binding.LIFETIME),
                        new Terms.Eligibility(null, List.of()),
                        List.of(rule),
                        null,
                        exclusivity));
    }
}
