package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.events.Event;
import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.link.Link;
import io.grapevine.programs.link.LinkRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Gives a participant a further link; asking for one that is there already answers it. */
@ApplicationScoped
class AddLink {

    private final Participants participants;
    private final Links links;
    private final Outbox outbox;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    AddLink(Participants participants, Links links, Outbox outbox, InstantSource clock) {
        this.participants = participants;
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A link and whether it is new. */
    record Added(LinkRow link, boolean isNew) {}

    Uni<Added> handle(Mutiny.StatelessSession session, Offer offer, LinkRequest request) {
        var code = request.code() == null ? ReferralCode.generate(random) : request.code();
        return EnrolmentLocks.take(session, offer, List.of(), Stream.of(code))
                .chain(() -> participants.find(session, offer, request.participantId()))
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("Program " + offer.programKey() + " has no participant with this id.")))
                .chain(owner -> links.withCodes(session, offer.tenantId(), List.of(code))
                        .chain(taken -> add(session, offer, row(owner, request, code), taken)));
    }

    private Uni<Added> add(Mutiny.StatelessSession session, Offer offer, LinkRow wanted, List<LinkRow> taken) {
        if (!taken.isEmpty()) return Uni.createFrom().item(new Added(sameAs(wanted, taken.getFirst()), false));
        var event = Event.stated(
                offer.tenantId(),
                Identifier.next("evt"),
                "programs",
                clock.instant(),
                Correlation.current(),
                wanted.published(offer.destination()));
        return links.add(session, List.of(wanted))
                .chain(() -> outbox.add(session, List.of(event)))
                .replaceWith(new Added(wanted, true));
    }

    private static LinkRow sameAs(LinkRow wanted, LinkRow taken) {
        if (!taken.participantId.equals(wanted.participantId))
            throw Problem.conflict(
                    "code_taken", "Another participant has the code " + taken.code + "; choose another one.");
        if (!Objects.equals(taken.destination, wanted.destination))
            throw Problem.conflict(
                    "code_taken", "The code " + taken.code + " leads elsewhere already; choose another one.");
        return taken;
    }

    private LinkRow row(ParticipantRow owner, LinkRequest request, ReferralCode code) {
        var link = new Link(
                Identifier.next("lnk"),
                owner.programKey,
                code,
                owner.participantId,
                owner.externalId,
                request.destination(),
                request.effectiveFrom());
        return LinkRow.of(owner.tenantId, link, clock.instant());
    }
}
