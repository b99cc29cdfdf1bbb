/**
 * What one person may earn by what he earned before: caps, milestones, tiers and teams, in the order of events.
 *
 * <p>A reversed conversion takes no place, one in review or dispute does, one a person rejected does not. What is cut is refused, or smaller,
 * and {@code reckoning} says what it would have been. What one version counts is counted under all: when a later one brings a cap, the
 * program's conversions are settled once more, so that what was earned before takes its place. Volume tiers pay what an order adds to the
 * commission on all before it, in both modes, so the sum is the tariff of the sum; rates must not fall.
 */
@NullMarked
package io.grapevine.rewardissuing.limits;

import org.jspecify.annotations.NullMarked;
