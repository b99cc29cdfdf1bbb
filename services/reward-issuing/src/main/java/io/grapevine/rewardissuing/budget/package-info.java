/** What a program may cost, granted in the order of commits: the one rule that does not follow event time. */
@NullMarked
package io.grapevine.rewardissuing.budget;

import org.jspecify.annotations.NullMarked;
