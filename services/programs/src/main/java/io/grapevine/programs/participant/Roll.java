package io.grapevine.programs.participant;

import io.grapevine.programs.code.ReferralCode;
import io.grapevine.programs.link.Link;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The roll of a program, as far as some enrolments concern it: who is on it, and whose the codes are. Enrolments are decided
 * in order, each seeing those before it, so that one request with many answers as many requests would.
 */
public final class Roll {

    private final String programKey;
    private final Map<String, Participant> byExternalId;
    private final Map<ReferralCode, String> codeOwners;
    private final Ids ids;

    /** Where fresh ids and codes come from; each call answers another. */
    public record Ids(Supplier<String> participant, Supplier<String> link, Supplier<ReferralCode> code) {}

    /**
     * @param byExternalId those of the people concerned who are enrolled
     * @param codeOwners participant ids by the codes concerned that are taken, in whatever program of the tenant
     */
    public Roll(
            String programKey, Map<String, Participant> byExternalId, Map<ReferralCode, String> codeOwners, Ids ids) {
        this.programKey = programKey;
        this.byExternalId = new HashMap<>(byExternalId);
        this.codeOwners = new HashMap<>(codeOwners);
        this.ids = ids;
    }

    /** Puts a person on the roll, or answers what stands there; a second time changes nothing. */
    public Outcome enrol(Enrolment enrolment) {
        var known = byExternalId.get(enrolment.externalId());
        var code = enrolment.referralCode();
        if (code != null && isAnothers(code, known)) return new Outcome.CodeTaken(code);
        if (known == null) return enrolNew(enrolment, code == null ? ids.code().get() : code);
        if (code == null || codeOwners.containsKey(code)) return new Outcome.Known(known);
        return new Outcome.CodeAdded(known, link(known, code, enrolment.effectiveFrom()));
    }

    private Outcome enrolNew(Enrolment enrolment, ReferralCode code) {
        var participant = new Participant(ids.participant().get(), programKey, enrolment.externalId(), code);
        byExternalId.put(participant.externalId(), participant);
        return new Outcome.Enrolled(participant, link(participant, code, enrolment.effectiveFrom()));
    }

    private Link link(Participant owner, ReferralCode code, @Nullable Instant effectiveFrom) {
        codeOwners.put(code, owner.id());
        return new Link(ids.link().get(), programKey, code, owner.id(), owner.externalId(), null, effectiveFrom);
    }

    private boolean isAnothers(ReferralCode code, @Nullable Participant known) {
        var owner = codeOwners.get(code);
        return owner != null && (known == null || !owner.equals(known.id()));
    }
}
