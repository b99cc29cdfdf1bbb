/** Pools of codes: importing, giving out, watching. */
@NullMarked
package io.grapevine.rewardissuing.coupon.adapter;

import org.jspecify.annotations.NullMarked;
