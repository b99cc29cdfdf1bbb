package io.grapevine.attribution.conversion;

import static java.util.stream.Collectors.toSet;

import io.grapevine.attribution.fraud.People;
import io.grapevine.attribution.fraud.Suspect;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.Explanation.Candidate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decisions as screening sees them. */
public final class Screened {

    private static final String BY_SIGN_UP = "binding";
    private static final String BY_STAFF = "manual";
    private static final String CODE = "code";
    private static final String PAID = "paid_click";

    private Screened() {}

    /** Whoever would be credited is screened, unless staff said so themselves. */
    public static boolean isToBe(ConversionDecided decided) {
        return decided.outcome() == Outcome.ATTRIBUTED
                && !decided.explanation().rule().equals(BY_STAFF);
    }

    /** Whether the sign-up decides for it, and what speaks against that speaks against it too. */
    public static boolean restsOnSignUp(ConversionDecided decided) {
        return decided.explanation().rule().equals(BY_SIGN_UP);
    }

    /** @param origins where touches came from, by their ids; nothing of those that did not say */
    public static Suspect suspect(ConversionDecided decided, Map<String, Origin> origins) {
        var advocates = decided.credits().stream().map(Credit::externalId).collect(toSet());
        var rests = restsOnSignUp(decided);
        return new Suspect(
                decided.kind() == Kind.SIGNUP,
                people(decided),
                advocates,
                decided.occurredAt(),
                rests ? decided.explanation().boundAt() : null,
                rests ? List.of() : visits(decided, origins),
                rests ? List.of() : clicks(decided, advocates));
    }

    private static Set<String> people(ConversionDecided decided) {
        var people = new HashSet<String>();
        if (decided.customerId() != null) people.add(decided.customerId());
        if (decided.orderId() != null) people.add(People.guestOf(decided.orderId()));
        return people;
    }

    /**
     * Where a touch came from.
     *
     * @param site the host that led there
     * @param term what was searched for
     * @param dataCentre whether machines live there
     */
    public record Origin(@Nullable String site, @Nullable String term, boolean dataCentre) {
        static final Origin UNKNOWN = new Origin(null, null, false);
    }

    private static List<Suspect.Visit> visits(ConversionDecided decided, Map<String, Origin> origins) {
        return decided.explanation().candidates().stream()
                .filter(Candidate::winner)
                .map(touch -> {
                    var origin = origins.getOrDefault(touch.id(), Origin.UNKNOWN);
                    return new Suspect.Visit(
                            touch.at(),
                            isClick(touch),
                            touch.evidenceClass().equals(PAID),
                            origin.site(),
                            origin.term(),
                            origin.dataCentre());
                })
                .toList();
    }

    private static List<Instant> clicks(ConversionDecided decided, Set<String> advocates) {
        return decided.explanation().candidates().stream()
                .filter(touch -> touch.externalId() != null && advocates.contains(touch.externalId()) && isClick(touch))
                .map(Candidate::at)
                .toList();
    }

    private static boolean isClick(Candidate touch) {
        return !touch.evidenceClass().equals(CODE);
    }
}
