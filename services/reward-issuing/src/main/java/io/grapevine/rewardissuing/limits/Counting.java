package io.grapevine.rewardissuing.limits;

import io.grapevine.events.RewardLimits.Cap;
import io.grapevine.events.Terms;
import io.grapevine.events.Terms.RewardRule;
import io.grapevine.rewardissuing.owed.Claim;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.Reason;
import io.grapevine.rewardissuing.owed.Reckoning;
import io.grapevine.rewardissuing.owed.RewardLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the claims of some people in the order of their events, so that what each is left by the limits depends on the facts alone:
 * whatever came late, was reversed or restored, the same claims are granted as if all had been known at once.
 */
public final class Counting {

    private final Map<RuleOfPerson, Tallies> tallies;
    private final Map<ProgramVersion, Terms> terms;

    private Counting(Map<RuleOfPerson, Tallies> before, Map<ProgramVersion, Terms> terms) {
        this.tallies = new HashMap<>(before);
        this.terms = terms;
    }

    /**
     * @param before what the claims before the first of these come to; absent = nothing
     * @param claims in any order, and every claim of the same person in the same program from the first of these on
     */
    public static List<Counted> of(
            Map<RuleOfPerson, Tallies> before, Collection<Claim> claims, Map<ProgramVersion, Terms> terms) {
        var counting = new Counting(before, terms);
        var counted = new ArrayList<Counted>(claims.size());
        claims.stream().sorted(Comparator.comparing(Claim::at)).forEach(claim -> counted.add(counting.count(claim)));
        return counted;
    }

    private Counted count(Claim claim) {
        var before = tallies(RuleOfPerson.of(claim)).upTo(claim.at().occurredAt());
        var wanted = claim.line();
        var counted =
                wanted == null ? new Counted(claim, before.plus(standing(claim)), null) : count(claim, wanted, before);
        tallies.put(RuleOfPerson.of(claim), counted.after());
        return counted;
    }

    private Counted count(Claim claim, RewardLine wanted, Tallies before) {
        // What is reversed or refused takes no place, and is said of whatever was given before.
        if (!claim.stands()) return new Counted(claim, before, wanted);
        var rule = rule(claim);
        var team = rule.when().team();
        if (team != null && tallies(RuleOfPerson.of(claim).team()).all().standing() < team)
            return new Counted(claim, before, null);
        var milestone = rule.limited().milestone();
        if (milestone != null && !milestone.isReachedAt(before.all().standing() + 1))
            return new Counted(claim, before.plus(standing(claim)), null);
        var granted = capped(rule, before, tiered(rule, claim, wanted, before));
        return new Counted(claim, before.plus(standing(claim)).plus(granted(granted)), granted);
    }

    private static RewardLine tiered(RewardRule rule, Claim claim, RewardLine wanted, Tallies before) {
        var tiers = rule.scaled().tiers();
        if (tiers == null || tiers.per() == null) return wanted;
        var tally = before.in(tiers.per());
        var volume = tiers.currency() == null ? 0 : tally.volumeMinor(tiers.currency());
        var how = claim.worth().by(rule, tiers, tally.standing() + 1, volume);
        return wanted.of(how.wantedMinor(), how);
    }

    /** Each cap binds on its own; of several the one that leaves least. */
    private static RewardLine capped(RewardRule rule, Tallies before, RewardLine wanted) {
        var line = wanted;
        for (var cap : rule.limited().caps())
            if (cap.binds(wanted.key().role())) line = capped(cap, before.in(cap.per()), line);
        return line;
    }

    private static RewardLine capped(Cap cap, Tally before, RewardLine line) {
        if (!line.owesAnything()) return line;
        if (cap.count() != null)
            return before.granted() < cap.count() ? line : line.refused(Reason.CAP_REACHED, line.reckoning());
        var money = cap.amount();
        var amount = line.amount();
        if (money == null || amount == null) return line;
        var left = Math.max(0, money.amount() - before.grantedMinor(money.currency()));
        if (amount.minor() <= left) return line;
        var how = line.reckoning() == null ? wanted(amount.minor()) : line.reckoning();
        return left == 0 ? line.refused(Reason.CAP_REACHED, how) : line.of(left, how.cutBy(Reason.CAP_REACHED));
    }

    private static Reckoning wanted(long minor) {
        return new Reckoning(null, null, minor, null);
    }

    private static Tally standing(Claim claim) {
        if (!claim.stands()) return Tally.NOTHING;
        var currency = claim.worth().currency();
        return new Tally(
                1,
                0,
                currency == null ? Map.of() : Map.of(currency, claim.worth().baseMinor()),
                Map.of());
    }

    private static Tally granted(@Nullable RewardLine line) {
        if (line == null || !line.owesAnything()) return Tally.NOTHING;
        var amount = line.amount();
        return new Tally(0, 1, Map.of(), amount == null ? Map.of() : Map.of(amount.currency(), amount.minor()));
    }

    private Tallies tallies(RuleOfPerson whose) {
        return tallies.getOrDefault(whose, Tallies.NOTHING);
    }

    private RewardRule rule(Claim claim) {
        var inForce = terms.get(claim.terms());
        if (inForce == null) throw new IllegalArgumentException("no terms for " + claim.terms());
        return inForce.rewards().stream()
                .filter(rule -> rule.id().equals(claim.key().ruleId()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule of " + claim.key()));
    }
}
