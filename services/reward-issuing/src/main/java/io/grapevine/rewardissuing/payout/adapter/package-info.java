/** Payouts over HTTP, SQL and by the clock. */
@NullMarked
package io.grapevine.rewardissuing.payout.adapter;

import org.jspecify.annotations.NullMarked;
