package io.grapevine.insights.graph.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.EventJson;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * What the database says before a request is answered from memory.
 *
 * @param externalId of the participant who was asked for; null if no participant is called so
 * @param position every transaction before it had ended
 * @param changes that ended since the position that was asked from
 */
record Sight(@Nullable String externalId, @Nullable String participantId, long position, List<Change> changes) {

    /** Somebody's place may have changed. */
    record Change(long transaction, String personId) {}

    static Uni<Sight> look(Mutiny.StatelessSession session, String programKey, String person, long since) {
        return session.createNativeQuery(GraphQueries.LOOK, Object[].class)
                .setParameter("key", programKey)
                .setParameter("person", person)
                .setParameter("since", Long.toUnsignedString(since))
                .getSingleResult()
                .map(row -> {
                    if (((Number) row[0]).longValue() == 0)
                        throw Problem.notFound("There is no program " + programKey + ".");
                    return new Sight(
                            (String) row[1], (String) row[2], Long.parseUnsignedLong((String) row[3]), changes((String)
                                    row[4]));
                });
    }

    private static List<Change> changes(String json) {
        try {
            return Arrays.stream(EventJson.mapper().readValue(json, String[][].class))
                    .map(change -> new Change(Long.parseUnsignedLong(change[0]), change[1]))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("changes are not of their own shape: " + json, e);
        }
    }
}
