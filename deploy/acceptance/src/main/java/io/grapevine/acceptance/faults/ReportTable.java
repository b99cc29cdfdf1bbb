package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.faults.invariant.Verdict;
import java.io.PrintWriter;

/** The report for people. */
final class ReportTable {
    /** Enough to see what it is; the JSON has them all. */
    private static final int SHOWN = 5;

    private ReportTable() {}

    static void print(FaultReport report, PrintWriter out) {
        out.println();
        out.printf("  %-3s %-34s %8s %10s %10s %9s%n", "", "fault", "lasted", "lag 0 in", "answered", "not");
        for (var fault : report.faults()) {
            out.printf(
                    "  %2d. %-34s %6.1f s %8.1f s %10d %9d%n",
                    fault.number(),
                    fault.fault(),
                    fault.lastedMillis() / 1000.0,
                    fault.lagZeroAfterMillis() / 1000.0,
                    fault.redirectsAnswered() + fault.ingestsAnswered(),
                    fault.unanswered());
            fault.remarks().forEach(remark -> out.println("        " + remark));
            fault.violations().stream().limit(SHOWN).forEach(violation -> out.println("      ! " + violation));
            if (fault.violations().size() > SHOWN)
                out.printf("      ! %,d in all%n", fault.violations().size());
        }
        out.println();
        for (var verdict : report.invariants()) print(verdict, out);
        out.println();
        out.printf(
                "  seed %d, %,d events, %,d acknowledged, %d s: %s%n",
                report.seed(),
                report.events(),
                report.acknowledged(),
                report.tookSeconds(),
                report.passed() ? "PASSED" : "FAILED");
        out.flush();
    }

    private static void print(Verdict verdict, PrintWriter out) {
        out.printf(
                "  %-4s %-6s %s%n       %s%n",
                verdict.invariant(), verdict.held() ? "held" : "BROKEN", verdict.promise(), verdict.measured());
        verdict.violations().forEach(violation -> out.println("       ! " + violation));
        var more = verdict.violationCount() - verdict.violations().size();
        if (more > 0) out.printf("       ! and %,d more%n", more);
    }
}
