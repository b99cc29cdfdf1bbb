package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.Terms;
import io.grapevine.rewardissuing.owed.ProgramVersion;

/** Terms of a version as the table holds them. */
@JsonNaming(SnakeCaseStrategy.class)
record TermsRow(String tenantId, String programKey, int version, String restatedBy, Terms terms) {

    ProgramVersion named() {
        return new ProgramVersion(programKey, version, restatedBy);
    }
}
