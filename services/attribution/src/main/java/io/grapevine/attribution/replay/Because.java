package io.grapevine.attribution.replay;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a conversion would be credited otherwise.
 *
 * @param reasons reason codes: why nobody would be credited or was, why whoever was credited would lose; {@code bound_otherwise} where
 *     the customer's sign-up would have decided so, {@code upline} where only those above would be others
 * @param terms which terms that the decision rests on are others; none where it follows from another decision
 */
public record Because(List<String> reasons, List<String> terms) {

    static final String BOUND_OTHERWISE = "bound_otherwise";
    static final String UPLINE = "upline";

    /** What one term says; null where it says nothing. */
    private interface Said<T> {
        @Nullable
        Object in(T where);
    }

    private record Term(String name, Said<Explanation> of) {}

    private static final List<Term> TERMS = List.of(
            new Term("model", Explanation::model),
            new Term("lookback", Explanation::lookback),
            new Term("edge", Explanation::edge),
            new Term(
                    "weights",
                    explanation -> explanation.sharing() == null
                            ? null
                            : explanation.sharing().weights()),
            new Term(
                    "halfLife",
                    explanation -> explanation.sharing() == null
                            ? null
                            : explanation.sharing().halfLife()),
            basis("binding", Basis::binding),
            basis("conversionWindow", Basis::conversionWindow),
            basis("conversionEdge", Basis::conversionEdge),
            basis("priority", Basis::priority),
            basis("tieBreak", Basis::tieBreak),
            basis("eligibility", Basis::eligibility),
            basis("lateness", Basis::lateness),
            new Term("exclusivity", Because::groupAndRanks));

    public Because {
        reasons = List.copyOf(reasons);
        terms = List.copyOf(terms);
    }

    static Because of(ConversionDecided was, ConversionDecided wouldBe) {
        return new Because(
                reasons(was, wouldBe),
                TERMS.stream()
                        .filter(term -> !Objects.equals(
                                term.of().in(was.explanation()), term.of().in(wouldBe.explanation())))
                        .map(Term::name)
                        .toList());
    }

    private static List<String> reasons(ConversionDecided was, ConversionDecided wouldBe) {
        var reasons = new ArrayList<String>();
        Stream.of(wouldBe.reason(), was.reason())
                .filter(Objects::nonNull)
                .map(ConversionDecided.Reason::wireName)
                .forEach(reasons::add);
        losers(was, wouldBe).forEach(reasons::add);
        if ("binding".equals(was.explanation().rule())
                || "binding".equals(wouldBe.explanation().rule()))
            if (!was.credits().equals(wouldBe.credits())) reasons.add(BOUND_OTHERWISE);
        if (was.credits().equals(wouldBe.credits()) && !was.upline().equals(wouldBe.upline())) reasons.add(UPLINE);
        return reasons.stream().distinct().toList();
    }

    /** What those would lose by who were credited and would no longer be. */
    private static Stream<String> losers(ConversionDecided was, ConversionDecided wouldBe) {
        var credited = wouldBe.credits().stream()
                .map(ConversionDecided.Credit::externalId)
                .collect(Collectors.toSet());
        var losing = was.credits().stream()
                .map(ConversionDecided.Credit::externalId)
                .filter(person -> !credited.contains(person))
                .collect(Collectors.toSet());
        return wouldBe.explanation().candidates().stream()
                .filter(candidate -> candidate.externalId() != null && losing.contains(candidate.externalId()))
                .map(Explanation.Candidate::lostBecause)
                .filter(Objects::nonNull)
                .map(ConversionDecided.Reason::wireName);
    }

    private static List<Object> groupAndRanks(Explanation explanation) {
        var contest = explanation.contest();
        if (contest == null) return List.of();
        return Stream.concat(
                        Stream.of(contest.group()),
                        contest.contenders().stream().map(contender -> contender.programKey() + ":" + contender.rank()))
                .<Object>map(word -> word)
                .toList();
    }

    private static Term basis(String name, Said<Basis> of) {
        return new Term(name, explanation -> explanation.basis() == null ? null : of.in(explanation.basis()));
    }
}
