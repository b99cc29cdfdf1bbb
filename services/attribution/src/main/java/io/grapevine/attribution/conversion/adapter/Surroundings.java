package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Binding;
import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.program.Program;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What has been loaded to settle some customers' binds in one program; grows by the customers that settling turns out to need,
 * and never loads anybody twice.
 *
 * @param customers whose sign-ups are loaded and to be decided
 * @param people whose binds, with those above them, are loaded
 */
record Surroundings(
        Set<String> customers,
        Evidence evidence,
        Set<String> people,
        Map<String, Bind> binds,
        Map<String, EventOrder> firstSignUps) {

    static final Surroundings NONE =
            new Surroundings(Set.of(), new Evidence(Loaded.NOTHING), Set.of(), Map.of(), Map.of());

    /** These and further customers with their evidence, the owners of the codes in it, and everybody above them all. */
    Uni<Surroundings> with(
            Mutiny.StatelessSession session,
            Program program,
            Set<String> further,
            Function<Evidence, Uni<Evidence>> completed) {
        return new Loading(session, program)
                .of(further, Set.of())
                .chain(completed::apply)
                .chain(more -> {
                    // Ids that somebody went by before are looked at, too: nobody is bound by them any more.
                    var asked = union(further, more.people().personsOf(further));
                    var newPeople = without(people, more.peopleInForest(asked));
                    return Forests.above(session, program.key(), newPeople)
                            .chain(above -> Forests.firstSignUps(
                                            session, program, without(people, mentioned(newPeople, above)))
                                    .map(signedUp -> with(asked, more, newPeople, above, signedUp)));
                });
    }

    Settlement settle(Program program) {
        return Binding.settle(new Binding.Loaded(
                customers, evidence.signUpsIn(program), binds.values(), firstSignUps, evidence.codes(), Set.of()));
    }

    private Surroundings with(
            Set<String> further,
            Evidence more,
            Set<String> newPeople,
            List<Bind> above,
            Map<String, EventOrder> signedUp) {
        var allBinds = new HashMap<>(binds);
        for (var bind : above) allBinds.put(bind.customer(), bind);
        var allSignedUp = new HashMap<>(firstSignUps);
        allSignedUp.putAll(signedUp);
        return new Surroundings(
                union(customers, further),
                evidence.with(more),
                union(people, mentioned(newPeople, above)),
                allBinds,
                allSignedUp);
    }

    private static Set<String> mentioned(Set<String> people, Collection<Bind> binds) {
        var mentioned = new HashSet<>(people);
        for (var bind : binds) mentioned.add(bind.advocate().externalId());
        return mentioned;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static Set<String> without(Set<String> known, Set<String> all) {
        var without = new HashSet<>(all);
        without.removeAll(known);
        return without;
    }
}
