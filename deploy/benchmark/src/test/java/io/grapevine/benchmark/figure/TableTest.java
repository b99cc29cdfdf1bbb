package io.grapevine.benchmark.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void everyFigureIsARowWithItsReferenceRatioTargetsAndVerdict() {
        // Given
        var findings = new Findings();
        findings.add(
                Figure.of("redirect", "redirects", Unit.PER_SECOND, new Spread(List.of(19_000.0, 20_000.0, 30_000.0)))
                        .heldTo(Target.atLeast(20_000))
                        .against(new Reference(
                                "bare", new Spread(List.of(50_000.0, 40_000.0, 50_000.0)), Target.atLeast(0.4))));
        findings.add(
                Figure.of("start", "ready", Unit.SECONDS, Spread.once(31.2)).heldTo(Target.atMost(30)));
        findings.complain("redirect", Map.of("connection lost", 1234L));
        findings.remark("the machine was busy");
        findings.remark("the machine was busy");
        // When
        var text = Table.of(findings.report());
        // Then
        assertThat(text.lines())
                .containsExactly(
                        "benchmark  figure     median [min-max]          reference                      ratio [min-max]      target",
                        "redirect   redirects  20,000/s [19,000-30,000]  bare 50,000/s [40,000-50,000]  0.500 [0.380-0.600]  >= 20,000/s, ratio >= 0.400  ok",
                        "start      ready      31.2 s                                                                        <= 30.0 s                    MISSED",
                        "ERROR redirect: connection lost (1,234 times)",
                        "note: the machine was busy",
                        "FAILED");
    }

    @Test
    void machineSaysWhetherSomethingElseWasRunning() {
        assertThat(machine(1.0).isBusy()).isFalse();
        assertThat(machine(1.1).isBusy()).isTrue();
        assertThat(machine(0.5).shown())
                .isEqualTo("2 cores (any), 8.0 GiB, Linux 6, JDK 25, commit abc, load average before 0.5");
    }

    @Test
    void whatNeverHappenedIsNoComplaint() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Complaint("redirect", "status 500", 0));
    }

    @Test
    void whoWentSecondGoesFirstInTheNextRound() {
        var order = new StringBuilder();
        var rounds = Rounds.interleaved(
                3, () -> order.append('o').length(), () -> order.append('p').length());
        assertThat(order).hasToString("oppoop");
        assertThat(rounds.ours(Integer::doubleValue).rounds()).containsExactly(1.0, 4.0, 5.0);
        assertThat(rounds.peers(Integer::doubleValue).rounds()).containsExactly(2.0, 3.0, 6.0);
    }

    private static Machine machine(double load) {
        return new Machine("any", 2, 8L << 30, "Linux 6", "25", "abc", load);
    }
}
