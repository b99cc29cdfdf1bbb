package io.grapevine.attribution.conversion.adapter;

import io.grapevine.attribution.binding.Settlement;
import io.grapevine.attribution.conversion.Contests;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.fraud.People;
import io.grapevine.attribution.program.Program;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decides the affected in every program of a tenant under their locks. Programs that may want the same conversion decide about the
 * same customers and orders, also where only one of them was touched: whoever wins or loses has to say so.
 */
final class DecidePrograms {

    private final List<DecideProgram> programs;
    private final boolean together;
    private final Screenings screenings;
    private final Mutiny.StatelessSession session;

    DecidePrograms(Mutiny.StatelessSession session, String tenantId, Collection<Program> programs, Traces traces) {
        this(session, tenantId, programs, traces, Forests::save);
    }

    /** @param keeping where the binds go that are settled */
    DecidePrograms(
            Mutiny.StatelessSession session,
            String tenantId,
            Collection<Program> programs,
            Traces traces,
            Forests.Keeping keeping) {
        this.session = session;
        this.screenings = new Screenings(session, programs);
        this.programs = programs.stream()
                .map(program -> new DecideProgram(session, tenantId, program, traces, keeping))
                .toList();
        this.together = Program.compete(programs);
    }

    Uni<List<Statement>> decide(Affected affected) {
        return settle(affected.customers(), new Settled(Map.of(), Map.of()))
                .chain(settled -> withFollowers(affected)
                        .chain(all -> reached(settled, all))
                        .chain(orders -> each(program -> program.decideOrders(orders.of(program)))
                                .map(onOrders -> Contests.settle(all(settled, onOrders)))))
                .chain(statements -> screenings.screen(statements));
    }

    /**
     * What is stated of sign-ups alone.
     *
     * @param orders that their binds reach, to be decided once all sign-ups are
     */
    record OnSignUps(List<Statement> statements, Set<String> orders) {}

    /** Decides sign-ups and leaves their orders for later, when all those binds stand on which an order may rest. */
    Uni<OnSignUps> decideSignUps(Set<String> customers) {
        return settle(customers, new Settled(Map.of(), Map.of()))
                .chain(settled -> reached(settled, Affected.NONE)
                        .chain(orders -> screenings
                                .screen(Contests.settle(all(settled, List.of())))
                                .map(statements -> new OnSignUps(statements, orders.all()))));
    }

    /**
     * What became of everybody's sign-ups.
     *
     * @param last by program key, about all customers
     * @param rebound by program key, by this and all rounds before it
     */
    private record Settled(Map<String, Settlement.Settled> last, Map<String, Set<String>> rebound) {

        Settled with(List<Settlement.Settled> round, List<DecideProgram> programs) {
            var settled = new HashMap<String, Settlement.Settled>();
            var all = new HashMap<>(rebound);
            for (var i = 0; i < round.size(); i++) {
                var key = programs.get(i).program().key();
                settled.put(key, round.get(i));
                all.merge(key, round.get(i).rebound(), DecideProgram::union);
            }
            return new Settled(settled, all);
        }

        Set<String> customers() {
            var customers = new HashSet<String>();
            for (var settled : last.values())
                for (var decision : settled.decisions())
                    customers.add(decision.signUp().customer());
            return customers;
        }

        Settlement.Settled of(DecideProgram program) {
            return Objects.requireNonNull(last.get(program.program().key()));
        }
    }

    /** Orders to decide, of one program or of all. */
    private record Orders(Map<String, Set<String>> byProgram) {

        Set<String> of(DecideProgram program) {
            return byProgram.getOrDefault(program.program().key(), Set.of());
        }

        Set<String> all() {
            var all = new HashSet<String>();
            byProgram.values().forEach(all::addAll);
            return all;
        }

        /** As many for each as for all together. */
        Orders shared() {
            var all = all();
            var shared = new HashMap<>(byProgram);
            shared.replaceAll((program, own) -> all);
            return new Orders(shared);
        }
    }

    /** A bind that changes can reach people in one program whom nobody asked for: then all programs look at those, too. */
    private Uni<Settled> settle(Set<String> customers, Settled before) {
        return each(program -> program.settle(customers)).chain(round -> {
            var settled = before.with(round, programs);
            var reached = together ? DecideProgram.union(followers(), settled.customers()) : followers();
            reached.removeIf(person -> People.orderOf(person).isPresent());
            return customers.containsAll(reached)
                    ? Uni.createFrom().item(settled)
                    : settle(DecideProgram.union(customers, reached), settled);
        });
    }

    /** Whose surroundings a changed bind changed, where surroundings are looked at. */
    private Set<String> followers() {
        var followers = new HashSet<String>();
        for (var program : programs) followers.addAll(program.followers());
        return followers;
    }

    private Uni<Affected> withFollowers(Affected affected) {
        var followers = followers();
        return followers.isEmpty()
                ? Uni.createFrom().item(affected)
                : Sightings.affected(session, followers).map(affected::and);
    }

    private Uni<Orders> reached(Settled settled, Affected affected) {
        return each(program -> program.reached(
                        settled.rebound().getOrDefault(program.program().key(), Set.of()), affected))
                .map(reached -> {
                    var byProgram = new HashMap<String, Set<String>>();
                    for (var i = 0; i < reached.size(); i++)
                        byProgram.put(programs.get(i).program().key(), reached.get(i));
                    var orders = new Orders(byProgram);
                    return together ? orders.shared() : orders;
                });
    }

    private List<Statement> all(Settled settled, List<List<Statement>> onOrders) {
        var statements = new ArrayList<Statement>();
        for (var program : programs) statements.addAll(program.ofSignUps(settled.of(program)));
        onOrders.forEach(statements::addAll);
        return statements;
    }

    private <T> Uni<List<T>> each(Function<DecideProgram, Uni<T>> step) {
        return Multi.createFrom()
                .iterable(programs)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .asList();
    }
}
