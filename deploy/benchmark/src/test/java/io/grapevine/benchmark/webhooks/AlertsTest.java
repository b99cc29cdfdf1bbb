package io.grapevine.benchmark.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.Event;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
    private static final Alerts ALERTS = new Alerts("run", 2, AT);

    @Test
    void everyAlertIsOneOfItsOwn() {
        var ids = IntStream.range(0, 100)
                .mapToObj(ALERTS::alert)
                .map(event -> event.data().alertId())
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new Alerts("other", 2, AT).alert(0).id())
                .isNotEqualTo(ALERTS.alert(0).id());
    }

    @Test
    void recipientsTakeTurns() {
        assertThat(IntStream.range(0, 3).mapToObj(ALERTS::alert).map(Event::data))
                .extracting(AlertRaised::recipient)
                .containsExactly("ops-0", "ops-1", "ops-0");
    }

    @Test
    void nobodyToNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Alerts("run", 0, AT));
    }
}
