package io.grapevine.rewardissuing.reconcile.adapter;

import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.limits.Counted;
import io.grapevine.rewardissuing.limits.Counting;
import io.grapevine.rewardissuing.owed.Claim;
import io.grapevine.rewardissuing.owed.CountedRules;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Counts the claims of some conversions among everything the same people claim from the first of them on; before it the tallies stand.
 * An order that comes in its time is the last one, so a long history costs nothing; a late one costs what came after it.
 */
final class CountClaims {

    /**
     * What is owed, claims counted.
     *
     * @param counted keys of every claim that was counted, also where nothing is owed for it
     */
    record Result(Owed owed, Set<RewardKey> counted) {}

    private final String tenantId;
    private final Owed owed;
    private final Map<ProgramVersion, Terms> terms;
    private final CountedRules rules;

    CountClaims(String tenantId, Owed owed, Map<ProgramVersion, Terms> terms, CountedRules rules) {
        this.tenantId = tenantId;
        this.owed = owed;
        this.terms = terms;
        this.rules = rules;
    }

    /** @param scope the conversions, or rules of them, that the claims in question are all of */
    Uni<Result> in(Mutiny.StatelessSession session, Collection<Rewards.Named> scope) {
        if (rules.isEmpty()) return Uni.createFrom().item(new Result(owed, Set.of()));
        return Claims.of(session, scope).chain(known -> among(session, known));
    }

    private Uni<Result> among(Mutiny.StatelessSession session, List<ClaimRow> known) {
        var rejected =
                known.stream().filter(ClaimRow::rejected).map(ClaimRow::key).collect(Collectors.toSet());
        var now = owed.claims().stream()
                .map(claim -> ClaimRow.of(tenantId, claim, rejected.contains(claim.key())))
                .collect(Collectors.toMap(ClaimRow::key, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        var gone = known.stream()
                .filter(row -> !owed.awaitingTerms().contains(row.conversionId()))
                .map(ClaimRow::key)
                .filter(key -> !now.containsKey(key))
                .collect(Collectors.toSet());
        var since = since(Stream.concat(known.stream(), now.values().stream()));
        return Claims.from(session, since)
                .chain(later -> Claims.before(session, since, rules)
                        .chain(before -> terms(session, later)
                                .map(all -> Counting.of(before, claims(later, now, gone), all))
                                .chain(counted -> save(session, later, now, gone, counted))));
    }

    /** The earliest place that is touched, by person. */
    private static List<Claims.Since> since(Stream<ClaimRow> touched) {
        var earliest = new HashMap<List<String>, Claim.At>();
        touched.forEach(row -> earliest.merge(
                List.of(row.programKey(), row.externalId()),
                row.at(),
                (one, other) -> one.compareTo(other) <= 0 ? one : other));
        return earliest.entrySet().stream()
                .map(person -> Claims.Since.of(
                        person.getKey().getFirst(), person.getKey().getLast(), person.getValue()))
                .toList();
    }

    private static List<Claim> claims(List<ClaimRow> later, Map<RewardKey, ClaimRow> now, Set<RewardKey> gone) {
        return Stream.concat(
                        later.stream().filter(row -> !now.containsKey(row.key()) && !gone.contains(row.key())),
                        now.values().stream())
                .map(ClaimRow::toClaim)
                .toList();
    }

    /** Later claims may be of versions that nothing else in the batch is of. */
    private Uni<Map<ProgramVersion, Terms>> terms(Mutiny.StatelessSession session, List<ClaimRow> later) {
        var missing = later.stream()
                .map(row -> row.toClaim().terms())
                .filter(version -> !terms.containsKey(version))
                .collect(Collectors.toSet());
        if (missing.isEmpty()) return Uni.createFrom().item(terms);
        return Decisions.terms(session, missing).map(found -> {
            var all = new HashMap<>(terms);
            all.putAll(found);
            return all;
        });
    }

    private Uni<Result> save(
            Mutiny.StatelessSession session,
            List<ClaimRow> later,
            Map<RewardKey, ClaimRow> now,
            Set<RewardKey> gone,
            List<Counted> counted) {
        var stored = later.stream().collect(Collectors.toMap(ClaimRow::key, Function.identity()));
        var current = new HashMap<>(stored);
        current.putAll(now);
        var rows = counted.stream()
                .flatMap(
                        one -> Stream.ofNullable(current.get(one.claim().key())).map(row -> row.counted(one)))
                .filter(row -> !row.equals(stored.get(row.key())))
                .toList();
        return Claims.drop(session, gone)
                .chain(() -> Claims.save(session, rows))
                .replaceWith(() -> result(counted));
    }

    private Result result(List<Counted> counted) {
        var lines = counted.stream()
                .map(Counted::line)
                .flatMap(Stream::<RewardLine>ofNullable)
                .toList();
        var keys = counted.stream().map(one -> one.claim().key()).collect(Collectors.toCollection(HashSet::new));
        return new Result(owed.with(lines), keys);
    }
}
