package io.grapevine.attribution.conversion;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.Explanation.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as one participant may see it: what became of their own links and codes, and of others' only how many there were. Who
 * converted, what they paid and who else was considered is not the participant's to know, nor why if that would tell.
 *
 * @param credited whether the participant earned by a link or code of their own
 * @param share of the credit, if so
 * @param level how far below the person brought stands, if the participant is above an advocate who earned: 2 = next to them
 * @param why in plain words
 * @param otherTouches how many touches of others were considered
 */
public record ParticipantView(
        String id,
        Kind kind,
        String programKey,
        Instant occurredAt,
        int revision,
        boolean credited,
        @Nullable Double share,
        @Nullable Integer level,
        String why,
        List<OwnTouch> touches,
        int otherTouches) {

    public ParticipantView {
        touches = List.copyOf(touches);
    }

    /**
     * A link or code of the participant's that was considered.
     *
     * @param touchClass what kind of thing it was, as in {@link Candidate}
     * @param why in plain words
     */
    public record OwnTouch(
            Instant at, String touchClass, @Nullable String code, boolean counted, String why) {}

    /** Empty if the participant has nothing to do with the conversion, so that asking shows nobody that there is one. */
    public static Optional<ParticipantView> of(ConversionDecided decided, String externalId) {
        var credit = decided.credits().stream()
                .filter(each -> each.externalId().equals(externalId))
                .findFirst();
        var level = decided.upline().stream()
                .filter(each -> each.externalId().equals(externalId))
                .map(Upline::level)
                .findFirst();
        var candidates = decided.explanation().candidates();
        var own = candidates.stream()
                .filter(candidate -> externalId.equals(candidate.externalId()))
                .toList();
        if (credit.isEmpty() && level.isEmpty() && own.isEmpty()) return Optional.empty();
        return Optional.of(new ParticipantView(
                decided.conversionId(),
                decided.kind(),
                decided.programKey(),
                decided.occurredAt(),
                decided.revision(),
                credit.isPresent(),
                credit.map(Credit::weight).orElse(null),
                level.orElse(null),
                why(decided, credit.isPresent(), level.isPresent()),
                own.stream().map(candidate -> touch(decided, candidate)).toList(),
                candidates.size() - own.size()));
    }

    private static String why(ConversionDecided decided, boolean credited, boolean above) {
        if (credited) return "You brought this person.";
        if (above) return "Somebody whom you brought, or who came through them, brought this person.";
        var reason = decided.reason();
        return reason == null ? "Somebody else is credited." : words(reason);
    }

    private static OwnTouch touch(ConversionDecided decided, Candidate candidate) {
        var lostBecause = candidate.lostBecause();
        var counted = candidate.winner() && !decided.credits().isEmpty();
        var why = lostBecause != null
                ? words(lostBecause)
                : counted
                        ? "It counts."
                        : words(Optional.ofNullable(decided.reason()).orElse(Reason.NOT_ELIGIBLE));
        return new OwnTouch(candidate.at(), candidate.evidenceClass(), candidate.code(), counted, why);
    }

    // A cycle would say that the customer is somebody above the participant, and lower classes what others did: so
    // these are put more
    // generally.
    private static String words(Reason reason) {
        return switch (reason) {
            case EXISTING_CUSTOMER -> "The person was a customer already.";
            case SELF_REFERRAL -> "Your own sign-ups and purchases do not count.";
            case EXPIRED -> "It was too long before.";
            case AFTER_CONVERSION -> "It came after.";
            case INVALID_CODE -> "The code was not valid in this program.";
            case NO_TOUCH -> "There was nothing that could count.";
            case NOT_BOUND -> "Nobody had brought this person when they signed up.";
            case BEFORE_SIGNUP -> "It was before the person signed up.";
            case CREDIT_EXPIRED -> "It was too long after the person signed up.";
            case LOWER_CLASS -> "Something that counts for more was there.";
            case LATER_TOUCH -> "Another one came first, and the first one counts.";
            case EARLIER_TOUCH -> "Another one came later, and the last one counts.";
            case TIE_BREAK -> "Another one came at the same moment, and only one counts.";
            case NO_SHARE -> "At this place among the others it earns nothing.";
            case NOT_HUMAN -> "It was not made by a person.";
            case INELIGIBLE_CLASS -> "The program does not count this kind.";
            case OTHER_PROGRAM -> "Another program credits it.";
            case TOO_LATE -> "It was reported too late.";
            case CONSENT_PENDING -> "Whether it may count is not known yet.";
            case FRAUD_SIGNALS -> "Somebody has to look at it first, or has.";
            case CYCLE, NOT_ELIGIBLE, CONSENT_DENIED -> "The program's rules do not let it count.";
        };
    }
}
