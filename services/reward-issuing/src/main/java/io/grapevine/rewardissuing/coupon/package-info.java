/**
 * Codes that somebody else made, and whose turn it is to get one.
 *
 * <p>One worker gives out of a pool at a time, whoever holds its row: decisions never wait for a pool. A generated code is drawn when its
 * reward opens and shown after the hold; issuing it uses the promise up, unless it can expire. A code that is taken back is recalled, not given
 * again: somebody has seen it. A pool that becomes low ({@code grapevine.coupons.low-at}), or runs out, raises an alert, once until it is filled.
 */
@NullMarked
package io.grapevine.rewardissuing.coupon;

import org.jspecify.annotations.NullMarked;
