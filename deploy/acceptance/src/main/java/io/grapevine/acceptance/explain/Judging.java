package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Circumstances.Bind;
import io.grapevine.acceptance.explain.Circumstances.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether each candidate may be credited at all (S1, S6.2), and who stood above whom. */
final class Judging {
    // S6.4: the first of these that occurred is why there is nobody.
    private static final List<String> BLAME =
            List.of("consent_pending", "self_referral", "cycle", "invalid_code", "expired", "consent_denied");

    private final DecisionRecord record;
    private final Map<String, Bind> binds = new HashMap<>();

    Judging(DecisionRecord record) {
        this.record = record;
        for (var bind : record.circumstances().binds()) binds.put(bind.customer(), bind);
    }

    /** Null if it may. */
    @Nullable
    String whyNot(Candidate candidate) {
        var policy = record.policy();
        if (!candidate.human()) return "not_human";
        if (candidate.at().isAfter(record.clock())) return "after_conversion";
        if (policy.rank(candidate.touchClass()) < 0) return "ineligible_class";
        var owner = candidate.owner();
        if (owner == null) return "invalid_code";
        // A code comes with the conversion that a single winner is sought for; in a journey it is a touch like others.
        var canExpire = policy.shares() || !candidate.isCode();
        if (canExpire && !policy.lookback().covers(candidate.at(), record.clock())) return "expired";
        if (owner.equals(record.customer())) return "self_referral";
        if (descendsFromCustomer(owner)) return "cycle";
        return isWithheld(candidate.consent()) ? "consent_" + candidate.consent() : null;
    }

    /** Whether the person did not agree, or has not answered. */
    static boolean isWithheld(@Nullable String consent) {
        return "pending".equals(consent) || "denied".equals(consent);
    }

    static String blame(List<String> occurred) {
        return BLAME.stream().filter(occurred::contains).findFirst().orElse("no_touch");
    }

    boolean descendsFromCustomer(String owner) {
        var bind = binds.get(owner);
        for (var steps = 0; bind != null && before(bind.place()) && steps <= binds.size(); steps++) {
            if (bind.advocate().equals(record.customer())) return true;
            bind = binds.get(bind.advocate());
        }
        return false;
    }

    private boolean before(Place place) {
        return place.isBefore(record.occurred());
    }

    /** The bind of somebody, if it stood at the conversion's time. */
    @Nullable
    Bind standingBindOf(String person) {
        var bind = binds.get(person);
        return bind == null || bind.place().at().isAfter(record.clock()) ? null : bind;
    }
}
