package io.grapevine.rewardissuing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MovementTest {

    @Test
    void everyPartMovesByWhatItGainedAndWhatIsFrozenCountsAsHeld() {
        var before = new Position(10, 1000, 200, 100, 300);
        var after = new Position(17, 1100, 230, 150, 20);
        assertThat(Movement.between(before, after, "EUR")).isEqualTo(new Movement("EUR", 7 - 280, 100 + 280, 50, 30));
    }

    @Test
    void payableIsWhatWasReleasedLessEverythingTakenBackPaidOrFrozen() {
        assertThat(new Position(10, 1000, 200, 100, 300).payableMinor()).isEqualTo(400);
    }
}
