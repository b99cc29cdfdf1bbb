package io.grapevine.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void lastsWhileSlicesGetFaster() {
        assertThat(after(1_000, 2_000, 4_000, 4_300)).isFalse();
    }

    @Test
    void oneSliceWithoutGainMayBeChance() {
        assertThat(after(1_000, 1_000)).isFalse();
        assertThat(after(1_000, 900, 2_000)).isFalse();
    }

    @Test
    void isOverAfterTwoSlicesInARowWithoutGain() {
        assertThat(after(1_000, 1_050, 990)).isTrue();
    }

    @Test
    void endsWhenTheRateNeverSettles() {
        var rising = DoubleStream.iterate(1, rate -> rate * 2);
        assertThat(after(rising.limit(14).toArray())).isFalse();
        assertThat(after(DoubleStream.iterate(1, rate -> rate * 2).limit(15).toArray()))
                .isTrue();
    }

    private static boolean after(double... rates) {
        var warmUp = new WarmUp();
        for (double rate : rates) warmUp.saw(rate);
        return warmUp.isOver();
    }
}
