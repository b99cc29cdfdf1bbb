package io.grapevine.programs.definition.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a program.
 *
 * @param definition as its owner wrote it, good for the next PUT
 * @param terms as it was understood, every default filled in
 */
@Schema(name = "Program")
record ProgramResponse(
        @Schema(examples = "prg_0199…") String id,
        @Schema(examples = "spring") String key,
        int version,
        @Nullable Instant effectiveFrom,
        Instant createdAt,
        @Schema(implementation = Object.class) JsonNode definition,
        @Schema(implementation = Terms.class) JsonNode terms) {

    static ProgramResponse of(ProgramVersionRow row) {
        return new ProgramResponse(
                row.programId,
                row.programKey,
                row.version,
                row.effectiveFrom,
                row.createdAt,
                ProgramVersionRow.tree(row.definition),
                ProgramVersionRow.tree(row.terms));
    }

    /** A page; {@code next} is absent on the last. */
    record Page(List<ProgramResponse> items, @Nullable String next) {}
}
