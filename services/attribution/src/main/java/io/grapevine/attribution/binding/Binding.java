package io.grapevine.attribution.binding;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.grapevine.attribution.credit.Attribution;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settles who was brought by whom in one program, as if all sign-ups had come in event order (decision-spec S6).
 *
 * <p>A bind can change the outcome of a later sign-up only through the cycle rule: by putting a candidate below the customer
 * who signs up. That customer is then an advocate of the changed bind, or above one, so only those are looked at again,
 * in order; a changed bind among them does the same. Later binds never change earlier ones, so this ends.
 */
public final class Binding {

    private static final Resolution EXISTING_CUSTOMER = new Resolution.Nobody(Reason.EXISTING_CUSTOMER, List.of());

    private final Map<String, List<SignUp>> signUps;
    private final Set<String> known;
    private final Map<String, EventOrder> firstSignUps;
    private final Set<String> existingCustomers;
    private final CodeBook codes;
    private final Forest forest;

    private final TreeSet<SignUp> pending =
            new TreeSet<>(Comparator.comparing(SignUp::order).thenComparing(SignUp::customer));
    private final Map<String, Resolution> decided = new HashMap<>();
    private final Set<String> rebound = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    private Binding(Loaded loaded) {
        this.signUps = loaded.signUps().stream()
                .collect(groupingBy(SignUp::customer, collectingAndThen(toList(), Binding::inOrder)));
        this.known = loaded.customers();
        this.firstSignUps = new HashMap<>(loaded.firstSignUps());
        signUps.forEach(
                (customer, all) -> firstSignUps.put(customer, all.getFirst().order()));
        this.existingCustomers = loaded.existingCustomers();
        this.codes = loaded.codes();
        this.forest = new Forest(loaded.binds());
    }

    /**
     * What is known when settling.
     *
     * @param customers whose sign-ups are all in {@code signUps}; the ones to decide
     * @param binds as they stand, of these customers, of all owners of codes in their evidence and of everybody above those
     * @param firstSignUps where in event order the people above signed up, if they did
     * @param existingCustomers who was a customer before the program knew them: never bound
     */
    public record Loaded(
            Set<String> customers,
            Collection<SignUp> signUps,
            Collection<Bind> binds,
            Map<String, EventOrder> firstSignUps,
            CodeBook codes,
            Set<String> existingCustomers) {
        public Loaded {
            customers = Set.copyOf(customers);
            firstSignUps = Map.copyOf(firstSignUps);
            signUps = List.copyOf(signUps);
            binds = List.copyOf(binds);
            existingCustomers = Set.copyOf(existingCustomers);
        }
    }

    /** Decides every loaded customer, and again whoever a changed bind touches. */
    public static Settlement settle(Loaded loaded) {
        return new Binding(loaded).settle();
    }

    private Settlement settle() {
        for (var customer : known) enqueue(customer);
        for (var customer : known) if (!signUps.containsKey(customer)) unbind(customer, null);
        // In order, so that everything before the one being decided is final and a forest. With somebody missing it is
        // not, and the rest is only decided to learn who else is missing: loading is the slow part.
        while (!pending.isEmpty()) decide(pending.removeFirst());
        if (!missing.isEmpty()) return new Settlement.NeedsSignUpsOf(missing);
        return new Settlement.Settled(decisions(), forest, rebound);
    }

    private void decide(SignUp first) {
        var customer = first.customer();
        var named = Optional.ofNullable(first.word()).flatMap(Word::named);
        var resolution = named.isPresent() ? named(first, named.get()) : resolved(first);
        decided.put(customer, resolution);
        switch (resolution) {
            case Resolution.Brought brought ->
                // Without what says nothing about who brought whom, and is not kept with a bind.
                bind(new Bind(
                        customer,
                        brought.advocate(),
                        brought.winner().through(null).having(null),
                        first.order()));
            case Resolution.Nobody nobody -> unbind(customer, first.order());
        }
    }

    private Resolution resolved(SignUp first) {
        if (first.known() != null || existingCustomers.contains(first.customer())) return EXISTING_CUSTOMER;
        var withheld = Reason.of(first.standing().consented());
        if (withheld != null) return new Resolution.Nobody(withheld, List.of());
        return Attribution.resolve(
                first.policy(),
                first.customer(),
                first.order().at(),
                first.evidence(),
                codes,
                owner -> forest.descends(owner, first.customer(), first.order()));
    }

    /** Whom staff named brought the customer, as if by a code at the sign-up; but the forest stays one, whoever says what. */
    private Resolution named(SignUp first, CodeOwner advocate) {
        var person = advocate.externalId();
        if (person.equals(first.customer())) return new Resolution.Nobody(Reason.SELF_REFERRAL, List.of());
        if (forest.descends(person, first.customer(), first.order()))
            return new Resolution.Nobody(Reason.CYCLE, List.of());
        var word = Objects.requireNonNull(first.word());
        var through = Touchpoint.code(
                word.order().eventId(), advocate.code(), first.order().at());
        return new Resolution.Brought(through, advocate, List.of());
    }

    private void bind(Bind bind) {
        var before = forest.of(bind.customer());
        if (before.equals(Optional.of(bind))) return;
        rebound.add(bind.customer());
        var sameEdge = before.filter(old -> sameEdge(old, bind)).isPresent();
        if (!sameEdge) before.ifPresent(old -> lookAgainAbove(old, bind.order()));
        forest.put(bind);
        if (!sameEdge) lookAgainAbove(bind, bind.order());
    }

    private void unbind(String customer, @Nullable EventOrder order) {
        var before = forest.of(customer);
        if (before.isEmpty()) return;
        rebound.add(customer);
        lookAgainAbove(before.get(), order == null ? before.get().order() : order);
        forest.remove(customer);
    }

    private static boolean sameEdge(Bind before, Bind after) {
        return before.order().equals(after.order())
                && before.advocate().externalId().equals(after.advocate().externalId());
    }

    /** Everybody from the bind's advocate upwards who signed up after the earlier of the two places where the edge stood or stands. */
    private void lookAgainAbove(Bind edge, EventOrder changedAt) {
        var since = edge.order().isBefore(changedAt) ? edge.order() : changedAt;
        for (var person : forest.withAncestors(edge.advocate().externalId())) {
            if (person.equals(edge.customer())) continue;
            var signedUp = firstSignUps.get(person);
            if (signedUp == null || !since.isBefore(signedUp)) continue;
            if (known.contains(person)) enqueue(person);
            else missing.add(person);
        }
    }

    private void enqueue(String customer) {
        var ofCustomer = signUps.get(customer);
        if (ofCustomer != null) pending.add(ofCustomer.getFirst());
    }

    private List<SignUpDecision> decisions() {
        var decisions = new ArrayList<SignUpDecision>();
        signUps.values().forEach(ofCustomer -> {
            var first = ofCustomer.getFirst();
            var resolution = decided.get(first.customer());
            if (resolution == null) return; // loaded, yet not asked for
            decisions.add(new SignUpDecision(first, resolution));
            ofCustomer.stream()
                    .skip(1)
                    .map(repeat -> new SignUpDecision(repeat, EXISTING_CUSTOMER, first.order()))
                    .forEach(decisions::add);
        });
        return decisions;
    }

    private static List<SignUp> inOrder(List<SignUp> signUps) {
        return signUps.stream().sorted(Comparator.comparing(SignUp::order)).toList();
    }
}
