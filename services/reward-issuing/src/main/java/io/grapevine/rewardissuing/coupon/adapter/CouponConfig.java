package io.grapevine.rewardissuing.coupon.adapter;

import io.smallrye.config.ConfigMapping;

/** What an operator may turn about coupon pools. */
@ConfigMapping(prefix = "grapevine.coupons")
interface CouponConfig {

    /** A pool that has fewer codes left than this is low. */
    long lowAt();
}
