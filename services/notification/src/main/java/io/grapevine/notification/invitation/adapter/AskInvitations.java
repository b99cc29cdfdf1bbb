package io.grapevine.notification.invitation.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.chassis.problem.Problem;
import io.grapevine.chassis.tenancy.IdentityLocks;
import io.grapevine.events.Event;
import io.grapevine.events.InvitationRequested;
import io.grapevine.notification.invitation.Admission;
import io.grapevine.notification.invitation.InvitationForm;
import io.grapevine.notification.invitation.PersonalWords;
import io.grapevine.notification.invitation.adapter.Invitations.Advocate;
import io.grapevine.notification.invitation.adapter.Invitations.Asked;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whom an advocate invites, sealed, and says so on the log; nothing is sent from here. Whom we may not write to is told apart,
 * friend by friend.
 */
@ApplicationScoped
class AskInvitations {

    private static final String SOURCE = "/notification";

    private final Invitations invitations;
    private final PersonalData personalData;
    private final Outbox outbox;
    private final InvitationConfig config;
    private final InstantSource clock;

    AskInvitations(
            Invitations invitations,
            PersonalData personalData,
            Outbox outbox,
            InvitationConfig config,
            InstantSource clock) {
        this.invitations = invitations;
        this.personalData = personalData;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** What came of one friend of the request; the address is not repeated: answers are kept. */
    record Answered(String status, @Nullable String id) {}

    /** One item for each friend, in their order. */
    Uni<List<Answered>> handle(Mutiny.StatelessSession session, String tenantId, InvitationForm form) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return IdentityLocks.take(session, tenantId, "invitations", List.of(form.participantId()))
                .chain(() -> invitations.advocate(session, tenantId, form.participantId()))
                .map(found -> found.orElseThrow(() -> unknown(form.participantId())))
                .chain(advocate -> ask(session, tenantId, form, advocate, now));
    }

    private Uni<List<Answered>> ask(
            Mutiny.StatelessSession session, String tenantId, InvitationForm form, Advocate advocate, Instant now) {
        var hashes = form.friends().stream()
                .map(friend -> personalData.emailHash(tenantId, friend.address().value()))
                .toList();
        return invitations
                .acquaintances(session, tenantId, advocate.programKey(), hashes)
                .chain(known -> {
                    var asked = new LinkedHashMap<String, Asked>();
                    for (var place = 0; place < hashes.size(); place++) {
                        var hash = hashes.get(place);
                        if (known.getOrDefault(hash, Admission.ACCEPTED) == Admission.ACCEPTED)
                            asked.putIfAbsent(hash, asked(tenantId, form, place, hash, advocate, now));
                    }
                    return withinTheDay(session, tenantId, form.participantId(), asked.size(), now)
                            .chain(() -> invitations.keep(session, tenantId, asked.values()))
                            .call(kept -> outbox.add(session, events(tenantId, asked, kept)))
                            .map(kept -> answers(hashes, known, asked, kept));
                });
    }

    private Uni<Void> withinTheDay(
            Mutiny.StatelessSession session, String tenantId, String participantId, int more, Instant now) {
        if (more == 0) return Uni.createFrom().voidItem();
        return invitations
                .allowance(session, tenantId, participantId, config.mostPerDay(), now)
                .invoke(allowance -> {
                    if (!allowance.covers(more))
                        throw Problem.retryLater(
                                429,
                                "too_many_invitations",
                                "An advocate invites at most " + allowance.most() + " people in 24 hours; "
                                        + allowance.left() + " are left.",
                                Math.toIntExact(allowance.wait(now).toSeconds() + 1));
                })
                .replaceWithVoid();
    }

    private Asked asked(String tenantId, InvitationForm form, int place, String hash, Advocate advocate, Instant now) {
        var invitationId = Identifier.next("inv");
        var friend = form.friends().get(place);
        var personal = new HashMap<String, String>();
        personal.put("email", friend.address().value());
        personal.put("inviter", inviter(form, advocate));
        if (friend.name() != null) personal.put("name", friend.name());
        if (form.note() != null) personal.put("note", form.note());
        var sealed = personalData.seal(tenantId, invitationId, personal);
        return new Asked(
                tenantId,
                invitationId,
                advocate.programKey(),
                form.participantId(),
                advocate.referralCode(),
                hash,
                form.ground().wireName(),
                form.language(),
                form.reminder(),
                now,
                form.reminder() ? now.plus(config.reminderAfter()) : null,
                sealed.fields().keyId(),
                sealed.fields().ciphertext(),
                sealed.key().masterKeyVersion(),
                sealed.key().wrappedKey());
    }

    /** What the advocate gave as a name stands in a stranger's subject, so it is held to the same as what the request says. */
    private static String inviter(InvitationForm form, Advocate advocate) {
        return Optional.ofNullable(form.inviter())
                .or(() -> Optional.ofNullable(advocate.name()).flatMap(PersonalWords::name))
                .orElseThrow(() -> Problem.invalid(List.of(new Problem.FieldError(
                        "/inviter",
                        "required",
                        "inviter is missing: the participant gave no name that can be used; write who invites"))));
    }

    private static List<Event<?>> events(String tenantId, Map<String, Asked> asked, Map<String, String> kept) {
        var events = new ArrayList<Event<?>>();
        for (var each : asked.values())
            if (each.invitationId().equals(kept.get(each.addressHash())))
                events.add(Event.stated(
                        tenantId, Identifier.next("evt"), SOURCE, each.askedAt(), Correlation.current(), said(each)));
        return events;
    }

    private static InvitationRequested said(Asked asked) {
        return new InvitationRequested(
                asked.invitationId(),
                asked.programKey(),
                asked.participantId(),
                asked.addressHash(),
                Invitations.ground(asked.ground()),
                asked.locale(),
                asked.askedAt(),
                asked.reminderAt());
    }

    /** An address that stands twice in the request is invited once; so is one that another request named meanwhile. */
    private static List<Answered> answers(
            List<String> hashes, Map<String, Admission> known, Map<String, Asked> asked, Map<String, String> kept) {
        var answers = new ArrayList<Answered>();
        var told = new ArrayList<String>();
        for (var hash : hashes) {
            var admission = known.getOrDefault(hash, Admission.ACCEPTED);
            var isOurs = asked.containsKey(hash) && kept.containsKey(hash) && !told.contains(hash);
            told.add(hash);
            if (admission == Admission.ACCEPTED && !isOurs) admission = Admission.ALREADY_INVITED;
            answers.add(new Answered(admission.wireName(), isOurs ? kept.get(hash) : null));
        }
        return answers;
    }

    private static Problem unknown(String participantId) {
        return Problem.invalid(List.of(new Problem.FieldError(
                "/participantId",
                "unknown",
                "there is no participant " + participantId + ": enrol the advocate first")));
    }
}
