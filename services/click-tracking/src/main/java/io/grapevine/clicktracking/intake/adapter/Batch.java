package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.clicktracking.intake.Intake.Verdict;
import io.grapevine.clicktracking.intake.RecentEvents;
import io.grapevine.clicktracking.journal.Frame;
import java.util.List;

/** A request's events, decided about and ready for the journal. */
record Batch(String tenantId, List<Verdict> verdicts, List<Frame> frames) {

    /** Only now that they are durable may a repetition be called one. */
    void rememberIn(RecentEvents recent) {
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Keep(var event))
                recent.remember(tenantId, event.source(), event.id(), event.bodyHash());
        }
    }

    IntakeResponse response() {
        var results = verdicts.stream().map(Batch::result).toList();
        int accepted =
                (int) verdicts.stream().filter(Verdict.Keep.class::isInstance).count();
        return new IntakeResponse(accepted, results);
    }

    private static IntakeResponse.Result result(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Keep keep -> new IntakeResponse.Result(keep.event().id(), "accepted", null, null);
            case Verdict.Repeated repeated -> new IntakeResponse.Result(repeated.id(), "duplicate", null, null);
            case Verdict.Refuse refuse ->
                new IntakeResponse.Result(
                        refuse.submission().claimedId(),
                        "rejected",
                        refuse.why().code(),
                        refuse.why().problems());
        };
    }
}
