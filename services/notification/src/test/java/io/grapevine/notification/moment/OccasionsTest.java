package io.grapevine.notification.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.InvitationRequested;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms.Role;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccasionsTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void aReleasedRewardOfAnAdvocateIsToldToTheAdvocate() {
        // Given
        var reward = reward(Status.RELEASED, Role.ADVOCATE).build();
        // When
        var occasions = in(reward);
        // Then
        assertThat(occasions)
                .containsExactly(
                        new Occasion(Moment.REWARD_RELEASED, "rew_1", "spring", "par_1", Details.of(reward), MONDAY));
        assertThat(in(reward(Status.RELEASED, Role.UPLINE).build())).hasSize(1);
    }

    @Test
    void mostEventsAreNoMoment() {
        for (var status : List.of(Status.WAITING_FOR_COUPON, Status.REVIEW, Status.FROZEN, Status.EXPIRED))
            assertThat(in(reward(status, Role.ADVOCATE).build())).isEmpty();
        assertThat(in(new AlertRaised("alr_1", "ops", "lag_high", "the lag is 12 s")))
                .isEmpty();
    }

    @Test
    void whoIsNotEnrolledIsNamedByTheCustomersId() {
        assertThat(in(reward(Status.RELEASED, Role.FRIEND)
                        .owedTo(Role.FRIEND, 0, null, "fay")
                        .build()))
                .singleElement()
                .extracting(Occasion::readerId)
                .isEqualTo("cus_fay");
    }

    @Test
    void everyTurnOfARewardHasItsMoment() {
        assertThat(moments(reward(Status.HELD, Role.ADVOCATE))).containsExactly(Moment.REWARD_HELD);
        assertThat(moments(reward(Status.FULFILLED, Role.ADVOCATE).coupon("SPRING")))
                .containsExactly(Moment.REWARD_FULFILLED);
        assertThat(moments(reward(Status.REFUSED, Role.ADVOCATE))).containsExactly(Moment.REWARD_REFUSED);
        assertThat(moments(reward(Status.CLAWED_BACK, Role.ADVOCATE))).containsExactly(Moment.REWARD_CLAWED_BACK);
        assertThat(moments(reward(Status.RELEASED, Role.ADVOCATE)
                        .after(new RewardChanged.Before(Status.REVIEW, null, 1250L, "EUR", null))))
                .containsExactly(Moment.REVIEW_DECIDED);
        assertThat(moments(reward(Status.RELEASED, Role.ADVOCATE)
                        .after(new RewardChanged.Before(Status.HELD, null, 1250L, "EUR", null))))
                .containsExactly(Moment.REWARD_RELEASED);
    }

    @Test
    void aRewardTakenBackSaysWhatIsLostNotWhatIsLeft() {
        assertThat(lost(1250L, 0)).isEqualTo(1250L);
        assertThat(lost(1250L, 250)).isEqualTo(1000L);
        assertThat(lost(1250L, 1250)).isEqualTo(1250L);
        assertThat(lost(null, 1250)).isEqualTo(1250L);
        assertThat(lost(null, 0)).isNull();
        assertThat(in(reward(Status.CLAWED_BACK, Role.ADVOCATE)
                        .coupon("SPRING")
                        .after(new RewardChanged.Before(Status.RELEASED, null, null, null, null))
                        .build()))
                .singleElement()
                .extracting(occasion -> occasion.details().amountMinor())
                .isNull();
    }

    private static @Nullable Long lost(@Nullable Long was, long left) {
        return in(reward(Status.CLAWED_BACK, Role.ADVOCATE)
                        .worth(RewardKind.CASH, left, "EUR")
                        .after(new RewardChanged.Before(Status.RELEASED, null, was, "EUR", null))
                        .build())
                .getFirst()
                .details()
                .amountMinor();
    }

    @Test
    void aHeldRewardSaysUntilWhen() {
        assertThat(in(reward(Status.HELD, Role.ADVOCATE)
                        .releasable(MONDAY.plusSeconds(9))
                        .build()))
                .singleElement()
                .satisfies(occasion -> assertThat(occasion.details().until()).isEqualTo(MONDAY.plusSeconds(9)));
    }

    @Test
    void whatCanBeLostIsWarnedOfAWeekBefore() {
        // Given
        var end = MONDAY.plus(Duration.ofDays(30));
        // When
        var occasions = in(reward(Status.RELEASED, Role.ADVOCATE).expires(end).build());
        // Then
        assertThat(occasions)
                .extracting(Occasion::moment)
                .containsExactly(Moment.REWARD_RELEASED, Moment.REWARD_EXPIRING);
        assertThat(occasions.getLast().tellAt()).isEqualTo(MONDAY.plus(Duration.ofDays(23)));
        assertThat(occasions.getLast().details().until()).isEqualTo(end);
    }

    @Test
    void rewardsPaidInOneMomentAreOnePayout() {
        // When
        var one = in(reward(Status.FULFILLED, Role.ADVOCATE).build());
        var other = in(Rewards.reward("rew_2")
                .is(Status.FULFILLED, 3)
                .owedTo(Role.ADVOCATE, 1, "par_1", "ada")
                .at(MONDAY)
                .build());
        // Then
        assertThat(one).singleElement().extracting(Occasion::moment).isEqualTo(Moment.PAYOUT_SENT);
        assertThat(one.getFirst().subject()).isEqualTo(other.getFirst().subject());
        assertThat(one.getFirst().part()).isEqualTo("rew_1");
        assertThat(other.getFirst().part()).isEqualTo("rew_2");
    }

    @Test
    void anAttributedSignUpIsToldToBoth() {
        // When
        var occasions = in(Decisions.signUp().of("cnv_1").by("fay").build());
        // Then
        assertThat(occasions)
                .extracting(Occasion::moment, Occasion::readerId, Occasion::subject)
                .containsExactly(
                        tuple(Moment.FRIEND_JOINED, "par_ada", "cnv_1"), tuple(Moment.WELCOME, "cus_fay", "cnv_1"));
        assertThat(in(Decisions.signUp().of("cnv_1").by(null, "visitor").build()))
                .extracting(Occasion::moment)
                .containsExactly(Moment.FRIEND_JOINED);
        assertThat(in(Decisions.purchase().build())).isEmpty();
    }

    @Test
    void whatIsOverIsNotToldAnyMore() {
        assertThat(Moment.REWARD_HELD.isOvertakenBy(Status.RELEASED)).isTrue();
        assertThat(Moment.REWARD_HELD.isOvertakenBy(Status.HELD)).isFalse();
        assertThat(Moment.REWARD_HELD.isOvertakenBy(null)).isFalse();
        assertThat(Moment.REWARD_EXPIRING.isOvertakenBy(Status.FULFILLED)).isTrue();
        assertThat(Moment.REWARD_EXPIRING.isOvertakenBy(Status.RELEASED)).isFalse();
        assertThat(Moment.REWARD_CLAWED_BACK.isOvertakenBy(Status.RELEASED)).isFalse();
    }

    @Test
    void momentsAndChannelsAreFoundByTheirWords() {
        for (var moment : Moment.values())
            assertThat(Moment.named(moment.wireName())).contains(moment);
        for (var channel : Channel.values())
            assertThat(Channel.named(channel.wireName())).contains(channel);
        assertThat(Moment.named("nothing")).isEmpty();
        assertThat(Channel.EMAIL.isOpenToAll()).isTrue();
        assertThat(Channel.SMS.isOpenToAll()).isFalse();
        assertThat(Stream.PROMOTIONAL.wireName()).isEqualTo("promotional");
    }

    private static List<Moment> moments(Rewards reward) {
        return in(reward.build()).stream().map(Occasion::moment).toList();
    }

    @Test
    void anInvitationIsToldAtOnceAndItsReminderInTime() {
        // Given
        var asked = invitation(MONDAY.plusSeconds(9));
        // When
        var occasions = in(asked);
        // Then
        assertThat(occasions)
                .containsExactly(
                        new Occasion(Moment.INVITATION, "inv_1", "spring", "inv_1", Details.NONE, MONDAY),
                        new Occasion(
                                Moment.INVITATION_REMINDER,
                                "inv_1",
                                "spring",
                                "inv_1",
                                Details.NONE,
                                MONDAY,
                                MONDAY.plusSeconds(9),
                                null));
        assertThat(in(invitation(null))).extracting(Occasion::moment).containsExactly(Moment.INVITATION);
        assertThat(Details.NONE.saying("Look!").text()).isEqualTo("Look!");
    }

    private static InvitationRequested invitation(@Nullable Instant reminderAt) {
        return new InvitationRequested(
                "inv_1", "spring", "par_1", "c0ffee", InvitationRequested.Ground.ASKED, "de", MONDAY, reminderAt);
    }

    @Test
    void anOccasionNamesWhatAndWho() {
        assertThatThrownBy(() -> new Occasion(Moment.NEWS, "", "spring", "par_1", Details.NONE, MONDAY))
                .hasMessageContaining("subject");
        assertThatThrownBy(() -> new Occasion(Moment.NEWS, "n_1", "spring", "", Details.NONE, MONDAY))
                .hasMessageContaining("readerId");
    }

    private static List<Occasion> in(EventData data) {
        return Occasions.in(Event.stated("t", "e", "test", MONDAY, null, data));
    }

    private static Rewards reward(Status status, Role role) {
        return Rewards.reward("rew_1")
                .in("spring", 1)
                .is(status, 1)
                .owedTo(role, 1, "par_1", "ada")
                .at(MONDAY);
    }
}
