package io.grapevine.insights.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "PT0.111111111S, PT1S", "PT0.111111112S, PT1.000000008S", "PT2S, PT18S", "PT1M, PT9M"})
    void aCountRestsNineTimesWhatItCostAndAtLeastASecond(Duration cost, Duration rest) {
        assertThat(Pace.restAfter(cost)).isEqualTo(rest);
    }

    @Test
    void nothingCostsLessThanNothing() {
        assertThatThrownBy(() -> Pace.restAfter(Duration.ofNanos(-1))).hasMessageContaining("cost");
    }
}
