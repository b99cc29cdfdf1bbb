/** The difference between what a reward is and what is owed, as one transfer and one new state. */
@NullMarked
package io.grapevine.rewardissuing.reconcile;

import org.jspecify.annotations.NullMarked;
