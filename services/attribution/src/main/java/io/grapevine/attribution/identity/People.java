package io.grapevine.attribution.identity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which customer ids are one person, and the one id of them that the person goes by.
 *
 * <p>Aliases are followed in event order, whatever order they came in: each leads from the id that the previous one goes by by then
 * to the id that the other goes by. So a chain ends at its last target, an alias between two ids that are one already changes
 * nothing, and a cycle stays with the id that its first alias led to.
 */
public final class People {

    /** Nobody has two ids. */
    public static final People UNMERGED = new People(Map.of());

    private static final Comparator<Alias> IN_ORDER =
            Comparator.comparing(Alias::order).thenComparing(Alias::previousId).thenComparing(Alias::customerId);

    private final Map<String, String> personById;
    private final Map<String, Set<String>> idsByPerson;

    private People(Map<String, String> personById) {
        this.personById = Map.copyOf(personById);
        this.idsByPerson = personById.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toUnmodifiableSet())));
    }

    /** Whom these aliases merge; in any order, each as often as it comes. */
    public static People of(Collection<Alias> aliases) {
        if (aliases.isEmpty()) return UNMERGED;
        var next = new HashMap<String, String>();
        aliases.stream().sorted(IN_ORDER).forEach(alias -> {
            var previous = last(next, alias.previousId());
            var person = last(next, alias.customerId());
            if (!previous.equals(person)) next.put(previous, person);
        });
        var personById = new HashMap<String, String>();
        for (var alias : aliases) {
            personById.put(alias.previousId(), last(next, alias.previousId()));
            personById.put(alias.customerId(), last(next, alias.customerId()));
        }
        return new People(personById);
    }

    // Shortens the way as it goes, so that a long chain is not walked again and again.
    private static String last(Map<String, String> next, String id) {
        var last = id;
        for (var further = next.get(last); further != null; further = next.get(last)) last = further;
        for (var at = id; !at.equals(last); ) {
            var further = next.put(at, last);
            if (further == null) throw new IllegalStateException("the way from " + id + " broke off at " + at);
            at = further;
        }
        return last;
    }

    /** The id that whoever has this one goes by. */
    public String personOf(String id) {
        return personById.getOrDefault(id, id);
    }

    /** Every id of whoever goes by this one, itself included. */
    public Set<String> idsOf(String person) {
        return idsByPerson.getOrDefault(person, Set.of(person));
    }

    /** The ids that these people go by. */
    public Set<String> personsOf(Collection<String> ids) {
        if (personById.isEmpty()) return Set.copyOf(ids);
        var persons = new HashSet<String>();
        for (var id : ids) persons.add(personOf(id));
        return persons;
    }

    /** Every id of these people, whichever of their ids were given. */
    public Set<String> allIdsOf(Collection<String> ids) {
        if (personById.isEmpty()) return Set.copyOf(ids);
        var all = new HashSet<String>();
        for (var id : ids) all.addAll(idsOf(personOf(id)));
        return all;
    }

    /** Both together, of which each knows all about the people whom it knows. */
    public People and(People others) {
        if (personById.isEmpty()) return others;
        if (others.personById.isEmpty()) return this;
        var both = new HashMap<>(personById);
        both.putAll(others.personById);
        return new People(both);
    }
}
