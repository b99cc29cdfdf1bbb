/**
 * What would be owed had other rewards been promised, or conversions been credited otherwise: the rules are those of {@code owed}.
 *
 * <p>{@code before} beside {@code bookedMinor}, the ledger's own sum for the same conversions, shows that it reckons as the books do. What a
 * person rejected stays rejected; what a budget cut stands as it was cut, and what would be owed instead knows none. It prices decisions and
 * refuses to guess others: a definition that would credit others is attribution's to replay. Other programs that a replay touches are
 * compared without their limits. A decision that says {@code restatedBy} is rewarded by that replay's terms.
 */
@NullMarked
package io.grapevine.rewardissuing.simulation;

import org.jspecify.annotations.NullMarked;
