package io.grapevine.clicktracking.classify.adapter;

import io.grapevine.clicktracking.classify.ReclassificationReport;
import io.grapevine.clicktracking.classify.ReclassificationReport.Change;
import io.grapevine.events.TrafficLabel;
import java.util.List;
import java.util.Map;

/** The report for programs. */
record ReclassificationJson(
        String version,
        Map<String, Long> versionsBefore,
        long raw,
        long humanBefore,
        long humanNow,
        Map<TrafficLabel, Long> before,
        Map<TrafficLabel, Long> now,
        long changed,
        List<Change> changes) {

    static ReclassificationJson of(ReclassificationReport report) {
        return new ReclassificationJson(
                report.version(),
                report.versionsBefore(),
                report.raw(),
                report.humanBefore(),
                report.humanNow(),
                report.before(),
                report.now(),
                report.changed(),
                report.changes());
    }
}
