package io.grapevine.rewardissuing.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningTest {

    @Test
    void eachLineAddsToWhatThereWasInItsOwnCurrency() {
        // Given
        var running = new Running(Map.of("EUR", new Standing(100, 20)));
        // Then
        assertThat(running.after("EUR", new Moved(-20, 20, 0))).isEqualTo(new Standing(120, 0));
        assertThat(running.after("JPY", new Moved(7, 0, 0))).isEqualTo(new Standing(0, 7));
        assertThat(running.after("EUR", new Moved(0, -150, 150))).isEqualTo(new Standing(-30, 0));
    }

    @Test
    void aSumThatDoesNotFitIsNoNumber() {
        var running = new Running(Map.of("EUR", new Standing(Long.MAX_VALUE, 0)));
        assertThatThrownBy(() -> running.after("EUR", new Moved(0, 1, 0))).isInstanceOf(ArithmeticException.class);
    }
}
