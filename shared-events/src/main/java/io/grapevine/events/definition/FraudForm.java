package io.grapevine.events.definition;

import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.FraudTerms.Pace;
import io.grapevine.events.FraudTerms.Weight;
import io.grapevine.events.form.Form;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a program judges what speaks against a conversion: {@code none}, or points and limits. */
final class FraudForm {

    // Points are compared with each other only; a thousand steps are finer than anybody's judgement.
    static final int MOST_POINTS = 1_000;
    // What a decision may have to look at; more in one window says no more than this many.
    static final int MOST_IN_WINDOW = 500;
    static final int MOST_WORDS = 200;

    // A day's worth: windows are looked through for every conversion.
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofMillis(1);
    private static final Duration LONGEST_VISIT = Duration.ofHours(1);
    private static final Duration LONGEST_TERM = Duration.ofDays(365);
    private static final int LONGEST_WORD = 100;
    private static final String NONE = "none";
    private static final Pattern HOST = Pattern.compile("([a-z0-9-]{1,63}\\.)+[a-z0-9-]{2,63}");
    private static final Map<String, AfterTerm> AFTER = Map.of("accept", AfterTerm.ACCEPT, "refuse", AfterTerm.REFUSE);

    private FraudForm() {}

    /** Null where nothing is written. */
    static @Nullable FraudTerms read(Form definition) {
        if (NONE.equals(definition.value("fraud"))) return nothingLookedFor();
        var form = definition.object("fraud");
        if (form == null) return null;
        var review = points(form, "review", 1);
        var refuse = NONE.equals(form.value("refuse")) ? null : points(form, "refuse", 1);
        var never = NONE.equals(form.value("refuse"));
        var weights = weights(form.object("weights"));
        var pace = pace(form.object("velocity"));
        var brandTerms =
                words(form, "brandTerms", FraudForm::isTerm, "write the brand's names as people search for them");
        var couponSites = words(
                form, "couponSites", host -> HOST.matcher(host).matches(), "write host names such as coupons.example");
        var term = form.duration("reviewTerm", Duration.ofHours(1), LONGEST_TERM);
        var after = form.choice("afterTerm", AFTER, Set.of());
        form.refuseRest(Set.of());
        var from = Objects.requireNonNullElse(review, FraudTerms.USUAL_REVIEW);
        var against = never ? null : refuse == null ? (Integer) Math.max(FraudTerms.USUAL_REFUSE, from) : refuse;
        if (against != null && against < from) {
            form.wrong("refuse", "write at least as many points as for review (" + from + "), or none");
            return null;
        }
        return new FraudTerms(
                from,
                against,
                weights,
                pace,
                brandTerms,
                couponSites,
                Objects.requireNonNullElse(term, FraudTerms.USUAL_REVIEW_TERM),
                Objects.requireNonNullElse(after, AfterTerm.ACCEPT));
    }

    private static FraudTerms nothingLookedFor() {
        return new FraudTerms(
                FraudTerms.USUAL_REVIEW,
                null,
                Arrays.stream(FraudSignal.values())
                        .map(signal -> new Weight(signal, 0))
                        .toList(),
                Pace.USUAL,
                List.of(),
                List.of(),
                FraudTerms.USUAL_REVIEW_TERM,
                AfterTerm.ACCEPT);
    }

    private static @Nullable Integer points(Form form, String name, int least) {
        var points = form.whole(name, least, MOST_POINTS);
        return points == null ? null : points.intValue();
    }

    /** Those that are not the usual ones, in the order of the closed list, so that no spelling makes a new version. */
    private static List<Weight> weights(@Nullable Form form) {
        if (form == null) return List.of();
        var weights = Arrays.stream(FraudSignal.values())
                .map(signal -> weight(form, signal))
                .filter(weight -> weight.points() != weight.signal().usualWeight())
                .toList();
        form.refuseRest(Set.of());
        return weights;
    }

    private static Weight weight(Form form, FraudSignal signal) {
        var points = points(form, signal.wireName(), 0);
        return new Weight(signal, points == null ? signal.usualWeight() : points);
    }

    private static Pace pace(@Nullable Form form) {
        var usual = Pace.USUAL;
        if (form == null) return usual;
        var window = form.duration("window", SHORTEST_WINDOW, LONGEST_WINDOW);
        var perAdvocate = form.whole("perAdvocate", 1, MOST_IN_WINDOW);
        var perNetwork = form.whole("perNetwork", 1, MOST_IN_WINDOW);
        var perDevice = form.whole("perDevice", 1, MOST_IN_WINDOW);
        var clicks = form.whole("clicks", 1, MOST_IN_WINDOW);
        var shortest = form.duration("shortestVisit", SHORTEST_WINDOW, LONGEST_VISIT);
        form.refuseRest(Set.of());
        return new Pace(
                Objects.requireNonNullElse(window, usual.window()),
                or(perAdvocate, usual.perAdvocate()),
                or(perNetwork, usual.perNetwork()),
                or(perDevice, usual.perDevice()),
                or(clicks, usual.clicks()),
                Objects.requireNonNullElse(shortest, usual.shortestVisit()));
    }

    private static int or(@Nullable Long written, int usual) {
        return written == null ? usual : written.intValue();
    }

    private static List<String> words(Form form, String name, Predicate<String> wanted, String fix) {
        return form.texts(name, MOST_WORDS, word -> wanted.test(word.toLowerCase(Locale.ROOT)), fix).stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isTerm(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_WORD
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
