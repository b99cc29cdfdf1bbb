package io.grapevine.clicktracking.intake.adapter;

import io.grapevine.chassis.identifier.Identifier;
import io.grapevine.chassis.personal.PersonalData;
import io.grapevine.clicktracking.classify.TrafficClassifier;
import io.grapevine.clicktracking.classify.Visit;
import io.grapevine.clicktracking.clickid.ClickSigners;
import io.grapevine.clicktracking.intake.EventReader;
import io.grapevine.clicktracking.intake.Intake;
import io.grapevine.clicktracking.intake.Intake.Verdict;
import io.grapevine.clicktracking.intake.Personal;
import io.grapevine.clicktracking.intake.Reading.Accepted;
import io.grapevine.clicktracking.intake.RecentEvents;
import io.grapevine.clicktracking.intake.Safeguard;
import io.grapevine.clicktracking.intake.adapter.SubmissionParser.Sent;
import io.grapevine.clicktracking.journal.Frame;
import io.grapevine.clicktracking.journal.Frames;
import io.grapevine.clicktracking.network.DataCentres;
import io.grapevine.events.Event;
import io.grapevine.events.EventRejected;
import io.grapevine.events.PersonalKeyWrapped;
import io.grapevine.events.SealedPersonal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what was sent into what is journalled: facts, the keys of their personal fields, and rejections. */
@ApplicationScoped
class BatchReader {

    private static final String SOURCE = "click-tracking";

    private final PersonalData personalData;
    private final ClickSigners signers;
    private final TrafficClassifier classifier;
    private final DataCentres dataCentres;
    private final RecentEvents recent;
    private final InstantSource clock;

    BatchReader(
            PersonalData personalData,
            ClickSigners signers,
            TrafficClassifier classifier,
            DataCentres dataCentres,
            RecentEvents recent,
            InstantSource clock) {
        this.personalData = personalData;
        this.signers = signers;
        this.classifier = classifier;
        this.dataCentres = dataCentres;
        this.recent = recent;
        this.clock = clock;
    }

    /** Which request it was, for the records. */
    record Origin(
            String tenantId, String correlationId, @Nullable String traceParent) {}

    Batch read(Origin origin, byte[] body, List<Sent> sent) {
        var now = clock.instant();
        var intake = new Intake(new EventReader(safeguard(origin.tenantId(), now)), recent, origin.tenantId());
        var verdicts = intake.decide(sent.stream().map(Sent::submission).toList());
        var frames = new ArrayList<Frame>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            switch (verdicts.get(i)) {
                case Verdict.Keep keep -> keep(origin, keep.event(), now, frames);
                case Verdict.Refuse refuse -> reject(origin, refuse, raw(body, sent.get(i)), now, frames);
                case Verdict.Repeated repeated -> {}
            }
        }
        return new Batch(origin.tenantId(), verdicts, frames);
    }

    private Safeguard safeguard(String tenantId, Instant now) {
        var signer = signers.of(tenantId);
        return new Safeguard(
                now,
                signer::verify,
                personal -> seal(tenantId, personal),
                email -> personalData.emailHash(tenantId, email),
                network -> personalData.networkKey(tenantId, network),
                dataCentres,
                userAgent -> classifier.classify(Visit.reported(userAgent)),
                classifier.version());
    }

    private Safeguard.Sealed seal(String tenantId, Personal personal) {
        var sealed = personalData.seal(tenantId, personal.person(), personal.fields());
        return new Safeguard.Sealed(sealed.fields(), sealed.key());
    }

    private static void keep(Origin origin, Accepted accepted, Instant now, List<Frame> frames) {
        var key = accepted.key();
        if (key != null) frames.add(keyFrame(origin, key, now));
        var event = new Event<>(
                origin.tenantId(),
                accepted.id(),
                accepted.source(),
                accepted.time(),
                now,
                accepted.bodyHash(),
                origin.correlationId(),
                accepted.fact());
        frames.add(Frames.of(event, origin.traceParent()));
    }

    private void reject(Origin origin, Verdict.Refuse refuse, @Nullable String raw, Instant now, List<Frame> frames) {
        var rejectionId = Identifier.next("evt");
        SealedPersonal body = null;
        if (raw != null) {
            var sealed = personalData.seal(origin.tenantId(), "rejection:" + rejectionId, Map.of("event", raw));
            frames.add(keyFrame(origin, sealed.key(), now));
            body = sealed.fields();
        }
        var rejected = new EventRejected(
                rejectionId,
                refuse.submission().claimedId(),
                refuse.submission().claimedType(),
                refuse.why().code(),
                refuse.why().problems(),
                body);
        var event = Event.stated(origin.tenantId(), rejectionId, SOURCE, now, origin.correlationId(), rejected);
        frames.add(Frames.of(event, origin.traceParent()));
    }

    private static Frame keyFrame(Origin origin, PersonalKeyWrapped key, Instant now) {
        var event = Event.stated(origin.tenantId(), Identifier.next("evt"), SOURCE, now, origin.correlationId(), key);
        return Frames.of(event, null);
    }

    /** As it came; null if it is too large to keep. */
    private static @Nullable String raw(byte[] body, Sent sent) {
        int length = sent.to() - sent.from();
        return length > EventReader.LONGEST_EVENT_BYTES
                ? null
                : new String(body, sent.from(), length, StandardCharsets.UTF_8);
    }
}
