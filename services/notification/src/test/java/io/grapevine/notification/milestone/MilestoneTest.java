package io.grapevine.notification.milestone;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardConditions;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardLimits;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.events.Terms.Role;
import io.grapevine.events.Terms.Trigger;
import io.grapevine.notification.Programs;
import io.grapevine.notification.moment.Details;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Occasion;
import io.grapevine.notification.moment.Occasions;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MilestoneTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Milestone FIVE = new Milestone("spring", 2, "bonus", 5, false, true);

    @Test
    void theRulesThatPayForANumberAreFound() {
        var program = published(
                rule("plain", Trigger.SIGNUP, null, null),
                rule("bonus", Trigger.SIGNUP, new RewardLimits.Milestone(5, null), null),
                rule("orders", Trigger.PURCHASE, new RewardLimits.Milestone(3, true), null),
                rule(
                        "vip",
                        Trigger.SIGNUP,
                        new RewardLimits.Milestone(5, null),
                        new RewardConditions(null, null, List.of(), List.of(), List.of("vip"), null)));
        assertThat(Milestone.of(program))
                .containsExactly(
                        FIVE,
                        new Milestone("spring", 2, "orders", 3, true, false),
                        new Milestone("spring", 2, "vip", 5, false, false));
    }

    @Test
    void oneFriendShortIsNewsExactlyThere() {
        assertThat(new Progress("par_ada", FIVE, 4).near(MONDAY))
                .contains(new Occasion(
                        Moment.MILESTONE_NEAR,
                        "milestone_spring_bonus_1",
                        "spring",
                        "par_ada",
                        Details.missing(1, 5),
                        MONDAY));
        for (var brought : List.of(0L, 3L, 5L, 6L, 9L))
            assertThat(new Progress("par_ada", FIVE, brought).near(MONDAY)).isEmpty();
    }

    @Test
    void everyMultipleHasItsOwnWord() {
        var every = new Milestone("spring", 2, "bonus", 5, true, true);
        assertThat(new Progress("par_ada", every, 9).near(MONDAY))
                .hasValueSatisfying(near -> assertThat(near.subject()).isEqualTo("milestone_spring_bonus_2"));
        assertThat(new Progress("par_ada", every, 10).near(MONDAY)).isEmpty();
    }

    @Test
    void whoNeedsOneFriendOrCountsSomethingElseIsNeverNear() {
        assertThat(new Progress("par_ada", new Milestone("spring", 2, "each", 1, true, true), 3).near(MONDAY))
                .isEmpty();
        assertThat(new Progress("par_ada", new Milestone("spring", 2, "orders", 5, false, false), 4).near(MONDAY))
                .isEmpty();
    }

    @Test
    void aFriendIsCountedForWhoTheLatestRevisionSays() {
        var first = Brought.of(Decisions.signUp().of("cnv_1").build()).orElseThrow();
        var revoked = Brought.of(Decisions.signUp()
                        .of("cnv_1")
                        .revision(2)
                        .unattributed(Outcome.REFUSED, null)
                        .build())
                .orElseThrow();
        assertThat(first.participantId()).isNotNull();
        assertThat(revoked.participantId()).isNull();
        assertThat(Brought.later(first, revoked)).isEqualTo(revoked);
        assertThat(Brought.later(revoked, first)).isEqualTo(revoked);
        assertThat(Brought.of(Decisions.purchase().build())).isEmpty();
    }

    @Test
    void theMilestonesWordStandsInForTheOrdinaryOneAndKeepsTheWarning() {
        // Given
        var released = reward(Status.RELEASED)
                .expires(MONDAY.plus(Duration.ofDays(30)))
                .build();
        // When
        var told = Reached.told(released, occasions(released), 2);
        // Then
        assertThat(told).extracting(Occasion::moment).containsExactly(Moment.MILESTONE_REACHED, Moment.REWARD_EXPIRING);
        assertThat(told.getFirst().subject()).isEqualTo("milestone_demo_bonus_2");
        assertThat(told.getFirst().readerId()).isEqualTo("par_ada");
        assertThat(told.getFirst().details()).isEqualTo(Details.of(released));
    }

    @Test
    void whatIsHeldSaysUntilWhen() {
        var held = reward(Status.HELD).releasable(MONDAY.plusSeconds(9)).build();
        assertThat(Reached.told(held, occasions(held), 1))
                .singleElement()
                .satisfies(told -> assertThat(told.details().until()).isEqualTo(MONDAY.plusSeconds(9)));
    }

    @Test
    void endsHaveNoWordOfAMilestone() {
        for (var status : Status.values()) {
            var reward = reward(status).build();
            var isFirstWord = status == Status.HELD || status == Status.RELEASED;
            assertThat(Reached.isTold(occasions(reward))).as(status.wireName()).isEqualTo(isFirstWord);
            assertThat(Reached.stands(status))
                    .as(status.wireName())
                    .isEqualTo(status != Status.REFUSED && status != Status.CLAWED_BACK);
        }
        var refused = reward(Status.REFUSED).build();
        assertThat(Reached.told(refused, occasions(refused), 1)).isEqualTo(occasions(refused));
    }

    private static List<Occasion> occasions(RewardChanged reward) {
        return Occasions.in(Event.stated("t1", "evt_1", "/test", MONDAY, null, reward));
    }

    private static Rewards reward(Status status) {
        return Rewards.reward("rew_1")
                .rule("bonus")
                .is(status, 1)
                .worth(RewardKind.CASH, 5000, "EUR")
                .at(MONDAY);
    }

    private static ProgramPublished published(RewardRule... rules) {
        return Programs.named("spring", 2, "Spring", rules);
    }

    private static RewardRule rule(
            String id, Trigger on, RewardLimits.@Nullable Milestone milestone, @Nullable RewardConditions conditions) {
        return new RewardRule(
                id,
                on,
                Role.ADVOCATE,
                1,
                false,
                null,
                new Terms.Give(RewardKind.CASH, null, null, new Terms.Money(5000, "EUR"), null),
                Duration.ZERO,
                null,
                conditions,
                null,
                milestone == null ? null : new RewardLimits(List.of(), milestone),
                null);
    }
}
