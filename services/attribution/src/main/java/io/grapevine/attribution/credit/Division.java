package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.CodePoints;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.model.CreditModel;
import io.grapevine.attribution.model.Weight;
import io.grapevine.attribution.model.Weights;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A conversion divided among the touches of its journey.
 *
 * @param touches in touch order, at least one
 * @param owners of their codes, in the same order
 * @param weights likewise
 */
public record Division(CreditModel model, List<Touchpoint> touches, List<CodeOwner> owners, Weights weights) {

    // One event may carry several codes, which then have its time and id in common.
    private static final Comparator<Verdict> IN_JOURNEY = Comparator.comparing(
            Verdict::touchpoint,
            Touchpoint.IN_TIME
                    .thenComparing(Touchpoint::evidenceClass)
                    .thenComparing(Touchpoint::code, CodePoints.ORDER));

    public Division {
        touches = List.copyOf(touches);
        owners = List.copyOf(owners);
        if (touches.size() != weights.size() || owners.size() != weights.size())
            throw new IllegalArgumentException("touches, owners and weights must be as many, were " + touches.size()
                    + ", " + owners.size() + ", " + weights.size());
    }

    /** @param eligible verdicts without a reason, in any order, at least one */
    static Division of(CreditModel model, List<Verdict> eligible) {
        var journey = eligible.stream().sorted(IN_JOURNEY).toList();
        return new Division(
                model,
                journey.stream().map(Verdict::touchpoint).toList(),
                journey.stream()
                        .map(verdict -> Objects.requireNonNull(verdict.owner()))
                        .toList(),
                model.share(journey.stream()
                        .map(Verdict::touchpoint)
                        .map(Touchpoint::seen)
                        .toList()));
    }

    /**
     * A share for each advocate who earned one, in the order of their first touch that did. The amount is split touch by touch
     * (decision-spec S3) and then summed, so that a person's credit is what their touches show.
     */
    public Collection<Share> shares(long amountMinor) {
        var amounts = weights.split(amountMinor);
        var shares = new LinkedHashMap<String, Share>();
        for (var i = 0; i < touches.size(); i++) {
            if (weights.get(i).isZero()) continue;
            var share = new Share(owners.get(i), weights.get(i), amounts.get(i));
            shares.merge(owners.get(i).externalId(), share, Share::plus);
        }
        return List.copyOf(shares.values());
    }

    /** Where the advocate with the greatest share last earned; equals are told apart by whose touch came last. */
    int lead() {
        var earned = new HashMap<String, Weight>();
        for (var share : shares(0)) earned.put(share.advocate().externalId(), share.weight());
        var lead = -1;
        for (var i = 0; i < touches.size(); i++) {
            if (weights.get(i).isZero()) continue;
            var share = Objects.requireNonNull(earned.get(owners.get(i).externalId()));
            if (lead < 0
                    || share.compareTo(Objects.requireNonNull(
                                    earned.get(owners.get(lead).externalId())))
                            >= 0) lead = i;
        }
        return lead;
    }

    Map<Touchpoint, Weight> byTouch() {
        var byTouch = new HashMap<Touchpoint, Weight>();
        for (var i = 0; i < touches.size(); i++) byTouch.put(touches.get(i), weights.get(i));
        return byTouch;
    }
}
