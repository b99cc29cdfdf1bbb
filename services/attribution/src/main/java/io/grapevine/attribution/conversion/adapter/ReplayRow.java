package io.grapevine.attribution.conversion.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.grapevine.attribution.program.Restatement;
import io.grapevine.attribution.replay.Phase;
import io.grapevine.attribution.replay.Progress;
import io.grapevine.attribution.replay.ReplayForm;
import io.grapevine.attribution.replay.ReplayState;
import io.grapevine.attribution.replay.Totals;
import io.grapevine.events.EventJson;
import io.grapevine.events.ReplayCompleted;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A replay as the table holds it; the same record reads and writes. */
@JsonNaming(SnakeCaseStrategy.class)
record ReplayRow(
        String tenantId,
        String replayId,
        String programKey,
        Instant fromAt,
        Instant toAt,
        String asked,
        String terms,
        boolean whole,
        String state,
        String phase,
        @Nullable Instant placeAt,
        String place,
        long total,
        long done,
        long busyMillis,
        String standing,
        @Nullable String failure,
        String askedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    // A bound on lateness decides about facts of the period, wherever the conversions are that rest on them.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** @param whole whether conversions of all times can rest on facts of the period */
    static ReplayRow asked(
            String tenantId, ReplayForm asked, Restatement restatement, boolean whole, String by, Instant now) {
        return new ReplayRow(
                tenantId,
                restatement.id(),
                asked.programKey(),
                asked.from(),
                asked.to(),
                write(asked.definition()),
                write(restatement.terms()),
                whole,
                ReplayState.QUEUED.wireName(),
                Phase.SIGN_UPS.wireName(),
                null,
                "",
                0,
                0,
                0,
                write(Totals.NOTHING),
                null,
                by,
                now,
                null,
                null);
    }

    Period period() {
        return new Period(fromAt, toAt);
    }

    /** The times whose conversions the terms can decide otherwise by themselves. */
    Period scope() {
        return whole ? new Period(FIRST, LAST) : period();
    }

    Conversions.Place after() {
        return new Conversions.Place(placeAt == null ? scope().from() : placeAt, place);
    }

    ReplayState is() {
        return ReplayState.named(state);
    }

    Phase goingOver() {
        return Phase.named(phase);
    }

    Restatement restatement() {
        return new Restatement(replayId, fromAt, toAt, restated());
    }

    List<ReplayCompleted.Restated> byVersion() {
        return new TreeMap<>(restated())
                .entrySet().stream()
                        .map(version -> new ReplayCompleted.Restated(version.getKey(), version.getValue()))
                        .toList();
    }

    private Map<Integer, Terms> restated() {
        return read(terms, new TypeReference<>() {});
    }

    Totals counted() {
        return read(standing, new TypeReference<>() {});
    }

    Progress progress(Instant now) {
        return Progress.of(done, total, startedAt, endedAt == null ? now : endedAt, !is().isAtWork());
    }

    ReplayRow started(long conversions, Instant now) {
        return with(ReplayState.RUNNING, Phase.SIGN_UPS, null, "", conversions, 0, 0, Totals.NOTHING, now, null);
    }

    ReplayRow applying(long conversions, Instant now) {
        return with(ReplayState.APPLYING, Phase.APPLYING_SIGN_UPS, null, "", conversions, 0, 0, counted(), now, null);
    }

    /** @param unchanged what was counted of conversions that stay as they are */
    ReplayRow at(@Nullable Instant at, String next, long more, long millis, Totals unchanged) {
        return with(
                is(),
                goingOver(),
                at,
                next,
                total,
                done + more,
                busyMillis + millis,
                counted().plus(unchanged),
                startedAt,
                null);
    }

    ReplayRow turningTo(Phase next) {
        return with(is(), next, null, "", total, done, busyMillis, counted(), startedAt, null);
    }

    ReplayRow ended(ReplayState as, Instant now) {
        return with(as, goingOver(), null, "", total, done, busyMillis, counted(), startedAt, now);
    }

    ReplayRow failed(String why, Instant now) {
        return new ReplayRow(
                tenantId,
                replayId,
                programKey,
                fromAt,
                toAt,
                asked,
                terms,
                whole,
                ReplayState.FAILED.wireName(),
                phase,
                placeAt,
                place,
                total,
                done,
                busyMillis,
                standing,
                why,
                askedBy,
                createdAt,
                startedAt,
                now);
    }

    private ReplayRow with(
            ReplayState newState,
            Phase newPhase,
            @Nullable Instant newPlaceAt,
            String newPlace,
            long newTotal,
            long newDone,
            long newBusy,
            Totals newStanding,
            @Nullable Instant newStart,
            @Nullable Instant newEnd) {
        return new ReplayRow(
                tenantId,
                replayId,
                programKey,
                fromAt,
                toAt,
                asked,
                terms,
                whole,
                newState.wireName(),
                newPhase.wireName(),
                newPlaceAt,
                newPlace,
                newTotal,
                newDone,
                newBusy,
                write(newStanding),
                failure,
                askedBy,
                createdAt,
                newStart,
                newEnd);
    }

    static String write(Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written", e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the table holds no " + type.getType(), e);
        }
    }
}
