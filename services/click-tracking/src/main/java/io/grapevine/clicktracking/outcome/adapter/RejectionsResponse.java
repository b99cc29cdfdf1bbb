package io.grapevine.clicktracking.outcome.adapter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.grapevine.events.EventRejected.FieldProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of rejected events. */
@RegisterForReflection
record RejectionsResponse(List<Item> items, @Nullable String next) {

    @RegisterForReflection
    record Item(
            String rejectionId,
            @Nullable String eventId,
            @Nullable String type,
            String code,
            List<FieldProblem> errors,
            Instant receivedAt,

            @Schema(type = SchemaType.OBJECT, description = "As it came; absent if it was too large to keep")
            @JsonRawValue
            @Nullable
            String event) {}
}
