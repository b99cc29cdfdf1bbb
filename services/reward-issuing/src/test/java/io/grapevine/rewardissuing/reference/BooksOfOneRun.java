package io.grapevine.rewardissuing.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.ledger.Journal;
import io.grapevine.rewardissuing.ledger.Posting;
import io.grapevine.rewardissuing.limits.Counted;
import io.grapevine.rewardissuing.limits.Counting;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.reconcile.Reconciliation.Changed;
import io.grapevine.rewardissuing.reconcile.Reward;
import io.grapevine.rewardissuing.reconcile.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The service's pure parts put together as its adapters do, in memory: revisions in, rewards settled, money posted. */
final class BooksOfOneRun {

    private static final Instant AFTER_EVERYTHING = DrawnProgram.START.plus(Duration.ofDays(365));

    private final Map<ProgramVersion, Terms> terms;
    private final Map<String, ConversionDecided> heads = new HashMap<>();
    private final Map<RewardKey, Reward> rewards = new LinkedHashMap<>();
    private final Journal journal = new Journal();
    private int named;

    BooksOfOneRun(Map<ProgramVersion, Terms> terms) {
        this.terms = terms;
    }

    /** What is not above the revision already here has no effect. */
    void take(List<ConversionDecided> batch) {
        for (var decision : batch)
            heads.merge(
                    decision.conversionId(),
                    decision,
                    (head, other) -> head.revision() >= other.revision() ? head : other);
        var owed = Owed.of(heads.values(), terms, CountedRules.of(terms));
        var counted = Counting.of(Map.of(), owed.claims(), terms).stream()
                .map(Counted::line)
                .flatMap(Stream::ofNullable)
                .toList();
        var chance = new Settlement.Chance(() -> "rew_" + ++named, () -> "CODE" + ++named);
        Settlement.of(owed.with(counted), rewards.values(), chance, AFTER_EVERYTHING)
                .forEach(this::apply);
        assertThat(journal.trialBalance().values()).allMatch(sum -> sum == 0);
    }

    private void apply(Changed change) {
        rewards.put(change.reward().line().key(), change.reward());
        change.transfer()
                .ifPresent(transfer -> assertThat(journal.post(transfer)).isEqualTo(new Posting.Accepted()));
    }

    /** What people have on their accounts, where there is anything. */
    Map<String, Long> accounts() {
        var accounts = new TreeMap<String, Long>();
        journal.balances().forEach((account, minor) -> {
            var name = account.account().name();
            if (minor != 0 && !name.startsWith("expense:")) accounts.put(name + " " + account.currency(), -minor);
        });
        return accounts;
    }
}
