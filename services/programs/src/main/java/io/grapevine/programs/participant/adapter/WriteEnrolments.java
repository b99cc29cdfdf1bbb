package io.grapevine.programs.participant.adapter;

import io.grapevine.chassis.correlation.Correlation;
import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.outbox.Outbox;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.programs.link.Link;
import io.grapevine.programs.participant.Enrolment;
import io.grapevine.programs.participant.Outcome;
import io.grapevine.programs.participant.Participant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what was decided about enrolments and tells the log. Personal fields are sealed here and leave in no other form. */
@ApplicationScoped
class WriteEnrolments {

    private static final String SOURCE = "programs";

    private final Participants participants;
    private final Links links;
    private final PersonalData personalData;
    private final Outbox outbox;
    private final InstantSource clock;

    WriteEnrolments(
            Participants participants, Links links, PersonalData personalData, Outbox outbox, InstantSource clock) {
        this.participants = participants;
        this.links = links;
        this.personalData = personalData;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> handle(Mutiny.StatelessSession session, Offer offer, Enrol.Decided decided) {
        var writing = new Writing(offer, clock.instant(), Correlation.current(), decided.known());
        for (int i = 0; i < decided.outcomes().size(); i++)
            collect(writing, decided.outcomes().get(i), decided.enrolments().get(i));
        return participants
                .add(session, List.copyOf(writing.added.values()))
                .chain(() -> participants.update(session, List.copyOf(writing.changed.values())))
                .chain(() -> links.add(session, writing.links))
                .chain(() -> outbox.add(session, writing.events()));
    }

    private void collect(Writing writing, Outcome outcome, Enrolment enrolment) {
        switch (outcome) {
            case Outcome.Enrolled(var participant, var link) -> {
                writing.enrol(participant);
                writing.add(link);
                describe(writing, participant, enrolment);
            }
            case Outcome.CodeAdded(var participant, var link) -> {
                writing.add(link);
                describe(writing, participant, enrolment);
            }
            case Outcome.Known(var participant) -> describe(writing, participant, enrolment);
            case Outcome.CodeTaken taken -> {}
        }
    }

    /** Takes over what is new: the locale, and the personal fields as a whole, which nobody here can open to merge them. */
    private void describe(Writing writing, Participant participant, Enrolment enrolment) {
        var row = writing.row(participant);
        var before = row.personalHash;
        var fields = enrolment.personalFields();
        var hash = fields.isEmpty() ? before : hash(row.tenantId, fields);
        var locale = enrolment.locale() == null ? row.locale : enrolment.locale();
        if (Objects.equals(hash, before) && Objects.equals(locale, row.locale)) return;
        row.locale = locale;
        if (hash != null && !hash.equals(before)) seal(writing, row, enrolment, hash);
        writing.change(row);
    }

    // In hex, because the keyed hash is made for addresses and does not tell upper from lower case.
    private String hash(String tenantId, Map<String, String> fields) {
        return personalData.emailHash(
                tenantId, HexFormat.of().formatHex(fields.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void seal(Writing writing, ParticipantRow row, Enrolment enrolment, String hash) {
        var sealed = personalData.seal(row.tenantId, row.participantId, enrolment.personalFields());
        row.seal(sealed.fields());
        row.personalHash = hash;
        row.emailHash = Optional.ofNullable(enrolment.email())
                .map(email -> personalData.emailHash(row.tenantId, email))
                .orElse(null);
        writing.keys.add(sealed.key());
    }

    /** What one request writes: a row per person, however often the person is named. */
    private static final class Writing {

        private final Offer offer;
        private final Instant now;
        private final String correlationId;
        private final Map<String, ParticipantRow> known;
        private final Map<String, ParticipantRow> added = new LinkedHashMap<>();
        private final Map<String, ParticipantRow> changed = new LinkedHashMap<>();
        private final List<LinkRow> links = new ArrayList<>();
        private final List<EventData> keys = new ArrayList<>();

        Writing(Offer offer, Instant now, String correlationId, Map<String, ParticipantRow> known) {
            this.offer = offer;
            this.now = now;
            this.correlationId = correlationId;
            this.known = known;
        }

        void enrol(Participant participant) {
            added.put(participant.externalId(), ParticipantRow.of(offer.tenantId(), participant, now));
        }

        void add(Link link) {
            links.add(LinkRow.of(offer.tenantId(), link, now));
        }

        ParticipantRow row(Participant participant) {
            var fresh = added.get(participant.externalId());
            return fresh != null ? fresh : Objects.requireNonNull(known.get(participant.externalId()));
        }

        void change(ParticipantRow row) {
            if (!added.containsKey(row.externalId)) changed.put(row.externalId, row);
        }

        /** The key before the fields it opens, the person before the codes. */
        List<Event<?>> events() {
            var facts = new ArrayList<>(keys);
            added.values().forEach(row -> facts.add(row.published()));
            changed.values().forEach(row -> facts.add(row.published()));
            links.forEach(link -> facts.add(link.published(offer.destination())));
            var events = new ArrayList<Event<?>>(facts.size());
            facts.forEach(fact -> events.add(
                    Event.stated(offer.tenantId(), Identifier.next("evt"), SOURCE, now, correlationId, fact)));
            return events;
        }
    }
}
