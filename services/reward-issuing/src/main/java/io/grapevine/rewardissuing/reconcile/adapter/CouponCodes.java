package io.grapevine.rewardissuing.reconcile.adapter;

import java.security.SecureRandom;

/** Codes that whoever knows them may redeem: guessing one must be hopeless. */
final class CouponCodes {

    // Crockford's base 32: no letter that is read as a digit.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    // 5 bits each: 80 bits, above the 64 that a bearer code needs.
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CouponCodes() {}

    static String next() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .collect(
                        StringBuilder::new, (code, index) -> code.append(ALPHABET.charAt(index)), StringBuilder::append)
                .toString();
    }
}
