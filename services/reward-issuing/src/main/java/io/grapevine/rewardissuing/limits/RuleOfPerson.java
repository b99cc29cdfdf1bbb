package io.grapevine.rewardissuing.limits;

import io.grapevine.events.Terms.Role;
import io.grapevine.rewardissuing.owed.Claim;

/** Whose claims by which rule are counted together; as a friend a person is counted apart from what he earns as an advocate. */
public record RuleOfPerson(String programKey, String externalId, String ruleId, Role role) {

    public static RuleOfPerson of(Claim claim) {
        var key = claim.key();
        return new RuleOfPerson(claim.programKey(), key.externalId(), key.ruleId(), key.role());
    }

    RuleOfPerson team() {
        return new RuleOfPerson(programKey, externalId, Claim.TEAM, Role.ADVOCATE);
    }
}
