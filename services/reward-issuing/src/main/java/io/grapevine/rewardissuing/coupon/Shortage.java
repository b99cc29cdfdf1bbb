package io.grapevine.rewardissuing.coupon;

/** Why somebody should import codes into a pool. */
public enum Shortage {
    LOW("coupons_low"),
    /** Whoever is promised a code of it from now on waits. */
    RAN_OUT("coupons_out");

    private final String code;

    Shortage(String code) {
        this.code = code;
    }

    /** As alerts name it. */
    public String code() {
        return code;
    }
}
