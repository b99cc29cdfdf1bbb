package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.Owed;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms of a version as the table holds them.
 *
 * @param beyondOneOrder whether a rule's answer about one order depends on the customer's others; null = not noted
 */
@JsonNaming(SnakeCaseStrategy.class)
record TermsRow(
        String tenantId,
        String programKey,
        int version,
        String restatedBy,
        Terms terms,
        @Nullable Boolean beyondOneOrder) {

    static TermsRow of(String tenantId, ProgramVersion version, Terms terms) {
        return new TermsRow(
                tenantId,
                version.programKey(),
                version.version(),
                version.restatedBy(),
                terms,
                !Owed.rulesBeyondOneOrder(List.of(terms)).isEmpty());
    }

    ProgramVersion named() {
        return new ProgramVersion(programKey, version, restatedBy);
    }
}
