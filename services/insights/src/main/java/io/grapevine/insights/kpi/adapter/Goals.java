package io.grapevine.insights.kpi.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.EventJson;
import io.grapevine.insights.kpi.Figures;
import io.grapevine.insights.kpi.Goal;
import io.grapevine.insights.kpi.Kpi;
import io.grapevine.insights.kpi.Tally;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The key figures of one program of the session's tenant, and what is wanted of them. */
final class Goals {

    private final Mutiny.StatelessSession session;
    private final String programKey;

    Goals(Mutiny.StatelessSession session, String programKey) {
        this.session = session;
        this.programKey = programKey;
    }

    /** A goal, and whether it was met when it was last told; null if it never could be. */
    record Held(
            Kpi kpi,
            String currency,
            Goal.Bound bound,
            BigDecimal target,
            int windowDays,
            @Nullable Boolean met) {

        Goal goal() {
            return new Goal(kpi, currency, bound, target, Duration.ofDays(windowDays));
        }
    }

    /** As the table has it. */
    private record Stored(
            String kpi,
            String currency,
            String bound,
            BigDecimal target,
            int windowDays,
            @Nullable Boolean met) {

        Held held() {
            var which = bound.equals(Goal.Bound.AT_LEAST.wireName()) ? Goal.Bound.AT_LEAST : Goal.Bound.AT_MOST;
            return new Held(Kpi.named(kpi).orElseThrow(), currency, which, target, windowDays, met);
        }
    }

    /** @return the program's goals, or a failure with 404 if the tenant has no such program */
    static Uni<Goals> ofProgram(Mutiny.StatelessSession session, String programKey) {
        return session.createNativeQuery(KpiQueries.PROGRAM_IS_KNOWN, Long.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(known -> {
                    if (known == 0) throw Problem.notFound("There is no program " + programKey + ".");
                    return new Goals(session, programKey);
                });
    }

    /** Of customers as they are settled. */
    Uni<Figures> figures(Instant from, Instant to) {
        return session.createNativeQuery(KpiQueries.TALLY, String.class)
                .setParameter("key", programKey)
                .setParameter("from", from.toString())
                .setParameter("to", to.toString())
                .getSingleResult()
                .map(json -> Figures.of(read(json, new TypeReference<Tally>() {})));
    }

    Uni<List<Held>> all() {
        return session.createNativeQuery(KpiQueries.GOALS, String.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(json -> read(json, new TypeReference<List<Stored>>() {}).stream()
                        .map(Stored::held)
                        .toList());
    }

    Uni<Void> save(String tenantId, Goal goal) {
        return session.createNativeQuery(KpiQueries.SAVE)
                .setParameter("tenant", tenantId)
                .setParameter("key", programKey)
                .setParameter("kpi", goal.kpi().wireName())
                .setParameter("currency", goal.currency())
                .setParameter("bound", goal.bound().wireName())
                .setParameter("target", goal.target())
                .setParameter("days", Math.toIntExact(goal.window().toDays()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Answers whether there was one. */
    Uni<Boolean> delete(Kpi kpi, String currency) {
        return session.createNativeQuery(KpiQueries.DELETE)
                .setParameter("key", programKey)
                .setParameter("kpi", kpi.wireName())
                .setParameter("currency", currency)
                .executeUpdate()
                .map(deleted -> deleted > 0);
    }

    /** @param met null while it cannot be told, which forgets nothing */
    Uni<Integer> looked(Goal goal, @Nullable Boolean met, Instant now) {
        return session.createNativeQuery(KpiQueries.LOOKED)
                .setParameter("met", met == null ? null : met.toString())
                .setParameter("now", now)
                .setParameter("key", programKey)
                .setParameter("kpi", goal.kpi().wireName())
                .setParameter("currency", goal.currency())
                .executeUpdate();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tally is not of its own shape: " + json, e);
        }
    }
}
