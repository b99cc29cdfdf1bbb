/** What would be owed had other rewards been promised, or conversions been credited otherwise: the rules are those of {@code owed}. */
@NullMarked
package io.grapevine.rewardissuing.simulation;

import org.jspecify.annotations.NullMarked;
