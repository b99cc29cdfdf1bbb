package io.grapevine.rewardissuing.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedeliveryFormTest {

    private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");
    private static final Map<String, Object> DAY = Map.of("from", "2026-03-01T00:00:00Z", "to", "2026-03-02T00:00:00Z");

    @Test
    void aPeriodIsEnough() {
        assertThat(RedeliveryForm.read(DAY, NOW))
                .isEqualTo(new Reading.Accepted<>(new RedeliveryForm(
                        Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"), null, null)));
    }

    @Test
    void aProgramAndAPersonNarrowIt() {
        assertThat(RedeliveryForm.read(with(Map.of("programKey", "demo", "externalId", "ada")), NOW))
                .isEqualTo(new Reading.Accepted<>(new RedeliveryForm(
                        Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"), "demo", "ada")));
    }

    @Test
    void theEndMayBeNowAndNotLater() {
        assertThat(mistakes(with(Map.of("to", "2026-03-03T00:00:00Z")))).isEmpty();
        assertThat(mistakes(with(Map.of("to", "2026-03-03T00:00:00.001Z")))).containsExactly("/to");
    }

    @Test
    void aPeriodHasALengthAndTwoEnds() {
        assertThat(mistakes(with(Map.of("to", "2026-03-01T00:00:00Z")))).containsExactly("/to");
        assertThat(mistakes(Map.of())).containsExactly("/from", "/to");
        assertThat(mistakes(with(Map.of("since", "yesterday")))).containsExactly("/since");
    }

    private static Map<String, Object> with(Map<String, Object> more) {
        var body = new HashMap<>(DAY);
        body.putAll(more);
        return body;
    }

    private static List<String> mistakes(Map<String, Object> body) {
        return switch (RedeliveryForm.read(body, NOW)) {
            case Reading.Accepted<RedeliveryForm> accepted -> List.of();
            case Reading.Refused<RedeliveryForm>(var mistakes) ->
                mistakes.stream().map(Mistake::pointer).toList();
        };
    }
}
