package io.grapevine.insights.funnel.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.EventJson;
import io.grapevine.insights.funnel.Bucket;
import io.grapevine.insights.funnel.Dimension;
import io.grapevine.insights.funnel.EventCounts;
import io.grapevine.insights.funnel.FunnelGroup;
import io.grapevine.insights.funnel.Period;
import io.grapevine.insights.funnel.StepSum;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Counts one program of the session's tenant. */
final class Funnels {

    /** How finely {@code rollups} keeps the whole, and what it keeps by value. */
    private static final Duration WHOLE = Duration.ofHours(1);

    private static final Duration BY_VALUE = Duration.ofDays(1);

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

    Uni<List<StepSum>> totals(Period period) {
        return sums(query(FunnelQueries.TOTALS, period.wholeUnits(WHOLE)));
    }

    Uni<List<StepSum>> by(Dimension dimension, Period period) {
        return sums(query(FunnelQueries.BY_VALUE, period.wholeUnits(BY_VALUE))
                .setParameter("dim", dimension.wireName())
                .setParameter("most", FunnelGroup.MOST));
    }

    Uni<List<StepSum>> by(Bucket bucket, Period period) {
        return sums(query(FunnelQueries.BY_TIME, bucket.cut(period)).setParameter("unit", bucket.wireName()));
    }

    Uni<List<StepSum>> byPace(Period period) {
        return sums(query(FunnelQueries.BY_PACE, period.wholeUnits(BY_VALUE)));
    }

    private Mutiny.SelectionQuery<String> query(String query, Period.Cut cut) {
        return session.createNativeQuery(query, String.class)
                .setParameter("key", programKey)
                .setParameter("from", bound(cut.period().from(), "-infinity"))
                .setParameter("wholeFrom", bound(cut.wholeFrom(), "-infinity"))
                .setParameter("wholeTo", bound(cut.wholeTo(), "infinity"))
                .setParameter("to", bound(cut.period().to(), "infinity"));
    }

    private static Uni<List<StepSum>> sums(Mutiny.SelectionQuery<String> query) {
        return query.getSingleResult().map(json -> read(json, new TypeReference<List<StepSum>>() {}));
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
}
