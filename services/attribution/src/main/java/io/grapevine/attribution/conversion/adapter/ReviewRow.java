package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.conversion.ConversionKey;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.EventJson;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.Screening;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of a conversion that a person had to look at, as stored; {@code decision} is the conversion's current one. */
@Entity
@Table(name = "reviews")
@IdClass(ReviewRow.Key.class)
class ReviewRow {

    static final String COLUMNS =
            "r.tenant_id, r.conversion_id, r.program_key, r.status, r.points, r.advocates, r.after_term, "
                    + "r.opened_at, r.due_at, c.subject, c.decision";

    record Key(String tenantId, String conversionId) implements Serializable {}

    /** Where a review stands. */
    enum Status {
        OPEN,
        ACCEPTED,
        REFUSED,
        /** Nothing speaks against it any more that a person would have to look at. */
        WITHDRAWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "conversion_id")
    String conversionId;

    @Column(name = "program_key")
    String programKey;

    String status;

    int points;

    String advocates;

    @Column(name = "after_term")
    String afterTerm;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "due_at")
    Instant dueAt;

    String subject;

    String decision;

    Status standing() {
        return Status.valueOf(status.toUpperCase(Locale.ROOT));
    }

    ConversionKey key() {
        return new ConversionKey(programKey, decided().kind(), subject);
    }

    ConversionDecided decided() {
        return ConversionRow.decided(decision);
    }

    List<String> advocates() {
        try {
            return List.of(EventJson.mapper().readValue(advocates, String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("what we wrote of " + conversionId + " is unreadable", e);
        }
    }

    /** What a revision makes of its review. */
    @JsonNaming(SnakeCaseStrategy.class)
    record New(
            String tenantId,
            String conversionId,
            String programKey,
            String status,
            int points,
            String advocates,
            String afterTerm,
            Instant openedAt,
            Instant dueAt) {

        /** Empty if nobody has to look, nor had to. */
        static Optional<New> of(String tenantId, ConversionDecided revision, boolean hadReview, Instant now) {
            var screening = revision.explanation().screening();
            var status = screening == null ? Status.WITHDRAWN : standing(screening);
            if (status == Status.WITHDRAWN && !hadReview) return Optional.empty();
            return Optional.of(new New(
                    tenantId,
                    revision.conversionId(),
                    revision.programKey(),
                    status.word(),
                    screening == null ? 0 : screening.points(),
                    Rows.json(advocates(revision)),
                    (screening == null ? FraudTerms.AfterTerm.ACCEPT : screening.afterTerm()).name(),
                    now,
                    screening == null ? now : now.plus(screening.term())));
        }

        private static Status standing(Screening screening) {
            return switch (screening.verdict()) {
                case REVIEW -> Status.OPEN;
                case REFUSE -> Status.REFUSED;
                case ACCEPT ->
                    screening.word() == null && screening.signUp() == null ? Status.WITHDRAWN : Status.ACCEPTED;
            };
        }

        // A refused conversion credits nobody; its candidates say whom it would have.
        private static List<String> advocates(ConversionDecided revision) {
            return Stream.concat(
                            revision.credits().stream().map(ConversionDecided.Credit::externalId),
                            revision.explanation().candidates().stream()
                                    .filter(Candidate::winner)
                                    .map(Candidate::externalId)
                                    .filter(Objects::nonNull))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
