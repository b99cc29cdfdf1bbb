package io.grapevine.rewardissuing.payout;

import java.util.Set;

/**
 * Where a person can be paid, without saying where that is.
 *
 * @param account which of the person's accounts; a change makes a new one
 * @param methods by which it can be reached
 * @param hint enough to recognise it, too little to use it
 */
public record Payee(int account, Set<PayoutMethod> methods, String hint, TaxForm taxForm) {

    public Payee {
        methods = Set.copyOf(methods);
    }
}
