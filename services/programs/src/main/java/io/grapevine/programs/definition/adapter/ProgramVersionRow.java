package io.grapevine.programs.definition.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.grapevine.events.EventJson;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import io.grapevine.programs.definition.ProgramVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A version of a program as the table holds it, with the words its owner used. */
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

    @Column(name = "program_id")
    String programId;

    @Column(name = "effective_from")
    @Nullable
    Instant effectiveFrom;

    String definition;

    String terms;

    @Column(name = "created_at")
    Instant createdAt;

    static ProgramVersionRow of(
            String tenantId,
            String programKey,
            String programId,
            ProgramVersion version,
            String definition,
            Instant now) {
        var row = new ProgramVersionRow();
        row.tenantId = tenantId;
        row.programKey = programKey;
        row.version = version.number();
        row.programId = programId;
        row.effectiveFrom = version.effectiveFrom();
        row.definition = definition;
        row.terms = json(version.terms());
        row.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        return row;
    }

    ProgramVersion toVersion() {
        return new ProgramVersion(version, effectiveFrom, terms());
    }

    ProgramPublished published() {
        return new ProgramPublished(programId, programKey, version, effectiveFrom, terms());
    }

    /** Text of a column as it goes into an answer: durations stay in ISO 8601. */
    static JsonNode tree(String column) {
        try {
            return EventJson.mapper().readTree(column);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON we wrote is unreadable", e);
        }
    }

    Terms terms() {
        try {
            return EventJson.mapper().readValue(terms, Terms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("terms we wrote are unreadable", e);
        }
    }

    static String json(@Nullable Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }
}
