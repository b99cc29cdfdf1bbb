package io.grapevine.benchmark.figure;

import static io.grapevine.benchmark.figure.Figure.Verdict.MISSED;
import static io.grapevine.benchmark.figure.Figure.Verdict.NO_TARGET;
import static io.grapevine.benchmark.figure.Figure.Verdict.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static final Spread RATES = new Spread(List.of(19_000.0, 20_000.0, 30_000.0));
    private static final Spread PEER = new Spread(List.of(50_000.0, 50_000.0, 50_000.0));

    @Test
    void theBoundItselfIsGoodEnough() {
        assertThat(figure().heldTo(Target.atLeast(20_000)).verdict()).isEqualTo(OK);
        assertThat(figure().heldTo(Target.atMost(20_000)).verdict()).isEqualTo(OK);
    }

    @Test
    void justBesideTheBoundIsMissed() {
        assertThat(figure().heldTo(Target.atLeast(20_000.1)).verdict()).isEqualTo(MISSED);
        assertThat(figure().heldTo(Target.atMost(19_999.9)).verdict()).isEqualTo(MISSED);
    }

    @Test
    void ratioThatMissesItsTargetIsMissedEvenIfTheFigureReachesIts() {
        var figure = figure().heldTo(Target.atLeast(20_000));
        assertThat(figure.against(new Reference("peer", PEER, Target.atLeast(0.41)))
                        .verdict())
                .isEqualTo(MISSED);
        assertThat(figure.against(new Reference("peer", PEER, Target.atLeast(0.40)))
                        .verdict())
                .isEqualTo(OK);
    }

    @Test
    void figureThatMissesIsMissedEvenIfItsRatioReachesTheTarget() {
        var figure = figure().heldTo(Target.atLeast(25_000));
        assertThat(figure.against(new Reference("peer", PEER, Target.atLeast(0.40)))
                        .verdict())
                .isEqualTo(MISSED);
    }

    @Test
    void figureWithoutTargetIsHeldToNothing() {
        assertThat(figure().verdict()).isEqualTo(NO_TARGET);
        assertThat(figure().against(new Reference("peer", PEER, null)).verdict())
                .isEqualTo(NO_TARGET);
        assertThat(figure().ratio()).isEmpty();
    }

    @Test
    void runPassesWhenNothingIsMissedAndNothingWentWrong() {
        var findings = new Findings();
        findings.add(figure().heldTo(Target.atLeast(20_000)));
        findings.add(figure());
        assertThat(findings.report().passed()).isTrue();
    }

    @Test
    void oneMissedTargetFailsTheRun() {
        var findings = new Findings();
        findings.add(figure().heldTo(Target.atLeast(20_000)));
        findings.add(figure().heldTo(Target.atLeast(20_001)));
        assertThat(findings.report().passed()).isFalse();
    }

    @Test
    void oneErrorUnderLoadFailsTheRunHoweverFastItWas() {
        var findings = new Findings();
        findings.add(figure().heldTo(Target.atLeast(1)));
        findings.complain("redirect", Map.of("status 503 instead of 302", 1L));
        assertThat(findings.report().passed()).isFalse();
    }

    @Test
    void runThatMeasuredNothingHasNotPassed() {
        assertThat(new Findings().report().passed()).isFalse();
    }

    @Test
    void equalComplaintsOfOneBenchmarkAreAddedUp() {
        var findings = new Findings();
        findings.complain("ingest", Map.of("status 503 instead of 202", 2L));
        findings.complain("ingest", Map.of("status 503 instead of 202", 3L));
        findings.complain("redirect", Map.of("status 503 instead of 202", 1L));
        assertThat(findings.report().complaints())
                .containsExactly(
                        new Complaint("ingest", "status 503 instead of 202", 5),
                        new Complaint("redirect", "status 503 instead of 202", 1));
    }

    private static Figure figure() {
        return Figure.of("redirect", "redirects", Unit.PER_SECOND, RATES);
    }
}
