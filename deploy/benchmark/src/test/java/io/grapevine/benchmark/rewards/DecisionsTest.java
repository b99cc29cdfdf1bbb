package io.grapevine.benchmark.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Event;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final Decisions DECISIONS = new Decisions("run", 3, 2, START);

    @Test
    void everyOrderIsAttributedToOneAdvocateWhole() {
        var decision = DECISIONS.order(0).data();

        assertThat(decision.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(decision.credits()).singleElement().satisfies(credit -> {
            assertThat(credit.participantId()).isEqualTo(decision.advocate().participantId());
            assertThat(credit.weight()).isOne();
            assertThat(credit.amountMinor()).isEqualTo(decision.amountMinor());
        });
    }

    @Test
    void advocatesAndCustomersTakeTurns() {
        assertThat(IntStream.range(0, 4).mapToObj(DECISIONS::order).map(Event::data))
                .extracting(decision -> decision.advocate().externalId(), ConversionDecided::customerId)
                .containsExactly(
                        tuple("bench-0", "c-run-0"),
                        tuple("bench-1", "c-run-1"),
                        tuple("bench-2", "c-run-0"),
                        tuple("bench-0", "c-run-1"));
    }

    @Test
    void ordersAreAMillisecondApart() {
        assertThat(DECISIONS.order(250).time()).isEqualTo(START.plusMillis(250));
    }

    @Test
    void anotherRunSharesNoIdWithThisOne() {
        var other = new Decisions("other", 3, 2, START).order(7);

        assertThat(other.id()).isNotEqualTo(DECISIONS.order(7).id());
        assertThat(other.data().conversionId())
                .isNotEqualTo(DECISIONS.order(7).data().conversionId());
        assertThat(other.data().orderId())
                .isNotEqualTo(DECISIONS.order(7).data().orderId());
    }
}
