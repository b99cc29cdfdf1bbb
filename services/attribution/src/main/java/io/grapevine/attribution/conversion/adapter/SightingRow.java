package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.fraud.Identifier;
import io.grapevine.attribution.fraud.Sighting;
import io.grapevine.attribution.fraud.Trait;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** That somebody showed an identifier, as stored. */
@Entity
@Table(name = "sightings")
@IdClass(SightingRow.Key.class)
class SightingRow {

    // Named one by one: Hibernate Reactive fails on a result column that the entity does not map.
    static final String COLUMNS = "s.tenant_id, s.trait, s.key, s.person, s.late_by_ms, s.first_seen_at, s.suspect";

    record Key(String tenantId, String trait, UUID key, String person, long lateByMs) implements Serializable {}

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String trait;

    @Id
    UUID key;

    @Id
    String person;

    @Id
    @Column(name = "late_by_ms")
    long lateByMs;

    @Column(name = "first_seen_at")
    Instant firstSeenAt;

    boolean suspect;

    Identifier identifier() {
        return new Identifier(Trait.valueOf(trait), key);
    }

    Duration lateBy() {
        return Duration.ofMillis(lateByMs);
    }

    /** @param goesBy the id that the person goes by, where ids were merged */
    Sighting toSighting(String goesBy) {
        return new Sighting(identifier(), goesBy, firstSeenAt, suspect);
    }

    /** A sighting on its way into the table. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String trait,
            UUID key,
            String person,
            long lateByMs,
            Instant firstSeenAt,
            boolean suspect) {}
}
