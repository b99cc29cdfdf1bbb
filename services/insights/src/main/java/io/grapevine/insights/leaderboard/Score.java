package io.grapevine.insights.leaderboard;

/** What somebody brought: referrals, or minor units of one currency. */
public record Score(String person, long points) {}
