package io.grapevine.attribution.binding;

import io.grapevine.attribution.journey.EventOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The part of a program's referral forest that a decision can meet; the parent of a customer is the advocate of their bind. */
public final class Forest {

    private final Map<String, Bind> binds = new HashMap<>();

    public Forest(Collection<Bind> binds) {
        for (var bind : binds) this.binds.put(bind.customer(), bind);
    }

    public Optional<Bind> of(String customer) {
        return Optional.ofNullable(binds.get(customer));
    }

    /**
     * Whether the person reaches the ancestor through binds that stood before a moment. A person is not their own descendant
     * here: self-referral has a reason of its own.
     */
    public boolean descends(String person, String ancestor, EventOrder before) {
        var bind = binds.get(person);
        // No chain is longer than all binds, unless it is a cycle: possible while somebody who must be looked at is
        // missing.
        for (int length = 0; bind != null && bind.order().isBefore(before) && length <= binds.size(); length++) {
            var parent = bind.advocate().externalId();
            if (parent.equals(ancestor)) return true;
            bind = binds.get(parent);
        }
        return false;
    }

    /** The binds by which {@link #descends} holds, the person's own first; empty if it does not. */
    public List<Bind> path(String person, String ancestor, EventOrder before) {
        var path = new ArrayList<Bind>();
        if (!descends(person, ancestor, before)) return path;
        for (var parent = person; !parent.equals(ancestor) || path.isEmpty(); ) {
            var bind = Objects.requireNonNull(binds.get(parent));
            path.add(bind);
            parent = bind.advocate().externalId();
        }
        return path;
    }

    /** The chain of binds from a customer upwards, the customer's own first, at most {@code levels} long. */
    public List<Bind> chain(String customer, int levels) {
        var chain = new ArrayList<Bind>();
        var bind = binds.get(customer);
        while (bind != null && chain.size() < levels) {
            chain.add(bind);
            bind = binds.get(bind.advocate().externalId());
        }
        return chain;
    }

    /** As {@link #chain}, as far up as it was bound at or before a moment: the first later bind ends it. */
    public List<Bind> standingAt(Instant at, String customer, int levels) {
        return chain(customer, levels).stream()
                .takeWhile(bind -> !bind.order().at().isAfter(at))
                .toList();
    }

    /** The person and everybody above them, whenever bound. */
    Set<String> withAncestors(String person) {
        var above = new HashSet<String>();
        var current = person;
        while (above.add(current)) {
            var bind = binds.get(current);
            if (bind == null) return above;
            current = bind.advocate().externalId();
        }
        return above;
    }

    void put(Bind bind) {
        binds.put(bind.customer(), bind);
    }

    void remove(String customer) {
        binds.remove(customer);
    }
}
