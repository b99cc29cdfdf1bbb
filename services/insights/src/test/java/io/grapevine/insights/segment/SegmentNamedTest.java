package io.grapevine.insights.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.Context;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.RefundRecorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentNamedTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Context GOLD = new Context(null, null, null, null, "gold");

    @Test
    void anEventAboutACustomerNamesTheirSegment() {
        assertThat(in("e1", 0, new IdentifyRecorded("v1", "cleo", null, null, GOLD)))
                .contains(new SegmentNamed("t", "cleo", "gold", MONDAY, "e1", "api"));
    }

    @Test
    void withoutASegmentOrACustomerThereIsNothing() {
        assertThat(in("e1", 0, new IdentifyRecorded("v1", "cleo", null, null, Context.NONE)))
                .isEmpty();
        assertThat(in("e1", 0, new RefundRecorded("f1", "o1", 1L, "EUR", List.of(), null, GOLD)))
                .isEmpty();
    }

    @Test
    void theLatestByTimeHoldsThenByEventThenBySource() {
        var early = named("e9", 0, "api");
        var late = named("e1", 1, "api");
        assertThat(SegmentNamed.latest(early, late)).isEqualTo(late);
        assertThat(SegmentNamed.latest(late, early)).isEqualTo(late);
        assertThat(SegmentNamed.latest(named("e1", 0, "z"), named("e2", 0, "a")))
                .isEqualTo(named("e2", 0, "a"));
        assertThat(SegmentNamed.latest(named("e1", 0, "z"), named("e1", 0, "a")))
                .isEqualTo(named("e1", 0, "z"));
    }

    private static SegmentNamed named(String event, long seconds, String source) {
        return new SegmentNamed("t", "cleo", "gold", MONDAY.plusSeconds(seconds), event, source);
    }

    private static Optional<SegmentNamed> in(String id, long seconds, EventData.Fact fact) {
        return SegmentNamed.in(
                new Event<>("t", id, "api", MONDAY.plusSeconds(seconds), MONDAY, null, null, fact), fact);
    }
}
