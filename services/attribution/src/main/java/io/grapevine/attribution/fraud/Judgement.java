package io.grapevine.attribution.fraud;

import io.grapevine.events.FraudTerms;
import io.grapevine.events.Screening;
import io.grapevine.events.Screening.Verdict;
import io.grapevine.events.Screening.Word;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes of what was found: points against thresholds, and what people said before both. */
public final class Judgement {

    private Judgement() {}

    /**
     * Empty if nothing speaks against the conversion, any more: what people said of it was said of something else.
     *
     * @param signUp what people said of the sign-up that the conversion rests on
     * @param word what people said of the conversion itself
     */
    public static Optional<Screening> of(
            Collection<Signal> signals, FraudTerms terms, @Nullable Word signUp, @Nullable Word word) {
        if (signals.isEmpty()) return Optional.empty();
        var weighed = signals.stream().map(signal -> weighed(signal, terms)).toList();
        var inherits = signals.stream().anyMatch(Signal::inherited);
        var ofSignUp = inherits ? signUp : null;
        return Optional.of(new Screening(
                weighed,
                terms.review(),
                terms.refuse(),
                terms.reviewTerm(),
                terms.afterTerm(),
                verdict(weighed, terms, ofSignUp, word),
                ofSignUp,
                word));
    }

    private static Verdict verdict(
            List<Screening.Signal> signals, FraudTerms terms, @Nullable Word signUp, @Nullable Word word) {
        if (word != null) return said(word);
        if (signUp == null) return byPoints(signals, terms);
        return switch (signUp.said()) {
            case ACCEPT ->
                byPoints(
                        signals.stream()
                                .filter(signal -> !signal.speaksAgainstSignUp())
                                .toList(),
                        terms);
            case REFUSE -> Verdict.REFUSE;
            case APPEAL -> Verdict.REVIEW;
        };
    }

    private static Verdict said(Word word) {
        return switch (word.said()) {
            case ACCEPT -> Verdict.ACCEPT;
            case REFUSE -> Verdict.REFUSE;
            case APPEAL -> Verdict.REVIEW;
        };
    }

    /** Points that rest on a network address alone, behind which anybody may be, never add up to a refusal. */
    private static Verdict byPoints(Collection<Screening.Signal> signals, FraudTerms terms) {
        var personal = signals.stream()
                .filter(signal -> !signal.code().isOfNetwork())
                .mapToInt(Screening.Signal::weight)
                .sum();
        if (terms.refuse() != null && personal >= terms.refuse()) return Verdict.REFUSE;
        var all = signals.stream().mapToInt(Screening.Signal::weight).sum();
        return all >= terms.review() ? Verdict.REVIEW : Verdict.ACCEPT;
    }

    private static Screening.Signal weighed(Signal signal, FraudTerms terms) {
        return new Screening.Signal(
                signal.code(), terms.weightOf(signal.code()), signal.inherited() ? true : null, signal.evidence());
    }
}
