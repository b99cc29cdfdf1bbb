package io.grapevine.clicktracking.outcome.adapter;

import io.grapevine.clicktracking.outcome.Conflict;
import io.grapevine.clicktracking.outcome.Conflicts;
import io.grapevine.clicktracking.outcome.EventStatus;
import io.grapevine.clicktracking.outcome.adapter.EventPage.Everything;
import io.grapevine.clicktracking.outcome.adapter.EventPage.Received;
import io.grapevine.events.EventRejected.FieldProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of an event. */
@RegisterForReflection
record EventResponse(
        String id,
        @Nullable String source,
        @Nullable String type,

        @Schema(enumeration = {"received", "decided", "conflict", "rejected", "dead_letter"})
        String status,

        @Nullable Instant occurredAt,
        @Nullable Instant receivedAt,
        @Nullable Traffic traffic,
        List<Conversion> conversions,
        List<Conflict> conflicts,
        List<DeadLetter> deadLetters,
        List<Rejection> rejections) {

    /** Whom a click was taken for, and by which version of the classifier. */
    @RegisterForReflection
    record Traffic(
            @Schema(enumeration = {"human", "bot", "preview", "prefetch", "monitor", "head"})
            String label,

            String classifierVersion) {}

    /** A conversion that rests on the event; ask attribution for the whole of it. */
    @RegisterForReflection
    record Conversion(
            String id,
            String programKey,
            int revision,
            String kind,
            String outcome,
            @Nullable String reason) {}

    @RegisterForReflection
    record DeadLetter(String topic, String consumer, String reason, Instant diedAt) {}

    @RegisterForReflection
    record Rejection(String rejectionId, String code, List<FieldProblem> errors, Instant receivedAt) {}

    static EventResponse received(Everything everything, Received event) {
        var conversions = everything.conversions().stream()
                .filter(conversion -> conversion.eventSource().equals(event.source()))
                .map(c -> new Conversion(
                        c.conversionId(), c.programKey(), c.revision(), c.kind(), c.outcome(), c.reason()))
                .toList();
        var dead = everything.dead().stream()
                .filter(letter -> letter.source().equals(event.source()))
                .map(letter -> new DeadLetter(letter.topic(), letter.consumer(), letter.reason(), letter.diedAt()))
                .toList();
        var conflicts = conflicts(everything, event);
        boolean superseded =
                conflicts.stream().anyMatch(conflict -> !conflict.code().equals("event_conflict"));
        return new EventResponse(
                event.eventId(),
                event.source(),
                event.type(),
                EventStatus.of(!dead.isEmpty(), !conversions.isEmpty(), superseded)
                        .wireName(),
                event.occurredAt(),
                event.receivedAt(),
                traffic(event),
                conversions,
                conflicts,
                dead,
                rejections(everything));
    }

    static EventResponse rejected(String id, Everything everything) {
        var last = everything.rejections().getLast();
        return new EventResponse(
                id,
                null,
                last.type(),
                EventStatus.REJECTED.wireName(),
                null,
                last.receivedAt(),
                null,
                List.of(),
                List.of(),
                List.of(),
                rejections(everything));
    }

    /** Durable a moment ago; the tables have not read it back yet. */
    static EventResponse underWay(String id, String source) {
        return new EventResponse(
                id,
                source,
                null,
                EventStatus.RECEIVED.wireName(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static @Nullable Traffic traffic(Received event) {
        var label = event.label();
        var version = event.classifierVersion();
        return label == null || version == null ? null : new Traffic(label, version);
    }

    private static List<Conflict> conflicts(Everything everything, Received event) {
        var conflicts = new ArrayList<>(Conflicts.of(
                event.toEvent(),
                everything.related().stream().map(Received::toEvent).toList()));
        everything.conflicting().stream()
                .filter(other -> other.source().equals(event.source()))
                .map(other -> new Conflict(
                        "event_conflict",
                        "This id was sent again with another body; the first stays.",
                        event.eventId()))
                .forEach(conflicts::add);
        return conflicts;
    }

    private static List<Rejection> rejections(Everything everything) {
        return everything.rejections().stream()
                .map(r -> new Rejection(r.rejectionId(), r.code(), r.errors(), r.receivedAt()))
                .toList();
    }
}
