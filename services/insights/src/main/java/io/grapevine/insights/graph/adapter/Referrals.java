package io.grapevine.insights.graph.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.Rows;
import io.grapevine.insights.graph.Branch;
import io.grapevine.insights.graph.Referral;
import io.grapevine.insights.graph.ReferralForest;
import io.smallrye.mutiny.Uni;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The referral edges of one program of the session's tenant. */
final class Referrals {

    /** Settling takes moments; then the same question has an answer. */
    private static final int SOON_SECONDS = 1;

    private final Mutiny.StatelessSession session;
    private final String programKey;

    private Referrals(Mutiny.StatelessSession session, String programKey) {
        this.session = session;
        this.programKey = programKey;
    }

    /** A person of the program; {@code participantId} is null for a friend who never enrolled. */
    record Person(String externalId, @Nullable String participantId) {}

    /** @return the program's referrals, or a failure with 404 if the tenant has no such program */
    static Uni<Referrals> ofProgram(Mutiny.StatelessSession session, String programKey) {
        return session.createNativeQuery(GraphQueries.PROGRAM_IS_KNOWN, Long.class)
                .setParameter("key", programKey)
                .getSingleResult()
                .map(known -> {
                    if (known == 0) throw Problem.notFound("There is no program " + programKey + ".");
                    return new Referrals(session, programKey);
                });
    }

    Uni<ReferralForest> forest() {
        return session.createNativeQuery(GraphQueries.FOREST, Object[].class)
                .setParameter("key", programKey)
                .getResultList()
                .map(Referrals::grown);
    }

    Uni<Optional<Person>> person(String id) {
        return session.createNativeQuery(GraphQueries.PERSON, Object[].class)
                .setParameter("key", programKey)
                .setParameter("person", id)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(row -> new Person((String) row[0], (String) row[1])));
    }

    /** Grows the branch generation by generation, never by recursion in the database: each step is bounded. */
    Uni<Branch> below(Person person, int generations, int limit) {
        var growth = new Branch.Growth(person.externalId(), limit);
        return grow(growth, generations)
                .chain(() -> growth.full()
                        ? Uni.createFrom().item(false)
                        : friends(growth.tips(), 1).map(more -> !more.isEmpty()))
                .map(goesOn -> growth.cut(programKey, person.externalId(), person.participantId(), goesOn));
    }

    private Uni<Void> grow(Branch.Growth growth, int generations) {
        if (growth.full() || growth.depth() == generations)
            return Uni.createFrom().voidItem();
        return friends(growth.tips(), growth.asks()).invoke(growth::grow).chain(() -> grow(growth, generations));
    }

    private Uni<List<Branch.Referred>> friends(List<String> advocates, int most) {
        return session.createNativeQuery(GraphQueries.FRIENDS, Object[].class)
                .setParameter("key", programKey)
                .setParameter("tips", Rows.json(advocates))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Branch.Referred(
                                (String) row[0], (String) row[1], ((OffsetDateTime) row[2]).toInstant()))
                        .toList());
    }

    private static ReferralForest grown(List<Object[]> edges) {
        try {
            return ReferralForest.of(edges.stream()
                    .map(row -> new Referral((String) row[0], (String) row[1]))
                    .toList());
        } catch (IllegalArgumentException unsettled) {
            // Attribution has told one half of a correction: what it ends with is a forest.
            throw Problem.retryLater(
                    503, "settling", "The program's binds are being corrected; ask again.", SOON_SECONDS);
        }
    }
}
