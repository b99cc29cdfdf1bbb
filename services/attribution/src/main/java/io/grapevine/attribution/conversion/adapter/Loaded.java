package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.identity.People;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.manual.Word;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows as the tables gave them.
 *
 * @param signUps sign-up facts of the people to decide, and of the buyers whose journeys count
 * @param identifies facts that tie visitors to those people
 * @param orders purchase, refund and dispute facts of the orders to decide, and other refunds with the same refund ids
 * @param touchpoints of every visitor named in the facts or tied to their customers
 * @param codes every code and link named in the facts and touchpoints
 * @param codeByLink codes by link id
 * @param personByVisitor the customer a visitor turned out to be, earliest tie first
 * @param known what the people did as customers; nothing where nobody asks for new ones
 * @param late facts that came too late for the program, which are in none of the others
 * @param words what staff said last about the sign-ups, by the conversion's subject
 * @param personByEmail the customer whom an address is known by, in its form, earliest tie first; for those that guests gave
 * @param people which of all these customer ids are one person
 * @param asides what devices tell of people, and what people answered; nothing where nobody uses either
 */
record Loaded(
        List<FactRow> signUps,
        List<FactRow> identifies,
        List<FactRow> orders,
        List<TouchpointRow> touchpoints,
        CodeBook codes,
        Map<String, String> codeByLink,
        Map<String, String> personByVisitor,
        Traces.Known known,
        List<FactRow> late,
        Map<String, Word> words,
        Map<String, String> personByEmail,
        People people,
        Asides asides) {

    static final Loaded NOTHING = new Loaded(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new CodeBook(Map.of()),
            Map.of(),
            Map.of(),
            Traces.Known.NOTHING,
            List.of(),
            Map.of(),
            Map.of(),
            People.UNMERGED,
            Asides.NONE);

    Loaded knowing(Traces.Known acquaintances) {
        return with(acquaintances, words);
    }

    Loaded hearing(Map<String, Word> onSignUps) {
        return with(known, onSignUps);
    }

    private Loaded with(Traces.Known acquaintances, Map<String, Word> onSignUps) {
        return new Loaded(
                signUps,
                identifies,
                orders,
                touchpoints,
                codes,
                codeByLink,
                personByVisitor,
                acquaintances,
                late,
                onSignUps,
                personByEmail,
                people,
                asides);
    }

    /** Both together; what both have counts once. */
    Loaded with(Loaded more) {
        return new Loaded(
                distinct(signUps, more.signUps, FactRow::key),
                distinct(identifies, more.identifies, FactRow::key),
                distinct(orders, more.orders, FactRow::key),
                distinct(touchpoints, more.touchpoints, TouchpointRow::key),
                new CodeBook(union(codes.owners(), more.codes.owners())),
                union(codeByLink, more.codeByLink),
                union(personByVisitor, more.personByVisitor),
                known.with(more.known),
                distinct(late, more.late, FactRow::key),
                union(words, more.words),
                union(personByEmail, more.personByEmail),
                people.and(more.people),
                asides.and(more.asides));
    }

    private static <T> List<T> distinct(List<T> one, List<T> other, Function<T, ?> key) {
        var rows = new LinkedHashMap<Object, T>();
        for (var row : one) rows.put(key.apply(row), row);
        for (var row : other) rows.putIfAbsent(key.apply(row), row);
        return List.copyOf(rows.values());
    }

    private static <V> Map<String, V> union(Map<String, V> one, Map<String, V> other) {
        var union = new HashMap<>(one);
        union.putAll(other);
        return union;
    }
}
