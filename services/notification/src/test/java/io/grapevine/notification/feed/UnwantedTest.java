package io.grapevine.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.preference.Choice;
import io.grapevine.notification.preference.Preferences;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnwantedTest {

    @Test
    void asUsualEverythingIsShown() {
        assertThat(Unwanted.moments(Preferences.USUAL)).isEmpty();
    }

    @Test
    void whatIsSwitchedOffForTheFeedIsNotShownAndNothingElse() {
        var wish = new Preferences(
                Map.of(
                        Moment.REWARD_HELD, Map.of(Channel.FEED, Choice.OFF),
                        Moment.REWARD_RELEASED, Map.of(Channel.EMAIL, Choice.OFF),
                        Moment.REWARD_REFUSED, Map.of(Channel.FEED, Choice.DIGEST)),
                Set.of(),
                null,
                null,
                null);
        assertThat(Unwanted.moments(wish)).containsExactly("reward_held");
    }

    @Test
    void whoLeftTheFeedsPromotionalStreamStillSeesTheOther() {
        var wish = new Preferences(Map.of(), Set.of(Channel.FEED), null, null, null);
        assertThat(Unwanted.moments(wish))
                .contains("news", "welcome")
                .doesNotContain("reward_released", "friend_joined");
        assertThat(Unwanted.moments(new Preferences(Map.of(), Set.of(Channel.EMAIL), null, null, null)))
                .isEmpty();
    }
}
