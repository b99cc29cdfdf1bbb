package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.events.EventRejected.FieldProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of each event of a request, in its order. */
@RegisterForReflection
record IntakeResponse(
        @Schema(description = "How many are new and durable", examples = "1")
        int accepted,

        List<Result> events) {

    @RegisterForReflection
    record Result(
            @Schema(examples = "order-1001-paid") @Nullable String id,

            @Schema(enumeration = {"accepted", "duplicate", "rejected"})
            String status,

            @Schema(description = "Why it was rejected: the first problem's code", examples = "missing_offset")
            @Nullable
            String code,

            @Nullable List<FieldProblem> errors) {}
}
