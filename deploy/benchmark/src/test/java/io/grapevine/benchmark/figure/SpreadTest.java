package io.grapevine.benchmark.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void medianOfAnOddNumberOfRoundsIsTheOneInTheMiddle() {
        var spread = new Spread(List.of(9.0, 1.0, 4.0));
        assertThat(spread.median()).isEqualTo(4.0);
        assertThat(spread.min()).isEqualTo(1.0);
        assertThat(spread.max()).isEqualTo(9.0);
    }

    @Test
    void medianOfAnEvenNumberOfRoundsLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Spread(List.of(8.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3.0);
    }

    @Test
    void ratioIsTakenRoundByRoundAndNotOfTheMedians() {
        // Given a machine that is ten times slower in the second round
        var ours = new Spread(List.of(50.0, 5.0, 60.0));
        var peer = new Spread(List.of(100.0, 10.0, 100.0));
        // When
        var ratio = ours.over(peer);
        // Then
        assertThat(ratio.rounds()).containsExactly(0.5, 0.5, 0.6);
        assertThat(ratio.median()).isEqualTo(0.5);
    }

    @Test
    void roundsThatDoNotPairAreRefused() {
        var one = Spread.once(1);
        var two = new Spread(List.of(1.0, 2.0));
        assertThatIllegalArgumentException().isThrownBy(() -> one.over(two)).withMessageContaining("1 rounds");
    }

    @Test
    void nothingMeasuredIsNoSpread() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.once(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.once(1).over(Spread.once(0)));
    }
}
