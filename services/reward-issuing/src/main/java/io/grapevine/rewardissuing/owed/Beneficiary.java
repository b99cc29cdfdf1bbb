package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Terms;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a rule gives to. */
record Beneficiary(Terms.Role role, int level, @Nullable String participantId, String externalId) {

    private static final int ADVOCATE_LEVEL = 1;
    private static final int FRIEND_LEVEL = 0;

    /** Empty if there is no such person, or if it would be the customer, rewarded for bringing himself. */
    static Optional<Beneficiary> of(Terms.RewardRule rule, ConversionDecided decision) {
        return switch (rule.to()) {
            case FRIEND -> friend(decision);
            case ADVOCATE -> advocate(rule, decision).filter(person -> !person.isCustomerOf(decision));
            case UPLINE -> upline(rule, decision).filter(person -> !person.isCustomerOf(decision));
        };
    }

    private static Optional<Beneficiary> friend(ConversionDecided decision) {
        return Optional.ofNullable(decision.customerId())
                .map(customer -> new Beneficiary(Terms.Role.FRIEND, FRIEND_LEVEL, null, customer));
    }

    private static Optional<Beneficiary> advocate(Terms.RewardRule rule, ConversionDecided decision) {
        return Optional.ofNullable(decision.advocate())
                .map(advocate ->
                        new Beneficiary(rule.to(), ADVOCATE_LEVEL, advocate.participantId(), advocate.externalId()));
    }

    private static Optional<Beneficiary> upline(Terms.RewardRule rule, ConversionDecided decision) {
        if (rule.level() <= ADVOCATE_LEVEL) return advocate(rule, decision);
        return decision.upline().stream()
                .filter(ancestor -> ancestor.level() == rule.level())
                .findFirst()
                .map(ancestor -> new Beneficiary(
                        Terms.Role.UPLINE, rule.level(), ancestor.participantId(), ancestor.externalId()));
    }

    private boolean isCustomerOf(ConversionDecided decision) {
        return externalId.equals(decision.customerId());
    }
}
