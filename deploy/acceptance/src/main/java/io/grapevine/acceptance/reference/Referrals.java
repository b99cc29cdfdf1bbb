package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact;
import io.grapevine.acceptance.fact.Fact.Click;
import io.grapevine.acceptance.fact.Fact.SignUp;
import io.grapevine.acceptance.outcome.Binding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who brought whom (S6), decided sign-up by sign-up in event order. */
final class Referrals {
    /** Why a sign-up came out as it did, in the order in which a reason is looked for when nobody is left to bind to. */
    enum Reason {
        SELF_REFERRAL,
        CYCLE,
        INVALID_CODE,
        EXPIRED,
        NO_TOUCH,
        EXISTING_CUSTOMER,
        ATTRIBUTED
    }

    private final Policy policy;
    private final Codes codes;
    private final Map<String, List<Click>> clicksByVisitor;
    private final Map<String, Binding> bindings = new HashMap<>();
    private final Map<String, Instant> signedUpAt = new HashMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Forest forest = new Forest();

    Referrals(Policy policy, Codes codes, List<Click> clicks, List<SignUp> signUpsInEventOrder) {
        this.policy = policy;
        this.codes = codes;
        this.clicksByVisitor = clicks.stream().collect(Collectors.groupingBy(Click::visitor));
        for (var signUp : signUpsInEventOrder) {
            reasons.merge(decide(signUp).name(), 1, Integer::sum);
        }
    }

    Map<String, Binding> bindings() {
        return bindings;
    }

    Map<String, Integer> reasons() {
        return reasons;
    }

    Forest forest() {
        return forest;
    }

    Set<String> customers() {
        return signedUpAt.keySet();
    }

    /** Null for somebody who never signed up. */
    @Nullable
    Instant signedUpAt(String customer) {
        return signedUpAt.get(customer);
    }

    private Reason decide(SignUp signUp) {
        if (signedUpAt.putIfAbsent(signUp.customer(), signUp.at()) != null) return Reason.EXISTING_CUSTOMER;
        var refused = EnumSet.noneOf(Reason.class);
        var winner = explicitCode(signUp, refused);
        var touches = touchesThatCount(signUp, refused);
        if (winner == null && !touches.isEmpty()) {
            winner = (policy.firstTouch() ? touches.getFirst() : touches.getLast()).code();
        }
        if (winner == null) return refused.stream().findFirst().orElse(Reason.NO_TOUCH);
        bindings.put(signUp.customer(), new Binding(codes.ownerOf(winner), winner));
        forest.bind(signUp.customer(), codes.ownerOf(winner));
        return Reason.ATTRIBUTED;
    }

    private @Nullable String explicitCode(SignUp signUp, Set<Reason> refused) {
        var code = signUp.code();
        if (code == null) return null;
        var refusal = codes.exists(code) ? refusalOfOwner(signUp, code) : Reason.INVALID_CODE;
        if (refusal == null) return code;
        refused.add(refusal);
        return null;
    }

    private List<Click> touchesThatCount(SignUp signUp, Set<Reason> refused) {
        var counting = new ArrayList<Click>();
        if (signUp.visitor() == null) return counting;
        for (var click : clicksByVisitor.getOrDefault(signUp.visitor(), List.of())) {
            if (click.at().isAfter(signUp.at())) continue;
            var refusal = refusalOf(signUp, click);
            if (refusal == null) counting.add(click);
            else refused.add(refusal);
        }
        counting.sort(Fact.IN_EVENT_ORDER);
        return counting;
    }

    /** An unknown code is invalid at any age: the golden medium log counts it so. */
    private @Nullable Reason refusalOf(SignUp signUp, Click click) {
        if (!codes.exists(click.code())) return Reason.INVALID_CODE;
        if (!inWindow(Duration.between(click.at(), signUp.at()))) return Reason.EXPIRED;
        return refusalOfOwner(signUp, click.code());
    }

    private @Nullable Reason refusalOfOwner(SignUp signUp, String code) {
        var owner = codes.ownerOf(code);
        if (owner.equals(signUp.customer())) return Reason.SELF_REFERRAL;
        return forest.descends(owner, signUp.customer()) ? Reason.CYCLE : null;
    }

    private boolean inWindow(Duration age) {
        if (policy.window() == null) return true;
        var overBy = age.compareTo(policy.window());
        return policy.windowInclusive() ? overBy <= 0 : overBy < 0;
    }
}
