package io.grapevine.attribution.channel;

/**
 * What a channel earned by how much would be lost without it (decision-spec S4).
 *
 * @param removalEffect the part of all conversions that would not happen if whoever reaches the channel were lost; 0 to 1
 * @param share of the sum of all removal effects; 0 for all if nothing converts
 * @param conversions the share of all conversions
 * @param value the share of their value
 */
public record MarkovCredit(double removalEffect, double share, double conversions, double value) {}
