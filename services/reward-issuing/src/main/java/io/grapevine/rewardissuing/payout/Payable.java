package io.grapevine.rewardissuing.payout;

/**
 * What one reward adds to a payout, or takes from it.
 *
 * @param minor payable now; negative if more was paid than is owed
 */
public record Payable(String rewardId, String externalId, String programKey, long minor) {

    public Payable {
        if (minor == 0) throw new IllegalArgumentException("minor must not be 0 for " + rewardId);
    }

    boolean isDebt() {
        return minor < 0;
    }
}
