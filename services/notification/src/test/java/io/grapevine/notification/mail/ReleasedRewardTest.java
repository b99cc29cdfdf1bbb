package io.grapevine.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms.Role;
import io.grapevine.testkit.fact.Rewards;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleasedRewardTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void aReleasedRewardOfAnAdvocateIsNews() {
        assertThat(in(reward(Status.RELEASED, Role.ADVOCATE, "par_1")))
                .contains(new ReleasedReward("rew_1", "demo", "par_1", "12.50 EUR", MONDAY));
        assertThat(in(reward(Status.RELEASED, Role.UPLINE, "par_1"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "RELEASED")
    void noOtherStateIs(Status status) {
        assertThat(in(reward(status, Role.ADVOCATE, "par_1"))).isEmpty();
    }

    @Test
    void friendsAndPeopleWhoAreNotEnrolledGetNone() {
        assertThat(in(reward(Status.RELEASED, Role.FRIEND, "par_1"))).isEmpty();
        assertThat(in(reward(Status.RELEASED, Role.ADVOCATE, null))).isEmpty();
        assertThat(in(new AlertRaised("alr_1", "ops", "lag_high", "the lag is 12 s")))
                .isEmpty();
    }

    @Test
    void aRewardHasAnId() {
        assertThatThrownBy(() -> new ReleasedReward("", "demo", "par_1", "1.00 EUR", MONDAY))
                .hasMessageContaining("rewardId");
    }

    private static Optional<ReleasedReward> in(EventData data) {
        return ReleasedReward.in(Event.stated("t", "e", "test", MONDAY, null, data));
    }

    private static RewardChanged reward(Status status, Role role, @Nullable String participantId) {
        return Rewards.reward("rew_1")
                .is(status, 1)
                .owedTo(role, 1, participantId, "ada")
                .worth(RewardKind.CASH, 1250, "EUR")
                .at(MONDAY)
                .build();
    }
}
