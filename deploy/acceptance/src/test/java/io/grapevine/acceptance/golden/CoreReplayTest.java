package io.grapevine.acceptance.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.grapevine.acceptance.log.LogGenerator;
import io.grapevine.acceptance.log.LogShape;
import io.grapevine.acceptance.reference.Policy;
import io.grapevine.acceptance.reference.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreReplayTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void coresDecideAsTheReferenceDoes(long seed) {
        // Given
        var log = LogGenerator.generate(LogShape.shuffled(seed, 500));
        var policy =
                JsonNodeFactory.instance.objectNode().put("currency", "USD").put("window_ms", 2_592_000_000L);
        policy.putArray("level_rates_percent").add("10").add("3");
        policy.put("referee_bonus_minor", 500).put("referee_bonus_min_order_minor", 2000);
        // When
        var outcome = CoreReplay.decide(log, ReplayCases.terms(policy));
        // Then
        var expected = Reference.reckon(log, Policy.golden("USD"));
        assertThat(outcome.bindings()).isEqualTo(expected.bindings());
        assertThat(outcome.balances()).isEqualTo(expected.balances());
        assertThat(outcome.summary()).isEqualTo(expected.summary());
    }
}
