package io.grapevine.acceptance.faults.invariant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The promises of the system as checks over what was found. */
public final class Invariants {
    /** Of the heap's limit: what is live after a collection moves by classes loaded and ids remembered, not by leaks alone. */
    private static final double HEAP_SHARE = 0.05;
    /** Kept-alive connections of pools and of the harness itself come and go by a few. */
    private static final int SOCKETS_MORE = 16;
    /** An empty journal is one segment's header. */
    private static final long JOURNAL_BYTES_MORE = 64;

    private Invariants() {}

    /** I1: everything acknowledged is in the log and in the stores; and visitors were answered whenever the edge itself was not hit. */
    public static Verdict nothingLost(Collection<Place> places, Collection<EdgeAnswers> edge) {
        var violations = new ArrayList<String>();
        var lookedUp = new ArrayList<String>();
        for (var place : places) {
            lookedUp.add("%,d in %s".formatted(place.required().size(), place.name()));
            for (var id : new TreeSet<>(place.required())) {
                if (!place.found().contains(id)) violations.add(id + " is not in " + place.name());
            }
        }
        var redirects = 0;
        var ingests = 0;
        for (var answers : edge) {
            redirects += answers.redirects();
            ingests += answers.ingests();
            if (answers.excused()) continue;
            for (var met : answers.unanswered()) violations.add(answers.fault() + ": not answered: " + met);
        }
        return Verdict.of(
                "I1",
                "no acknowledged loss, every redirect and ingest answered",
                "acknowledged ids looked up: %s; %,d redirects and %,d ingests answered while probing"
                        .formatted(String.join(", ", lookedUp), redirects, ingests),
                violations);
    }

    /** I2: nothing stands twice where its key says once. */
    public static Verdict nothingTwice(Map<String, List<String>> doubledByKey) {
        return byName("I2", "no duplicate effect", "rows grouped by their keys: ", doubledByKey);
    }

    /**
     * I3: everything stored was sent. A request that got no answer may have had its effect, so clicks nobody was told the id of are
     * allowed as often as a redirect went unanswered.
     */
    public static Verdict noPhantom(
            Set<String> sent, Map<String, Set<String>> places, Set<String> unknownClicks, int unansweredRedirects) {
        var violations = new ArrayList<String>();
        var stored = 0;
        for (var place : places.entrySet()) {
            stored += place.getValue().size();
            for (var id : new TreeSet<>(place.getValue())) {
                if (!sent.contains(id)) violations.add(id + " is in " + place.getKey() + " and was never sent");
            }
        }
        if (unknownClicks.size() > unansweredRedirects) {
            violations.add("%d clicks nobody was told of, yet only %d redirects went unanswered"
                    .formatted(unknownClicks.size(), unansweredRedirects));
        }
        return Verdict.of(
                "I3",
                "no phantom",
                "%,d stored ids in %s compared with %,d sent".formatted(stored, places.keySet(), sent.size()),
                violations);
    }

    /** I4: bindings and balances equal the reference. */
    public static Verdict asTheReference(boolean settled, String remark, List<String> differences) {
        var violations = new ArrayList<>(differences);
        if (!settled) violations.add("never settled: " + remark);
        return Verdict.of(
                "I4",
                "right attribution",
                "bindings and balances compared with the single-threaded reference",
                violations);
    }

    /** I5: per transfer, tenant and currency, and balances against entries. */
    public static Verdict zeroSum(Map<String, List<String>> unbalanced) {
        return byName("I5", "zero sum", "asked of the ledger's tables: ", unbalanced);
    }

    /** I6: the chain verifies, rows are as they were, and changing them is refused. */
    public static Verdict appendOnly(
            Map<String, Boolean> chainVerifies, List<String> changedRows, Map<String, Boolean> changeRefused) {
        var violations = new ArrayList<>(changedRows);
        chainVerifies.forEach((tenant, verifies) -> {
            if (!verifies) violations.add("the chain of " + tenant + " does not verify");
        });
        changeRefused.forEach((change, refused) -> {
            if (!refused) violations.add(change + " was not refused");
        });
        return Verdict.of(
                "I6",
                "append-only",
                "chains of %s verified, earlier rows hashed again, tried as the application: %s"
                        .formatted(chainVerifies.keySet(), changeRefused.keySet()),
                violations);
    }

    /** I7: nobody is paid or taken back more than was earned; paying itself is not built. */
    public static Verdict noOverpay(Map<String, List<String>> overpaid) {
        return byName("I7", "no overpay (no payouts yet)", "asked of the ledger's prefixes: ", overpaid);
    }

    /** I8: outboxes empty, lags zero, dead letters exactly the poison. */
    public static Verdict noOrphan(
            Map<String, Long> outboxRows, Map<String, Long> lags, Set<String> poison, Collection<String> deadLetters) {
        var violations = new ArrayList<String>();
        outboxRows.forEach((database, rows) -> {
            if (rows != 0) violations.add(rows + " rows wait in the outbox of " + database);
        });
        lags.forEach((group, lag) -> {
            if (lag != 0) violations.add(group + " has not read " + lag + " records");
        });
        for (var letter : new TreeSet<>(deadLetters)) {
            if (!poison.contains(letter)) violations.add("a dead letter that was no poison: " + letter);
        }
        for (var dose : new TreeSet<>(poison)) {
            if (!deadLetters.contains(dose)) violations.add("poison that is no dead letter: " + dose);
        }
        return Verdict.of(
                "I8",
                "no orphan",
                "%d outboxes, %d consumer groups, %d poisonous records, %d dead letters"
                        .formatted(outboxRows.size(), lags.size(), poison.size(), deadLetters.size()),
                violations);
    }

    /** I10: every process holds about what it held at rest before. */
    public static Verdict bounded(Collection<Footprint> before, Collection<Footprint> after) {
        var violations = new ArrayList<String>();
        var measured = new ArrayList<String>();
        var earlier = new TreeMap<String, Footprint>();
        before.forEach(footprint -> earlier.put(footprint.service(), footprint));
        for (var now : after) {
            var then = earlier.get(now.service());
            if (then == null) {
                violations.add(now.service() + " was not measured before");
                continue;
            }
            measured.add("%s %d->%d MB, %d->%d sockets"
                    .formatted(
                            now.service(),
                            then.heapBytes() >> 20,
                            now.heapBytes() >> 20,
                            then.sockets(),
                            now.sockets()));
            if (now.heapBytes() > then.heapBytes() + HEAP_SHARE * now.heapLimitBytes())
                violations.add("%s: heap %,d -> %,d bytes".formatted(now.service(), then.heapBytes(), now.heapBytes()));
            if (now.sockets() > then.sockets() + SOCKETS_MORE)
                violations.add("%s: sockets %d -> %d".formatted(now.service(), then.sockets(), now.sockets()));
            if (now.poolSlotsInUse() > 0)
                violations.add("%s: %d pool slots held at rest".formatted(now.service(), now.poolSlotsInUse()));
            if (now.journalBytes() > then.journalBytes() + JOURNAL_BYTES_MORE)
                violations.add("%s: journal %,d -> %,d bytes"
                        .formatted(now.service(), then.journalBytes(), now.journalBytes()));
        }
        return Verdict.of("I10", "bounded", String.join("; ", measured), violations);
    }

    /** I11: the lag is gone in the time promised. */
    public static Verdict recovers(Collection<Recovery> recoveries) {
        var violations = new ArrayList<String>();
        var slowest = Duration.ZERO;
        for (var recovery : recoveries) {
            if (recovery.took().compareTo(slowest) > 0) slowest = recovery.took();
            if (!recovery.complete()) violations.add(recovery.fault() + ": the lag never went to zero");
            else if (recovery.took().compareTo(recovery.limit()) > 0) {
                violations.add("%s: lag 0 after %,d ms, promised in %,d ms"
                        .formatted(
                                recovery.fault(),
                                recovery.took().toMillis(),
                                recovery.limit().toMillis()));
            }
        }
        return Verdict.of(
                "I11",
                "recovers",
                "lag of all groups polled after %d faults, slowest %,d ms"
                        .formatted(recoveries.size(), slowest.toMillis()),
                violations);
    }

    private static Verdict byName(String invariant, String promise, String how, Map<String, List<String>> found) {
        var violations = new ArrayList<String>();
        found.forEach((name, items) -> items.forEach(item -> violations.add(name + ": " + item)));
        return Verdict.of(invariant, promise, how + String.join(", ", found.keySet()), violations);
    }
}
