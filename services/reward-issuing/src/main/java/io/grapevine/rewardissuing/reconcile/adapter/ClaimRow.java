package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.Terms.Role;
import io.grapevine.rewardissuing.limits.Counted;
import io.grapevine.rewardissuing.limits.RuleOfPerson;
import io.grapevine.rewardissuing.limits.Tallies;
import io.grapevine.rewardissuing.owed.Claim;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import io.grapevine.rewardissuing.owed.RewardKey;
import io.grapevine.rewardissuing.owed.RewardLine;
import io.grapevine.rewardissuing.owed.Share;
import io.grapevine.rewardissuing.owed.Worth;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim as the table holds it.
 *
 * @param stands as the decision has it, whatever a person ruled
 * @param rejected whether a person refused the reward for good, which takes no place then
 */
@JsonNaming(SnakeCaseStrategy.class)
record ClaimRow(
        String tenantId,
        String programKey,
        String externalId,
        String ruleId,
        Role role,
        int level,
        Instant occurredAt,
        String eventId,
        String eventSource,
        String conversionId,
        int programVersion,
        String restatedBy,
        boolean stands,
        boolean rejected,
        long baseMinor,
        @Nullable String currency,
        long pieces,
        @Nullable Share share,
        @Nullable RewardLine line,
        Tallies tallies) {

    static ClaimRow of(String tenantId, Claim claim, boolean rejected) {
        var key = claim.key();
        return new ClaimRow(
                tenantId,
                claim.programKey(),
                key.externalId(),
                key.ruleId(),
                key.role(),
                key.level(),
                claim.at().occurredAt(),
                claim.at().eventId(),
                claim.at().eventSource(),
                claim.at().conversionId(),
                claim.terms().version(),
                claim.terms().restatedBy(),
                claim.stands(),
                rejected,
                claim.worth().baseMinor(),
                claim.worth().currency(),
                claim.worth().pieces(),
                claim.worth().share(),
                claim.line(),
                Tallies.NOTHING);
    }

    ClaimRow counted(Counted counted) {
        return new ClaimRow(
                tenantId,
                programKey,
                externalId,
                ruleId,
                role,
                level,
                occurredAt,
                eventId,
                eventSource,
                conversionId,
                programVersion,
                restatedBy,
                stands,
                rejected,
                baseMinor,
                currency,
                pieces,
                share,
                line,
                counted.after());
    }

    /** What is to be counted: nothing that was rejected. */
    Claim toClaim() {
        return new Claim(
                key(),
                new ProgramVersion(programKey, programVersion, restatedBy),
                at(),
                stands && !rejected,
                new Worth(baseMinor, currency, pieces, occurredAt, share),
                line);
    }

    RewardKey key() {
        return new RewardKey(conversionId, ruleId, role, level, externalId);
    }

    Claim.At at() {
        return new Claim.At(occurredAt, eventId, eventSource, conversionId);
    }

    RuleOfPerson rule() {
        return new RuleOfPerson(programKey, externalId, ruleId, role);
    }
}
