package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a rule gives to, and which part of the reward.
 *
 * @param weight as the decision states it; advocates' weights are shares of their sum, uplines' are shares of 1
 */
record Beneficiary(Terms.Role role, int level, @Nullable String participantId, String externalId, BigDecimal weight) {

    private static final int ADVOCATE_LEVEL = 1;
    private static final int FRIEND_LEVEL = 0;

    /**
     * Everybody the rule gives to, the customer included, where he is rewarded for bringing himself: those together who share one
     * reward; nobody of an empty list is in it.
     */
    static List<List<Beneficiary>> of(Terms.RewardRule rule, ConversionDecided decision) {
        var sharing = new ArrayList<List<Beneficiary>>();
        sharing.add(
                switch (rule.to()) {
                    case FRIEND -> friend(decision);
                    case ADVOCATE -> advocates(rule, decision);
                    case UPLINE -> rule.level() <= ADVOCATE_LEVEL ? advocates(rule, decision) : uplines(rule, decision);
                });
        if (rule.givesBoth()) sharing.add(friend(decision));
        sharing.removeIf(List::isEmpty);
        return sharing;
    }

    /**
     * By which a whole reward is split among them, to the last unit, in their order. What belongs to advocates who have nobody above them
     * at an upline's level is given to nobody: the last weight is nobody's then.
     */
    static List<BigDecimal> weights(List<Beneficiary> beneficiaries) {
        var weights =
                new ArrayList<>(beneficiaries.stream().map(Beneficiary::weight).toList());
        var nobodys = nobodysPart(beneficiaries);
        if (nobodys.signum() > 0) weights.add(nobodys);
        return weights;
    }

    private static BigDecimal nobodysPart(List<Beneficiary> beneficiaries) {
        if (beneficiaries.getFirst().level() <= ADVOCATE_LEVEL) return BigDecimal.ZERO;
        return beneficiaries.stream()
                .map(Beneficiary::weight)
                .reduce(BigDecimal.ONE, BigDecimal::subtract)
                .max(BigDecimal.ZERO);
    }

    private static List<Beneficiary> friend(ConversionDecided decision) {
        var customer = decision.customerId();
        return customer == null
                ? List.of()
                : List.of(new Beneficiary(Terms.Role.FRIEND, FRIEND_LEVEL, null, customer, BigDecimal.ONE));
    }

    private static List<Beneficiary> advocates(Terms.RewardRule rule, ConversionDecided decision) {
        return decision.credits().stream()
                .map(credit -> new Beneficiary(
                        rule.to(),
                        ADVOCATE_LEVEL,
                        credit.participantId(),
                        credit.externalId(),
                        BigDecimal.valueOf(credit.weight())))
                .toList();
    }

    private static List<Beneficiary> uplines(Terms.RewardRule rule, ConversionDecided decision) {
        return decision.upline().stream()
                .filter(ancestor -> ancestor.level() == rule.level())
                .map(ancestor -> new Beneficiary(
                        Terms.Role.UPLINE,
                        rule.level(),
                        ancestor.participantId(),
                        ancestor.externalId(),
                        ancestor.weight() == null ? BigDecimal.ONE : BigDecimal.valueOf(ancestor.weight())))
                .toList();
    }

    /** Nobody is rewarded for bringing himself; as a friend he is rewarded for coming. */
    boolean bringsHimself(ConversionDecided decision) {
        return role != Terms.Role.FRIEND && externalId.equals(decision.customerId());
    }
}
