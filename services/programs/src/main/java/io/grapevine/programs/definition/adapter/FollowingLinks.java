package io.grapevine.programs.definition.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.events.Event;
import io.grapevine.events.LinkPublished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Leads the links that follow a program to its new destination: they are published again, in the program's transaction. */
@ApplicationScoped
class FollowingLinks {

    // Bounds what is in memory at a time; the outbox takes it all.
    private static final int PAGE = 1_000;

    private static final String FOLLOWING = """
            select link_id, code, participant_id, external_id, effective_from from links \
            where tenant_id = :tenant and program_key = :key and destination is null and link_id > :after \
            order by link_id limit :most""";

    private final Outbox outbox;
    private final InstantSource clock;

    FollowingLinks(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> lead(Mutiny.StatelessSession session, @Nullable ProgramVersionRow before, ProgramVersionRow now) {
        if (before == null || before.terms().destination().equals(now.terms().destination()))
            return Uni.createFrom().voidItem();
        return leadAfter(session, now, "");
    }

    private Uni<Void> leadAfter(Mutiny.StatelessSession session, ProgramVersionRow program, String after) {
        return session.createNativeQuery(FOLLOWING, Object[].class)
                .setParameter("tenant", program.tenantId)
                .setParameter("key", program.programKey)
                .setParameter("after", after)
                .setParameter("most", PAGE)
                .getResultList()
                .chain(page -> page.isEmpty() ? Uni.createFrom().voidItem() : publish(session, program, page));
    }

    private Uni<Void> publish(Mutiny.StatelessSession session, ProgramVersionRow program, List<Object[]> page) {
        return outbox.add(
                        session, page.stream().map(link -> fact(program, link)).toList())
                .chain(() -> leadAfter(session, program, (String) page.getLast()[0]));
    }

    private Event<?> fact(ProgramVersionRow program, Object[] link) {
        var data = new LinkPublished(
                (String) link[0],
                program.programKey,
                (String) link[1],
                (String) link[2],
                (String) link[3],
                program.terms().destination(),
                (Instant) link[4]);
        return Event.stated(
                program.tenantId, Identifier.next("evt"), "programs", clock.instant(), Correlation.current(), data);
    }
}
