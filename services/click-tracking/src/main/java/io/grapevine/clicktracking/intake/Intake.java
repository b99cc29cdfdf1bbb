package io.grapevine.clicktracking.intake;

import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.clicktracking.intake.Reading.Rejected;
import io.grapevine.events.EventRejected.FieldProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about the submissions of one request, in their order: each accepted, a duplicate, or rejected for its own reasons. */
public final class Intake {

    /** What is told about one submission. */
    public sealed interface Verdict {

        /** To be kept. */
        record Keep(Accepted event) implements Verdict {}

        /** Kept before, or earlier in the same request. */
        record Repeated(String id) implements Verdict {}

        /** Not taken; kept apart, so that it can be listed, fixed and sent again. */
        record Refuse(Submission submission, Rejected why) implements Verdict {}
    }

    private final EventReader reader;
    private final RecentEvents recent;
    private final String tenantId;
    private final Map<String, String> inThisRequest = new HashMap<>();

    public Intake(EventReader reader, RecentEvents recent, String tenantId) {
        this.reader = reader;
        this.recent = recent;
        this.tenantId = tenantId;
    }

    public List<Verdict> decide(List<Submission> submissions) {
        var verdicts = new ArrayList<Verdict>(submissions.size());
        for (var submission : submissions) verdicts.add(decide(submission));
        return verdicts;
    }

    private Verdict decide(Submission submission) {
        return switch (reader.read(submission)) {
            case Rejected rejected -> new Verdict.Refuse(submission, rejected);
            case Accepted accepted ->
                switch (Sameness.of(known(accepted), accepted.bodyHash())) {
                    case NEW -> {
                        inThisRequest.put(key(accepted), accepted.bodyHash());
                        yield new Verdict.Keep(accepted);
                    }
                    case DUPLICATE -> new Verdict.Repeated(accepted.id());
                    case CONFLICT -> new Verdict.Refuse(submission, conflict());
                };
        };
    }

    private @Nullable String known(Accepted accepted) {
        var here = inThisRequest.get(key(accepted));
        return here != null ? here : recent.hashOf(tenantId, accepted.source(), accepted.id());
    }

    private static String key(Accepted accepted) {
        return accepted.source() + "\n" + accepted.id();
    }

    private static Rejected conflict() {
        return new Rejected(List.of(
                new FieldProblem("/id", "event_conflict", "This id was used for another event; the first one stays.")));
    }
}
