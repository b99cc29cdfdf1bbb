package io.grapevine.benchmark.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final int BLOCK = 2;

    private long nanos;

    private final Turns turns = new Turns(List.of("a", "b", "c"), () -> nanos);

    @Test
    void aRoundLastsAtLeastItsTimeAndSaysWhatAnAnswerCost() {
        double micros = turns.round(text -> takes(500), Duration.ofNanos(2_500), BLOCK);
        assertThat(micros).isCloseTo(0.5, within(1e-9));
        assertThat(nanos).isEqualTo(3_000);
    }

    @Test
    void textsComeInTurnAndARoundGoesOnWhereTheLastEnded() {
        var asked = new ArrayList<String>();
        double first = turns.round(text -> asked.add(text) && takes(1), Duration.ofNanos(4), BLOCK);
        double second = turns.round(text -> asked.add(text) && takes(1), Duration.ofNanos(1), BLOCK);
        assertThat(asked).containsExactly("a", "b", "c", "a", "b", "c");
        assertThat(first).isEqualTo(second);
    }

    @Test
    void answersAreCounted() {
        assertThat(turns.round(text -> takes(1) && text.equals("a"), Duration.ofNanos(4), BLOCK))
                .isPositive();
        assertThat(turns.flagged()).isEqualTo(2);
    }

    @Test
    void nothingCannotBeAskedAbout() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Turns(List.of(), () -> 0));
    }

    private boolean takes(long time) {
        nanos += time;
        return true;
    }
}
