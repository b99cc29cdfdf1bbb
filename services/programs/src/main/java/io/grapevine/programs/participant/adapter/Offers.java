package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.definition.Destination;
import io.grapevine.programs.definition.ProgramKey;
import io.grapevine.programs.link.Origins;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Looks up what a program offers now. */
@ApplicationScoped
class Offers {

    // Shared with every enrolment, held alone by a PUT of the program: no link is made for a destination that is being
    // left.
    private static final String HOLD = """
            select count(*) from (select pg_advisory_xact_lock_shared(hashtextextended(:program, 0))) as held""";
    private static final String LATEST = """
            select cast(cast(terms as jsonb) ->> 'name' as text), cast(terms as jsonb) ->> 'destination', \
            (select host from tenant_hosts where tenant_id = :tenant order by position limit 1) \
            from program_versions where tenant_id = :tenant and program_key = :key order by version desc limit 1""";

    private final String publicOrigin;

    Offers(
            @ConfigProperty(name = "grapevine.public-origin") Optional<String> publicOrigin,
            @ConfigProperty(name = "grapevine.port-offset") int portOffset) {
        this.publicOrigin = Origins.ofInstallation(publicOrigin, portOffset);
    }

    /** The offer, which stays as it is until the transaction ends; 404 if there is no such program. */
    Uni<Offer> held(Mutiny.StatelessSession session, String tenantId, String programKey) {
        if (ProgramKey.parse(programKey).isEmpty()) throw missing();
        return session.createNativeQuery(HOLD, Long.class)
                .setParameter("program", "program\n" + tenantId + "\n" + programKey)
                .getSingleResult()
                .chain(() -> of(session, tenantId, programKey));
    }

    /** The offer of this moment; 404 if there is no such program. */
    Uni<Offer> of(Mutiny.StatelessSession session, String tenantId, String programKey) {
        if (ProgramKey.parse(programKey).isEmpty()) throw missing();
        return session.createNativeQuery(LATEST, Object[].class)
                .setParameter("tenant", tenantId)
                .setParameter("key", programKey)
                .getSingleResultOrNull()
                .map(found -> {
                    if (found == null) throw missing();
                    var origin = Origins.of(Optional.ofNullable((String) found[2]), publicOrigin);
                    return new Offer(
                            tenantId,
                            programKey,
                            (String) found[0],
                            new Destination((String) found[1]),
                            origin,
                            publicOrigin);
                });
    }

    private static Problem missing() {
        return Problem.notFound("There is no program with this key.");
    }
}
