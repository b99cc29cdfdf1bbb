package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.participant.Enrolment;
import io.grapevine.programs.participant.Outcome;
import io.grapevine.programs.participant.Participant;
import io.grapevine.programs.participant.Roll;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Enrols people: lock, load what concerns them, decide in order, write and tell the log; one transaction, given by the caller. */
@ApplicationScoped
class Enrol {

    private final Participants participants;
    private final Links links;
    private final WriteEnrolments writeEnrolments;
    private final SecureRandom random = new SecureRandom();

    Enrol(Participants participants, Links links, WriteEnrolments writeEnrolments) {
        this.participants = participants;
        this.links = links;
        this.writeEnrolments = writeEnrolments;
    }

    /** What became of each enrolment, in their order. */
    Uni<List<Outcome>> handle(Mutiny.StatelessSession session, Offer offer, List<Enrolment> enrolments) {
        var externalIds =
                enrolments.stream().map(Enrolment::externalId).distinct().toList();
        var codes = enrolments.stream()
                .map(Enrolment::referralCode)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return EnrolmentLocks.take(session, offer, externalIds, codes.stream())
                .chain(() -> participants.withExternalIds(session, offer, externalIds))
                .chain(known -> links.withCodes(session, offer.tenantId(), codes)
                        .map(taken -> decide(offer, known, taken, enrolments)))
                .call(decided -> writeEnrolments.handle(session, offer, decided))
                .map(Decided::outcomes);
    }

    /** Enrolments with what became of them, and the rows of those who were enrolled before, by external id. */
    record Decided(List<Enrolment> enrolments, List<Outcome> outcomes, HashMap<String, ParticipantRow> known) {}

    private Decided decide(Offer offer, List<ParticipantRow> known, List<LinkRow> taken, List<Enrolment> enrolments) {
        var roll = roll(offer, known, taken);
        var outcomes = new ArrayList<Outcome>(enrolments.size());
        enrolments.forEach(enrolment -> outcomes.add(roll.enrol(enrolment)));
        var rows = new HashMap<String, ParticipantRow>();
        known.forEach(row -> rows.put(row.externalId, row));
        return new Decided(enrolments, outcomes, rows);
    }

    private Roll roll(Offer offer, List<ParticipantRow> known, List<LinkRow> taken) {
        return new Roll(
                offer.programKey(),
                known.stream()
                        .map(ParticipantRow::toParticipant)
                        .collect(Collectors.toMap(Participant::externalId, participant -> participant)),
                taken.stream()
                        .collect(Collectors.toMap(link -> new ReferralCode(link.code), link -> link.participantId)),
                new Roll.Ids(
                        () -> Identifier.next("par"),
                        () -> Identifier.next("lnk"),
                        () -> ReferralCode.generate(random)));
    }
}
