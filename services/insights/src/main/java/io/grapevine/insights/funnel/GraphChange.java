package io.grapevine.insights.funnel;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody stands now, told because it may have changed.
 *
 * @param transaction the last that touched it
 * @param advocate who brought this person; null if nobody did, be it that they just came or that their bind was taken back
 */
public record GraphChange(
        long transaction, String person, @Nullable String advocate) {}
