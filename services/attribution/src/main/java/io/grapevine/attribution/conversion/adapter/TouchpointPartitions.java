package io.grapevine.attribution.conversion.adapter;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** The months that touchpoints can be stored in; a month's partition is made when its first touchpoint comes. */
@ApplicationScoped
class TouchpointPartitions {

    private static final String COVER = "select cover_touchpoints(cast(:month as date))";

    /** First days of months whose partitions everybody can see. */
    private final Set<LocalDate> covered = ConcurrentHashMap.newKeySet();

    /**
     * Makes the partitions that these times fall in. Has to be the first thing a transaction does: making one waits for others that
     * do the same. One that this transaction makes is asked for again by the next, as this one may still fail.
     */
    Uni<Void> cover(Mutiny.StatelessSession session, Collection<Instant> times) {
        var missing = times.stream()
                .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1))
                .filter(month -> !covered.contains(month))
                .distinct()
                .sorted()
                .toList();
        return Multi.createFrom()
                .iterable(missing)
                .onItem()
                .transformToUniAndConcatenate(month -> cover(session, month))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> cover(Mutiny.StatelessSession session, LocalDate month) {
        return session.createNativeQuery(COVER, Boolean.class)
                .setParameter("month", month)
                .getSingleResult()
                .invoke(wasThere -> {
                    if (wasThere) covered.add(month);
                });
    }
}
