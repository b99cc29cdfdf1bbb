package io.grapevine.rewardissuing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestorationTest {

    @Test
    void theLinesOwnRewardsGiveBackFirstAndTheNewestBeforeTheOthers() {
        assertThat(restore(600, "rew_1", "rew_2").amongst(Map.of("rew_1", 500L, "rew_2", 300L, "rew_3", 900L)))
                .containsExactly(Map.entry("rew_2", 300L), Map.entry("rew_1", 300L));
    }

    @Test
    void whatALaterPayoutNettedIsGivenBackByTheOthers() {
        assertThat(restore(500, "rew_1").amongst(Map.of("rew_1", 0L, "rew_2", 200L, "rew_3", 400L)))
                .containsExactly(Map.entry("rew_3", 400L), Map.entry("rew_2", 100L));
    }

    @Test
    void moreThanWasPaidCannotComeBack() {
        assertThatIllegalStateException()
                .isThrownBy(() -> restore(500, "rew_1").amongst(Map.of("rew_1", 499L)))
                .withMessageContaining("1 more");
        assertThatIllegalArgumentException().isThrownBy(() -> restore(0, "rew_1"));
    }

    private static Restoration restore(long minor, String... rewards) {
        return new Restoration("t", "ada", "EUR", minor, List.of(rewards), Instant.EPOCH);
    }
}
