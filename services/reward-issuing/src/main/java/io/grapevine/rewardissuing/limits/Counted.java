package io.grapevine.rewardissuing.limits;

import io.grapevine.rewardissuing.owed.Claim;
import io.grapevine.rewardissuing.owed.RewardLine;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claim.
 *
 * @param after what the person's claims by this rule come to with it
 * @param line null if the rule gives nothing for it, without refusing: no milestone, no team
 */
public record Counted(Claim claim, Tallies after, @Nullable RewardLine line) {}
