package io.grapevine.attribution.conversion.adapter;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.identity.Usage;
import io.grapevine.attribution.program.ProgramVersion;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of a program's terms as stored. */
@Entity
@Table(name = "program_versions")
@IdClass(ProgramVersionRow.Key.class)
class ProgramVersionRow {

    record Key(String tenantId, String programKey, int version) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "program_key")
    String programKey;

    @Id
    int version;

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

    ProgramVersion toVersion() {
        try {
            return new ProgramVersion(
                    programKey, version, effectiveFrom, EventJson.mapper().readValue(terms, Terms.class));
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
