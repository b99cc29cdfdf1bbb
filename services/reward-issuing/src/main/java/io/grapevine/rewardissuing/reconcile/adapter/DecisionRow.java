package io.grapevine.rewardissuing.reconcile.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import io.grapevine.rewardissuing.owed.CustomerKey;
import io.grapevine.rewardissuing.owed.ProgramVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest revision of a conversion as the table holds it. */
@JsonNaming(SnakeCaseStrategy.class)
record DecisionRow(
        String tenantId,
        String conversionId,
        int revision,
        String programKey,
        int programVersion,
        String restatedBy,
        String person,
        @Nullable String customerId,
        boolean awaitingTerms,
        ConversionDecided decision) {

    static DecisionRow of(String tenantId, ConversionDecided decision) {
        return new DecisionRow(
                tenantId,
                decision.conversionId(),
                decision.revision(),
                decision.programKey(),
                decision.programVersion(),
                ProgramVersion.of(decision).restatedBy(),
                CustomerKey.of(decision).person(),
                decision.customerId(),
                false,
                withoutCandidates(decision));
    }

    CustomerKey customer() {
        return new CustomerKey(programKey, person);
    }

    ProgramVersion terms() {
        return new ProgramVersion(programKey, programVersion, restatedBy);
    }

    /** Who else might have won is attribution's to keep; here it would only make every customer's history longer to read. */
    static ConversionDecided withoutCandidates(ConversionDecided decision) {
        var explanation = decision.explanation();
        return new ConversionDecided(
                decision.conversionId(),
                decision.revision(),
                decision.programKey(),
                decision.programVersion(),
                decision.kind(),
                decision.eventId(),
                decision.eventSource(),
                decision.customerId(),
                decision.visitorId(),
                decision.orderId(),
                decision.occurredAt(),
                decision.amountMinor(),
                decision.currency(),
                decision.refundedMinor(),
                decision.disputed(),
                decision.outcome(),
                decision.reason(),
                decision.advocate(),
                decision.credits(),
                decision.upline(),
                new Explanation(
                        explanation.rule(),
                        explanation.model(),
                        explanation.lookback(),
                        explanation.edge(),
                        explanation.boundBy(),
                        explanation.boundAt(),
                        List.of()),
                null,
                decision.restatedBy(),
                decision.details());
    }
}
