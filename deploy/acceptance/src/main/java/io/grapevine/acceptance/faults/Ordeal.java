package io.grapevine.acceptance.faults;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.faults.evidence.Books;
import io.grapevine.acceptance.faults.evidence.Stores;
import io.grapevine.acceptance.faults.infliction.EdgeProbe;
import io.grapevine.acceptance.faults.infliction.Infliction;
import io.grapevine.acceptance.faults.invariant.EdgeAnswers;
import io.grapevine.acceptance.faults.invariant.Recovery;
import io.grapevine.acceptance.faults.story.Fault;
import io.grapevine.acceptance.faults.story.Story;
import io.grapevine.acceptance.replay.Progress;
import io.grapevine.acceptance.replay.Sending;
import io.grapevine.acceptance.running.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends the log and lives through the story, chapter by chapter, keeping what was seen. */
final class Ordeal {
    /** Small, so that a crash meets many of them. */
    static final int BATCH = 25;

    private final List<Fact> log;
    private final Sending sending;
    private final Infliction infliction;
    private final LagWatch lag;
    private final EdgeProbe probe;
    private final Books books;
    private final Progress progress;
    private final List<Fact> acknowledged = new ArrayList<>();
    private final List<FaultReport.Inflicted> inflicted = new ArrayList<>();
    private final List<EdgeAnswers> answers = new ArrayList<>();
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<Books.Snapshot> snapshots = new ArrayList<>();

    Ordeal(
            List<Fact> log,
            Sending sending,
            Infliction infliction,
            LagWatch lag,
            EdgeProbe probe,
            Stores stores,
            Progress progress) {
        this.log = log;
        this.sending = sending;
        this.infliction = infliction;
        this.lag = lag;
        this.probe = probe;
        this.books = new Books(stores);
        this.progress = progress;
    }

    List<Fact> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<FaultReport.Inflicted> inflicted() {
        return List.copyOf(inflicted);
    }

    List<EdgeAnswers> answers() {
        return List.copyOf(answers);
    }

    List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    List<Books.Snapshot> snapshots() {
        return List.copyOf(snapshots);
    }

    /** The part of the log before anything happens. */
    void begin(int prelude) {
        send(log.subList(0, prelude));
        recoveries.add(recovery("nothing", Promises.AFTER_AN_OUTAGE));
        answers.add(probe.take("nothing", false));
    }

    /** A fault in the middle of its part of the log: the rest of the part is sent while it lasts. */
    void live(Story.Chapter chapter) {
        var fault = chapter.fault();
        progress.tell("%s", chapter.inWords());
        send(log.subList(chapter.from(), chapter.at()));
        var rest = log.subList(chapter.at(), chapter.to());
        var sent = CompletableFuture.supplyAsync(() -> sendOver(rest, fault.length()));
        var beganAt = Instant.now();
        var wound = infliction.inflict(fault);
        var lasted = Duration.between(beganAt, Instant.now());
        acknowledged.addAll(sent.join());
        if (fault instanceof Fault.Repeats repeats) sendAgain(chapter.to(), repeats.most());
        var recovery = recovery(fault.inWords(), Promises.recoveryOf(fault));
        recoveries.add(recovery);
        var met = probe.take(fault.inWords(), fault.hitsTheEdge());
        answers.add(met);
        var entry = entry(chapter, wound, lasted, recovery, met);
        inflicted.add(entry);
        progress.tell(
                "    %s; lag 0 after %,d ms; %,d answered, %,d not%s",
                String.join("; ", wound.remarks()),
                recovery.took().toMillis(),
                met.redirects() + met.ingests(),
                met.unanswered().size(),
                entry.violations().isEmpty()
                        ? ""
                        : "; %,d VIOLATIONS".formatted(entry.violations().size()));
    }

    /** Clocked from when what was hit answers and everything is sent: as long as events come, something is under way. */
    private Recovery recovery(String fault, Duration promised) {
        var quietAt = Instant.now();
        var complete = probe.restDuring(lag::awaitNone);
        return new Recovery(fault, Duration.between(quietAt, Instant.now()), promised, complete);
    }

    private FaultReport.Inflicted entry(
            Story.Chapter chapter, Infliction.Wound wound, Duration lasted, Recovery recovery, EdgeAnswers met) {
        var violations = new ArrayList<>(wound.complaints());
        violations.addAll(checkBooks());
        return new FaultReport.Inflicted(
                chapter.number(),
                chapter.fault().inWords(),
                chapter.at(),
                lasted.toMillis(),
                recovery.took().toMillis(),
                met.redirects(),
                met.ingests(),
                met.unanswered().size(),
                wound.remarks(),
                violations);
    }

    private void send(List<Fact> facts) {
        acknowledged.addAll(sending.send(facts).acknowledged());
    }

    /** Spread over the fault, so that there is something to do all the time. */
    private List<Fact> sendOver(List<Fact> facts, Duration length) {
        var batches = Math.max(1, (facts.size() + BATCH - 1) / BATCH);
        var taken = new ArrayList<Fact>();
        for (var from = 0; from < facts.size(); from += BATCH) {
            var batch = facts.subList(from, Math.min(facts.size(), from + BATCH));
            taken.addAll(sending.send(batch).acknowledged());
            Patience.pause(length.dividedBy(batches));
        }
        return taken;
    }

    /** What clients sent before, ever more of it, as one does who got no answer. */
    private void sendAgain(int sentSoFar, int times) {
        for (var time = 1; time < times; time++) send(log.subList(0, sentSoFar / times * time));
    }

    /** The checks that are cheap enough to follow every fault; a quiet moment is also one to remember. */
    private List<String> checkBooks() {
        var wrong = new ArrayList<String>();
        books.doubled().forEach((what, rows) -> rows.forEach(row -> wrong.add("I2 " + what + ": " + row)));
        books.unbalanced().forEach((what, rows) -> rows.forEach(row -> wrong.add("I5 " + what + ": " + row)));
        snapshots.forEach(snapshot -> books.changedSince(snapshot).forEach(row -> wrong.add("I6 " + row)));
        snapshots.add(books.snapshot());
        return wrong;
    }
}
