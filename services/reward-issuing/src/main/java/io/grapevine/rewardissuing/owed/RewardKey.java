package io.grapevine.rewardissuing.owed;

import io.grapevine.events.Terms;

/**
 * What makes a reward the same reward over all revisions of its conversion; it is issued at most once.
 *
 * @param level 1 = the advocate, 2 = the advocate's advocate, …; 0 = the friend
 * @param externalId who receives: the site's own id of the person
 */
public record RewardKey(String conversionId, String ruleId, Terms.Role role, int level, String externalId) {}
