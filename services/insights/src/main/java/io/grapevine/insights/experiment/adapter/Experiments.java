package io.grapevine.insights.experiment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.events.EventJson;
import io.grapevine.insights.experiment.Counts;
import io.grapevine.insights.experiment.Experiment;
import io.grapevine.insights.experiment.ExperimentReport;
import io.grapevine.insights.experiment.Run;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The experiments of the session's tenant, and what the log says of them. */
final class Experiments {

    private final Mutiny.StatelessSession session;

    Experiments(Mutiny.StatelessSession session) {
        this.session = session;
    }

    /**
     * An experiment and how it stands.
     *
     * @param told the last end of it that was told of
     */
    record Held(Experiment experiment, Run run, @Nullable String told) {

        ExperimentReport report(Counts counts) {
            return ExperimentReport.of(experiment, run, counts);
        }
    }

    /** As the table has it. */
    private record Stored(
            Experiment definition,
            @Nullable Long startedAtMs,
            @Nullable Long stoppedAtMs,
            Run.@Nullable StoppedBy stoppedBy,
            @Nullable String told) {

        Held held() {
            return new Held(definition, new Run(instant(startedAtMs), instant(stoppedAtMs), stoppedBy), told);
        }

        private static @Nullable Instant instant(@Nullable Long ms) {
            return ms == null ? null : Instant.ofEpochMilli(ms);
        }
    }

    /** What a unit turned out to be: both null if it names nobody. */
    record Unit(@Nullable String owner, @Nullable String person) {}

    Uni<Boolean> knowsProgram(String programKey) {
        return session.createNativeQuery(ExperimentQueries.PROGRAM_IS_KNOWN, Long.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(known -> known > 0);
    }

    Uni<Void> inTurn(String tenantId) {
        return session.createNativeQuery(ExperimentQueries.IN_TURN, Long.class)
                .setParameter("tenant", tenantId)
                .getSingleResult()
                .replaceWithVoid();
    }

    Uni<Optional<Held>> find(String key) {
        return one(ExperimentQueries.FIND, key);
    }

    Uni<Optional<Held>> findToChange(String key) {
        return one(ExperimentQueries.FIND_TO_CHANGE, key);
    }

    private Uni<Optional<Held>> one(String query, String key) {
        return held(session.createNativeQuery(query, String.class).setParameter("experiment", key))
                .map(found -> found.stream().findFirst());
    }

    Uni<List<Held>> page(String programKey, String after, int most) {
        return held(session.createNativeQuery(ExperimentQueries.PAGE, String.class)
                .setParameter("program", programKey)
                .setParameter("after", after)
                .setParameter("most", most));
    }

    /** @param key of the one experiment that is asked for; null for all */
    Uni<List<Held>> ofProgram(
            String programKey, @Nullable String key, @Nullable Instant from, @Nullable Instant to, int most) {
        var query = session.createNativeQuery(
                        to == null ? ExperimentQueries.OF_PROGRAM_AND_DRAFTS : ExperimentQueries.OF_PROGRAM,
                        String.class)
                .setParameter("key", programKey)
                .setParameter("experiment", key == null ? "" : key)
                .setParameter("from", from == null ? "-infinity" : from.toString())
                .setParameter("most", most);
        return held(to == null ? query : query.setParameter("to", to.toString()));
    }

    Uni<List<Held>> othersRunningSince(Experiment experiment, Instant at) {
        return held(session.createNativeQuery(ExperimentQueries.RUNNING_SINCE, String.class)
                .setParameter("key", experiment.programKey())
                .setParameter("experiment", experiment.key())
                .setParameter("at", at));
    }

    Uni<Optional<Held>> due(Instant before) {
        return held(session.createNativeQuery(ExperimentQueries.DUE, String.class)
                        .setParameter("before", before))
                .map(found -> found.stream().findFirst());
    }

    private static Uni<List<Held>> held(Mutiny.SelectionQuery<String> query) {
        return query.getResultList()
                .map(rows -> rows.stream()
                        .map(json -> read(json, new TypeReference<Stored>() {}).held())
                        .toList());
    }

    Uni<Void> save(String tenantId, Experiment experiment) {
        return session.createNativeQuery(ExperimentQueries.SAVE)
                .setParameter("tenant", tenantId)
                .setParameter("experiment", experiment.key())
                .setParameter("key", experiment.programKey())
                .setParameter("definition", write(experiment))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> start(String key, Instant at) {
        return session.createNativeQuery(ExperimentQueries.START)
                .setParameter("experiment", key)
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> stop(String key, Instant at, Run.StoppedBy by) {
        return session.createNativeQuery(ExperimentQueries.STOP)
                .setParameter("experiment", key)
                .setParameter("at", at)
                .setParameter("by", by.wireName())
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @param told null if nothing was, which forgets nothing */
    Uni<Void> looked(String key, @Nullable String told, Instant now) {
        return session.createNativeQuery(ExperimentQueries.LOOKED)
                .setParameter("experiment", key)
                .setParameter("told", told)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Unit> unit(String programKey, String unit, @Nullable String code) {
        return session.createNativeQuery(ExperimentQueries.UNIT, String.class)
                .setParameter("key", programKey)
                .setParameter("unit", unit)
                .setParameter("code", code == null ? "" : code)
                .getSingleResult()
                .map(json -> read(json, new TypeReference<Unit>() {}));
    }

    /** What was counted so far; nothing of one that has not started. */
    Uni<Counts> counts(Held held) {
        var startedAt = held.run().startedAt();
        if (startedAt == null) return Uni.createFrom().item(Counts.NONE);
        var stoppedAt = held.run().stoppedAt();
        var experiment = held.experiment();
        return session.createNativeQuery(ExperimentQueries.counts(experiment.metric()), String.class)
                .setParameter("key", experiment.programKey())
                .setParameter("arms", Rows.json(experiment.arms()))
                .setParameter("from", startedAt.toString())
                .setParameter("to", stoppedAt == null ? "infinity" : stoppedAt.toString())
                .getSingleResult()
                .map(json -> read(json, new TypeReference<Counts>() {}));
    }

    static Problem missing(String key) {
        return Problem.notFound("There is no experiment " + key + ".");
    }

    private static String write(Experiment experiment) {
        try {
            return EventJson.mapper().writeValueAsString(experiment);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an experiment cannot be written as JSON", e);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is known of an experiment is not of its own shape: " + json, e);
        }
    }
}
