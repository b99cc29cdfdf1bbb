package io.grapevine.insights.funnel.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.EventJson;
import io.grapevine.insights.funnel.Counts;
import io.grapevine.insights.funnel.EventCounts;
import io.grapevine.insights.funnel.Period;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Counts one program of the session's tenant. */
final class Funnels {

    private final Mutiny.StatelessSession session;
    private final String programKey;

    private Funnels(Mutiny.StatelessSession session, String programKey) {
        this.session = session;
        this.programKey = programKey;
    }

    /** @return the program's counts, or a failure with 404 if the tenant has no such program */
    static Uni<Funnels> ofProgram(Mutiny.StatelessSession session, String programKey) {
        return session.createNativeQuery(FunnelQueries.PROGRAM_IS_KNOWN, Long.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(known -> {
                    if (known == 0) throw Problem.notFound("There is no program " + programKey + ".");
                    return new Funnels(session, programKey);
                });
    }

    Uni<EventCounts> events() {
        return session.createNativeQuery(FunnelQueries.EVENTS_BY_TYPE, String.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(json -> EventCounts.of(programKey, read(json, new TypeReference<Map<String, Long>>() {})));
    }

    Uni<Counts> counts(Period period) {
        var gathered = new Gathered();
        return session.createNativeQuery(FunnelQueries.JOIN_BY_HASH, String.class)
                .getSingleResult()
                .chain(() -> answer(FunnelQueries.TOUCHES, period, new TypeReference<List<Counts.Touches>>() {}))
                .invoke(touches -> gathered.touches = touches)
                .chain(() -> answer(FunnelQueries.CONVERTED, period, new TypeReference<List<Counts.Converted>>() {}))
                .invoke(converted -> gathered.converted = converted)
                .chain(() -> money(period, gathered));
    }

    private Uni<Counts> money(Period period, Gathered gathered) {
        return answer(FunnelQueries.SIGN_UPS, period, new TypeReference<Counts.SignUps>() {})
                .invoke(signUps -> gathered.signUps = signUps)
                .chain(() -> answer(FunnelQueries.SOLD, period, new TypeReference<List<Counts.Sold>>() {}))
                .invoke(sold -> gathered.sold = sold)
                .chain(() -> answer(FunnelQueries.REFUNDED, period, new TypeReference<List<Counts.Refunded>>() {}))
                .invoke(refunded -> gathered.refunded = refunded)
                .chain(() -> answer(FunnelQueries.OWED, period, new TypeReference<List<Counts.Owed>>() {}))
                .map(gathered::with);
    }

    private <T> Uni<T> answer(String query, Period period, TypeReference<T> type) {
        return session.createNativeQuery(query, String.class)
                .setParameter("key", programKey)
                .setParameter("from", bound(period.from(), "-infinity"))
                .setParameter("to", bound(period.to(), "infinity"))
                .getSingleResult()
                .map(json -> read(json, type));
    }

    private static String bound(@Nullable Instant at, String open) {
        return at == null ? open : at.toString();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a count is not of its own shape: " + json, e);
        }
    }

    /** The answers so far: one session answers one question after the other. */
    private static final class Gathered {
        private List<Counts.Touches> touches = List.of();
        private List<Counts.Converted> converted = List.of();
        private Counts.SignUps signUps = new Counts.SignUps(0, 0);
        private List<Counts.Sold> sold = List.of();
        private List<Counts.Refunded> refunded = List.of();

        private Counts with(List<Counts.Owed> owed) {
            return new Counts(touches, converted, signUps, sold, refunded, owed);
        }
    }
}
