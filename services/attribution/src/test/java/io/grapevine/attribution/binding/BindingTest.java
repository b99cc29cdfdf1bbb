package io.grapevine.attribution.binding;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.minBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.conversion.Statement;
import io.grapevine.attribution.credit.AttributionModel;
import io.grapevine.attribution.credit.Policy;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.LookbackWindow;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.Explanation.Manual;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BindingTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Policy POLICY = new Policy(
            "spring",
            AttributionModel.LAST_TOUCH,
            new LookbackWindow(Duration.ofDays(30), LookbackWindow.Edge.EXCLUSIVE));
    private static final int PEOPLE = 12;
    private static final CodeBook CODES = new CodeBook(IntStream.range(0, PEOPLE)
            .mapToObj(i -> "p" + i)
            .collect(toMap(Function.identity(), p -> new CodeOwner("spring", p, "par_" + p, p, null))));

    @Test
    void whoWasACustomerBeforeIsNotBound() {
        // Given
        var trace = new Trace(Trace.Kind.PURCHASE, new EventOrder(START, "e0"), true);
        var usual = signUp("p1", 1, "p2");
        // When
        var settled = settle(
                List.of(),
                new SignUp("p1", usual.order(), usual.source(), POLICY, usual.evidence(), trace, null, null));
        // Then
        assertThat(settled.forest().of("p1")).isEmpty();
        assertThat(settled.decisions())
                .singleElement()
                .extracting(SignUpDecision::resolution)
                .isEqualTo(new Resolution.Nobody(Reason.EXISTING_CUSTOMER, List.of()));
    }

    @Test
    void whomStaffNameBroughtTheCustomerWhateverTheEvidence() {
        // Given
        var trace = new Trace(Trace.Kind.PURCHASE, new EventOrder(START, "e0"), true);
        // When
        var settled = settle(List.of(), said("p1", "p3", trace));
        // Then
        assertThat(settled.forest().of("p1")).hasValueSatisfying(bind -> {
            assertThat(bind.advocate().externalId()).isEqualTo("p3");
            assertThat(bind.order()).isEqualTo(new EventOrder(START.plusSeconds(1), "p1@1"));
            assertThat(bind.through()).isEqualTo(Touchpoint.code("w1", "p3", START.plusSeconds(1)));
        });
    }

    @Test
    void staffCannotNameTheCustomerThemselvesOrSomebodyBelow() {
        // Given
        var belowP1 = new Bind(
                "p3",
                CODES.owners().get("p1"),
                Touchpoint.code("c", "p1", START),
                new EventOrder(START.plusMillis(1), "s0"));
        // Then
        assertThat(settle(List.of(), said("p1", "p1", null)).decisions())
                .extracting(SignUpDecision::resolution)
                .containsExactly(new Resolution.Nobody(Reason.SELF_REFERRAL, List.of()));
        assertThat(settle(List.of(belowP1), said("p1", "p3", null)).decisions())
                .extracting(SignUpDecision::resolution)
                .containsExactly(new Resolution.Nobody(Reason.CYCLE, List.of()));
    }

    @Test
    void aWordTakenBackLeavesTheDecisionToTheFacts() {
        assertThat(advocateOf(settle(List.of(), said("p1", null, null)).forest(), "p1"))
                .isEqualTo("p2");
    }

    private static SignUp said(String customer, String advocate, Trace known) {
        var usual = signUp(customer, 1, "p2");
        var owner = advocate == null ? null : CODES.owners().get(advocate);
        var before = new Manual.Before(1, ConversionDecided.Outcome.UNATTRIBUTED, null, null);
        var word = new Word(new EventOrder(START.plusSeconds(99), "w1"), owner, "gv_sk_x", "because", before);
        return new SignUp(customer, usual.order(), usual.source(), POLICY, usual.evidence(), known, null, word);
    }

    @Test
    void aRepeatedSignUpKnowsWhenTheFirstOneWas() {
        var settled = settle(List.of(), signUp("p1", 2, "p3"), signUp("p1", 1, "p2"));
        assertThat(settled.decisions())
                .extracting(SignUpDecision::first)
                .containsOnly(new EventOrder(START.plusSeconds(1), "p1@1"));
    }

    @Test
    void secondSignUpOfACustomerChangesNothing() {
        // When
        var settled = settle(List.of(), signUp("p1", 1, "p2"), signUp("p1", 2, "p3"));
        // Then
        assertThat(advocateOf(settled.forest(), "p1")).isEqualTo("p2");
        assertThat(settled.decisions()).hasSize(2);
        assertThat(settled.decisions().getLast().resolution())
                .isEqualTo(new Resolution.Nobody(Reason.EXISTING_CUSTOMER, List.of()));
    }

    @Test
    void existingCustomerIsNeverBound() {
        var loaded = new Binding.Loaded(
                Set.of("p1"), List.of(signUp("p1", 1, "p2")), List.of(), Map.of(), CODES, Set.of("p1"));
        var settled = (Settlement.Settled) Binding.settle(loaded);
        assertThat(settled.forest().of("p1")).isEmpty();
    }

    @Test
    void theLaterOfTwoSignUpsThatWouldCloseACycleIsRefused() {
        var settled = settle(List.of(), signUp("p2", 2, "p1"), signUp("p1", 1, "p2"));
        assertThat(advocateOf(settled.forest(), "p1")).isEqualTo("p2");
        assertThat(settled.forest().of("p2")).isEmpty();
    }

    @Test
    void lateSignUpTakesTheEdgeFromTheOneThatCameFirst() {
        // Given
        var before = settle(List.of(), signUp("p2", 2, "p1"));
        // When
        var settlement = Binding.settle(new Binding.Loaded(
                Set.of("p1"),
                List.of(signUp("p1", 1, "p2")),
                before.forest().chain("p2", 10),
                Map.of("p2", new EventOrder(START.plusSeconds(2), "p2@2")),
                CODES,
                Set.of()));
        // Then
        assertThat(settlement).isEqualTo(new Settlement.NeedsSignUpsOf(Set.of("p2")));
    }

    @Test
    void customerWhoseSignUpsAreGoneIsUnbound() {
        var bind = settle(List.of(), signUp("p1", 1, "p2")).forest().chain("p1", 1);
        var settled = (Settlement.Settled)
                Binding.settle(new Binding.Loaded(Set.of("p1"), List.of(), bind, Map.of(), CODES, Set.of()));
        assertThat(settled.rebound()).containsExactly("p1");
        assertThat(settled.forest().of("p1")).isEmpty();
    }

    @Test
    void signUpThatTurnsOutToBeLaterFreesWhoCameInBetween() {
        // Given a bind by a sign-up that was not p1's after all
        var before = settle(List.of(), signUp("p1", 1, "p2")).forest().chain("p1", 1);
        // When
        var settled = settle(before, signUp("p2", 3, "p1"), signUp("p1", 5, "p2"));
        // Then
        assertThat(advocateOf(settled.forest(), "p2")).isEqualTo("p1");
        assertThat(settled.forest().of("p1")).isEmpty();
    }

    @Test
    void chainGoesNoHigherThanAsked() {
        var forest = settle(List.of(), signUp("p1", 1, "p2"), signUp("p2", 2, "p3"), signUp("p3", 3, "p4"))
                .forest();
        assertThat(forest.chain("p1", 2)).extracting(Bind::customer).containsExactly("p1", "p2");
        assertThat(forest.chain("p1", 9)).extracting(Bind::customer).containsExactly("p1", "p2", "p3");
    }

    @Test
    void statementOfASignUpSaysWhoBroughtTheCustomer() {
        // Given
        var decision = settle(List.of(), signUp("p1", 1, "p2")).decisions().getFirst();
        var terms = new Terms(
                "Spring",
                "https://shop.example/",
                new AttributionTerms(
                        AttributionTerms.Model.LAST_TOUCH,
                        new AttributionTerms.Lookback(null, AttributionTerms.Edge.INCLUSIVE),
                        null,
                        AttributionTerms.Binding.LIFETIME),
                new Terms.Eligibility(null, List.of()),
                List.of());
        // When
        var statement = Statement.of(decision, new ProgramVersion("spring", 1, null, terms), List.of());
        // Then
        assertThat(statement.decided().customerId()).isEqualTo("p1");
        assertThat(statement.decided().advocate()).isEqualTo(new ConversionDecided.Advocate("par_p2", "p2", "p2"));
        assertThat(statement.key().subject()).isEqualTo("api\np1@1");
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** Sign-ups in any order and any micro-batches end in the forest that deciding all of them in event order gives. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyArrivalOrderEndsInTheSameForest(int seed) {
        // Given
        var random = new Random(seed);
        var log = randomLog(random);
        var expected = inEventOrder(log);
        // When
        var store = new Store();
        Collections.shuffle(log, random);
        while (!log.isEmpty()) {
            var batch = log.subList(0, Math.min(log.size(), 1 + random.nextInt(3)));
            store.arrive(List.copyOf(batch));
            batch.clear();
        }
        // Then
        assertThat(store.advocates()).isEqualTo(expected);
    }

    private static List<SignUp> randomLog(Random random) {
        var log = new ArrayList<SignUp>();
        for (int i = 0; i < 25; i++) {
            var evidence = new ArrayList<Touchpoint>();
            var second = random.nextInt(20);
            for (int j = random.nextInt(4); j > 0; j--)
                evidence.add(Touchpoint.click(
                        "c" + i + j, "p" + random.nextInt(PEOPLE), START.plusSeconds(second - random.nextInt(3))));
            var order = new EventOrder(START.plusSeconds(second), "e" + i);
            log.add(new SignUp("p" + random.nextInt(PEOPLE), order, "api", POLICY, evidence));
        }
        return log;
    }

    /** The plainest reading of the rule: one sign-up after another. */
    private static Map<String, String> inEventOrder(List<SignUp> log) {
        var parents = new TreeMap<String, String>();
        var seen = new HashSet<String>();
        log.stream()
                .sorted(Comparator.comparing(SignUp::order))
                .filter(s -> seen.add(s.customer()))
                .forEach(signUp -> signUp.evidence().stream()
                        .filter(t -> !t.at().isAfter(signUp.order().at()))
                        .filter(t -> !t.code().equals(signUp.customer()))
                        .filter(t -> !reaches(parents, t.code(), signUp.customer()))
                        .max(Touchpoint.IN_TIME)
                        .ifPresent(t -> parents.put(signUp.customer(), t.code())));
        return parents;
    }

    private static boolean reaches(Map<String, String> parents, String from, String to) {
        for (var p = parents.get(from); p != null; p = parents.get(p)) if (p.equals(to)) return true;
        return false;
    }

    /** What the shell does, with maps for tables. */
    private static final class Store {
        private final List<SignUp> signUps = new ArrayList<>();
        private final Map<String, Bind> binds = new HashMap<>();

        void arrive(List<SignUp> batch) {
            signUps.addAll(batch);
            var customers = batch.stream().map(SignUp::customer).collect(toSet());
            var settlement = settle(customers);
            while (settlement instanceof Settlement.NeedsSignUpsOf needs) {
                customers.addAll(needs.customers());
                settlement = settle(customers);
            }
            var settled = (Settlement.Settled) settlement;
            for (var customer : settled.rebound())
                settled.forest()
                        .of(customer)
                        .ifPresentOrElse(b -> binds.put(customer, b), () -> binds.remove(customer));
        }

        private Settlement settle(Set<String> customers) {
            var first =
                    signUps.stream().collect(groupingBy(SignUp::customer, minBy(Comparator.comparing(SignUp::order))));
            var firstOrders = first.entrySet().stream()
                    .collect(toMap(
                            Map.Entry::getKey, e -> e.getValue().orElseThrow().order()));
            return Binding.settle(new Binding.Loaded(
                    customers,
                    signUps.stream()
                            .filter(s -> customers.contains(s.customer()))
                            .toList(),
                    binds.values(),
                    firstOrders,
                    CODES,
                    Set.of()));
        }

        Map<String, String> advocates() {
            return binds.values().stream()
                    .collect(toMap(Bind::customer, b -> b.advocate().externalId(), (a, b) -> a, TreeMap::new));
        }
    }

    private static Settlement.Settled settle(Collection<Bind> binds, SignUp... signUps) {
        var customers = List.of(signUps).stream().map(SignUp::customer).collect(toSet());
        return (Settlement.Settled)
                Binding.settle(new Binding.Loaded(customers, List.of(signUps), binds, Map.of(), CODES, Set.of()));
    }

    private static SignUp signUp(String customer, int second, String code) {
        var at = START.plusSeconds(second);
        var id = customer + "@" + second;
        return new SignUp(customer, new EventOrder(at, id), "api", POLICY, List.of(Touchpoint.code(id, code, at)));
    }

    private static String advocateOf(Forest forest, String customer) {
        return forest.of(customer).orElseThrow().advocate().externalId();
    }
}
