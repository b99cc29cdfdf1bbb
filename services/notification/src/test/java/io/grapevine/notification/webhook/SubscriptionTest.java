package io.grapevine.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionTest {

    @ParameterizedTest
    @EnumSource(WebhookType.class)
    void starCoversEveryType(WebhookType type) {
        assertThat(new Subscription(List.of("*")).covers(type)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(WebhookType.class)
    void nounWithStarCoversThatNounOnly(WebhookType type) {
        assertThat(new Subscription(List.of("reward.*")).covers(type))
                .isEqualTo(type.wireName().startsWith("reward."));
    }

    @ParameterizedTest
    @EnumSource(WebhookType.class)
    void typeCoversItselfOnly(WebhookType type) {
        var subscription = new Subscription(List.of("reward.released", "alert.raised"));

        assertThat(subscription.covers(type))
                .isEqualTo(type == WebhookType.REWARD_RELEASED || type == WebhookType.ALERT_RAISED);
    }

    @Test
    void unknownTypesAreNamed() {
        assertThat(Subscription.unknownAmong(
                        List.of("reward.paid", "*", "reward.released", "", "Reward.held", "coupon.*")))
                .containsExactly("reward.paid", "", "Reward.held", "coupon.*");
    }

    @Test
    void repeatedTypesCountOnce() {
        assertThat(new Subscription(List.of("*", "alert.raised", "*")).patterns())
                .containsExactly("*", "alert.raised");
    }

    @Test
    void subscriptionToNothingOrTheUnknownIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subscription(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subscription(List.of("reward.paid")));
    }

    @ParameterizedTest
    @EnumSource(WebhookType.class)
    void typesAreFoundByTheirName(WebhookType type) {
        assertThat(WebhookType.named(type.wireName())).contains(type);
        assertThat(WebhookType.named(type.name())).isEmpty();
        assertThat(Subscription.known()).contains("*", type.noun() + ".*", type.wireName());
    }
}
