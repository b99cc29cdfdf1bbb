package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.program.Restatement;
import io.grapevine.events.EventJson;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of a program's terms as stored, or what was said to hold in its place for a period. */
@Entity
@Table(name = "program_versions")
@IdClass(ProgramVersionRow.Key.class)
class ProgramVersionRow {

    record Key(String tenantId, String programKey, int version, int place) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "program_key")
    String programKey;

    @Id
    int version;

    /** 0 is the version itself. */
    @Id
    int place;

    @Column(name = "effective_from")
    @Nullable
    Instant effectiveFrom;

    String terms;

    /** Of the tenant, read along with each row. */
    @Nullable
    String usages;

    Set<Usage> usages() {
        return usages == null
                ? Set.of()
                : Arrays.stream(usages.split(" ")).map(Usage::valueOf).collect(toSet());
    }

    @Column(name = "replay_id")
    @Nullable
    String replayId;

    @Column(name = "from_at")
    @Nullable
    Instant from;

    @Column(name = "to_at")
    @Nullable
    Instant to;

    ProgramVersion toVersion() {
        return new ProgramVersion(programKey, version, effectiveFrom, parsed());
    }

    /** @param rows of one place */
    static Restatement toRestatement(List<ProgramVersionRow> rows) {
        var first = rows.getFirst();
        return new Restatement(
                Objects.requireNonNull(first.replayId),
                Objects.requireNonNull(first.from),
                Objects.requireNonNull(first.to),
                rows.stream().collect(toMap(row -> row.version, ProgramVersionRow::parsed)));
    }

    private Terms parsed() {
        try {
            return EventJson.mapper().readValue(terms, Terms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("terms of " + programKey + " version " + version + " are unreadable", e);
        }
    }

    /** A version on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String programKey,
            int version,
            @Nullable Instant effectiveFrom,
            String terms) {

        static New of(String tenantId, ProgramPublished published) {
            try {
                return new New(
                        tenantId,
                        published.programKey(),
                        published.version(),
                        published.effectiveFrom(),
                        EventJson.mapper().writeValueAsString(published.terms()));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("terms cannot be written", e);
            }
        }
    }
}
