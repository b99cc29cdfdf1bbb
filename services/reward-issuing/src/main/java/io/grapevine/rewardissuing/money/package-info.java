/** Exact money: commissions, splits and refunds in minor units; nothing here knows a program. */
@NullMarked
package io.grapevine.rewardissuing.money;

import org.jspecify.annotations.NullMarked;
