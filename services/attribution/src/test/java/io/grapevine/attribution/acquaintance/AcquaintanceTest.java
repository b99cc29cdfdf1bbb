package io.grapevine.attribution.acquaintance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.EventOrder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcquaintanceTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final EventOrder MOMENT = new EventOrder(NOON, "m");

    @Test
    void whoeverDidNothingBeforeIsNew() {
        assertThat(Acquaintance.before(List.of(), MOMENT)).isEmpty();
        assertThat(Acquaintance.before(List.of(bought(NOON, "m", true)), MOMENT))
                .isEmpty();
        assertThat(Acquaintance.before(List.of(bought(NOON, "n", true)), MOMENT))
                .isEmpty();
    }

    @Test
    void anEarlierOrderUnderWhateverNameMakesAKnownCustomer() {
        assertThat(Acquaintance.before(List.of(bought(NOON, "l", true)), MOMENT))
                .contains(bought(NOON, "l", true));
        assertThat(Acquaintance.before(List.of(bought(NOON.minusMillis(1), "z", false)), MOMENT))
                .contains(bought(NOON.minusMillis(1), "z", false));
    }

    @Test
    void onlyASignUpUnderAnotherNameShowsAnything() {
        assertThat(Acquaintance.before(List.of(signedUp(true)), MOMENT)).isEmpty();
        assertThat(Acquaintance.before(List.of(signedUp(false)), MOMENT)).contains(signedUp(false));
    }

    @Test
    void theFirstTraceIsNamedHoweverTheyCame() {
        var traces = List.of(bought(NOON.minusMillis(1), "b", true), bought(NOON.minusMillis(9), "a", true));
        assertThat(Acquaintance.before(traces, MOMENT)).contains(traces.get(1));
        assertThat(Acquaintance.before(traces.reversed(), MOMENT)).contains(traces.get(1));
    }

    private static Trace bought(Instant at, String eventId, boolean sameCustomer) {
        return new Trace(Trace.Kind.PURCHASE, new EventOrder(at, eventId), sameCustomer);
    }

    private static Trace signedUp(boolean sameCustomer) {
        return new Trace(Trace.Kind.SIGNUP, new EventOrder(NOON.minusSeconds(1), "s"), sameCustomer);
    }
}
