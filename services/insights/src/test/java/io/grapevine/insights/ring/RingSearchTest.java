package io.grapevine.insights.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.insights.funnel.Amount;
import io.grapevine.insights.ring.Ring.Person;
import io.grapevine.insights.ring.Ring.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RingSearchTest {

    private static final int MOST = 100;

    private final Findings findings = new Findings();

    @Test
    void threeOnOneDeviceOfWhomOneBroughtTheOthersAreARing() {
        // Given
        findings.share(Trait.DEVICE, List.of("cleo", "ada", "bob"));
        findings.share(Trait.PAYMENT, List.of("ada", "bob"));
        findings.share(Trait.EMAIL, List.of("ada", "zoe"));
        findings.led(List.of("bob"), "ada");
        findings.led(List.of("cleo"), "bob");
        // When
        var rings = find();
        // Then: (3 x 50 + 60) / 3
        assertThat(rings.people()).isEqualTo(3);
        assertThat(rings.count()).isEqualTo(1);
        assertThat(rings.rings())
                .containsExactly(new Ring(
                        3,
                        3,
                        2,
                        70.0,
                        1,
                        2,
                        List.of(new Proof("payment", 1, 2), new Proof("device", 1, 3)),
                        List.of(new Person("ada", 2, null), new Person("bob", 2, "ada"), new Person("cleo", 2, "bob")),
                        false,
                        List.of(),
                        List.of()));
    }

    @Test
    void whoShareThingsButBroughtNobodyOfThemAreNoRing() {
        // Given: a family, of whom one came by somebody else
        findings.share(Trait.DEVICE, List.of("ada", "bob", "cleo"));
        findings.led(List.of("bob"), "zoe");
        // Then
        assertThat(find()).isEqualTo(new Rings("spring", 0, 0, List.of()));
    }

    @Test
    void whoFollowEachOthersLinksAreTied() {
        // Given
        for (var one : List.of("ada", "bob", "cleo"))
            for (var other : List.of("ada", "bob", "cleo")) findings.led(List.of(one), other);
        // Then: of several whose link somebody followed the smallest id is told
        var ring = find().rings().getFirst();
        assertThat(ring.evidence()).containsExactly(new Proof("links", 3, 3));
        assertThat(ring.density()).isEqualTo(25.0);
        assertThat(ring.people()).extracting(Person::ledBy).containsExactly("bob", "ada", "ada");
    }

    @Test
    void aLinkFollowedInABrowserOfSeveralWasFollowedByNobodyKnown() {
        // Given
        findings.share(Trait.BROWSER, List.of("ada", "bob", "cleo"));
        findings.led(List.of("ada", "bob", "cleo"), "ada");
        // Then
        assertThat(find().rings()).isEmpty();
    }

    @Test
    void idsOfOnePersonCountOnce() {
        // Given: bob was known as b1, then b2; what is left is a pair
        findings.share(Trait.DEVICE, List.of("b1", "b2", "ada"));
        findings.led(List.of("b1"), "ada");
        findings.same("b1", "b2");
        findings.same("b2", "bob");
        // Then
        assertThat(find().rings()).isEmpty();
        // And with cleo they are three, of whom one is known by three ids
        findings.share(Trait.PAYMENT, List.of("bob", "ada", "cleo"));
        findings.led(List.of("b1", "bob"), "cleo");
        var found = RingSearch.find("spring", findings, MOST, MOST);
        assertThat(found.rings().rings())
                .singleElement()
                .satisfies(ring -> assertThat(ring.people())
                        .containsExactly(
                                new Person("ada", 2, null), new Person("bob", 2, "ada"), new Person("cleo", 2, null)));
        assertThat(found.ids().getFirst()).containsExactlyInAnyOrder("ada", "b1", "b2", "bob", "cleo");
    }

    @Test
    void idsThatAreSaidToBeEachOtherGoByTheSmallest() {
        // Given
        findings.same("b", "a");
        findings.same("a", "b");
        findings.share(Trait.DEVICE, List.of("b", "x", "y"));
        findings.led(List.of("x"), "b");
        // Then
        assertThat(find().rings().getFirst().people())
                .extracting(Person::externalId)
                .containsExactly("a", "x", "y");
    }

    @Test
    void theWorstIsTheOneOfWhomMostCameByOneAnotherThenTheDenser() {
        // Given
        ring("a", 4, 1, Trait.DEVICE);
        ring("b", 4, 1, Trait.DEVICE, Trait.PAYMENT);
        ring("c", 3, 2, Trait.LINKS);
        ring("d", 5, 1, Trait.DEVICE);
        ring("e", 5, 1, Trait.DEVICE);
        // Then: 5 people of one thing are 2 ties each, 4 of two are denser
        assertThat(find().rings())
                .extracting(ring -> ring.people().getFirst().externalId())
                .containsExactly("c0", "b0", "d0", "e0", "a0");
    }

    @Test
    void aListEndsWhereItIsToldTo() {
        // Given
        ring("a", 4, 1, Trait.DEVICE);
        ring("b", 4, 2, Trait.DEVICE);
        ring("c", 4, 3, Trait.DEVICE);
        // When
        var found = RingSearch.find("spring", findings, 2, 3);
        // Then
        assertThat(found.rings().count()).isEqualTo(3);
        assertThat(found.rings().people()).isEqualTo(12);
        assertThat(found.rings().rings()).hasSize(2).allSatisfy(ring -> {
            assertThat(ring.truncated()).isTrue();
            assertThat(ring.people()).hasSize(3);
        });
        assertThat(found.ids()).allSatisfy(ids -> assertThat(ids).hasSize(4));
        assertThat(found.rings().first(1).rings()).hasSize(1);
        assertThat(found.rings().first(9).rings()).hasSize(2);
    }

    @Test
    void whatPeopleEarnedByOneAnotherIsToldWithTheirRing() {
        // Given
        ring("a", 3, 2, Trait.DEVICE);
        ring("b", 3, 1, Trait.DEVICE);
        var earned = List.of(new Amount(100, "EUR"));
        // When
        var rings = RingSearch.find("spring", findings, MOST, MOST).with(Map.of(1, earned), Map.of(0, earned));
        // Then
        assertThat(rings.rings()).extracting(Ring::revenue).containsExactly(List.of(), earned);
        assertThat(rings.rings()).extracting(Ring::rewards).containsExactly(earned, List.of());
    }

    @Test
    void whatIsReadFirstChangesNothing() {
        // Given
        var random = new Random(7);
        var said = new ArrayList<Consumer<Findings>>();
        for (var i = 0; i < 400; i++) {
            var trait = Trait.values()[random.nextInt(4)];
            var people = List.of("u" + random.nextInt(200), "v" + random.nextInt(200), "w" + random.nextInt(50));
            var friend = List.of("u" + random.nextInt(200));
            var advocate = (random.nextBoolean() ? "v" : "w") + random.nextInt(50);
            said.add(findings -> findings.share(trait, people));
            said.add(findings -> findings.led(friend, advocate));
            if (i % 20 == 0) said.add(findings -> findings.same(people.getFirst(), people.getLast()));
        }
        said.forEach(each -> each.accept(findings));
        var expected = find();
        assertThat(expected.count()).isPositive();
        for (var turn = 0; turn < 20; turn++) {
            // When
            Collections.shuffle(said, random);
            var again = new Findings();
            said.forEach(each -> each.accept(again));
            // Then
            assertThat(RingSearch.find("spring", again, MOST, MOST).rings()).isEqualTo(expected);
        }
    }

    @Test
    void pairsAreCountedAsTheyCome() {
        // Given
        findings.share(Trait.DEVICE, List.of("a", "b", "c", "d"));
        findings.share(Trait.PLACE, List.of("a", "b"));
        // Then
        assertThat(findings.pairs()).isEqualTo(7);
    }

    /** So many people who share things, and so many of whom came by the first of them. */
    private void ring(String name, int people, int brought, Trait... traits) {
        var ids = new ArrayList<String>();
        for (var i = 0; i < people; i++) ids.add(name + i);
        for (var trait : traits) {
            if (trait != Trait.LINKS) findings.share(trait, ids);
            else for (var one : ids) for (var other : ids) if (!one.equals(other)) findings.led(List.of(one), other);
        }
        for (var i = 1; i <= brought; i++) findings.led(List.of(ids.get(i)), ids.getFirst());
    }

    private Rings find() {
        return RingSearch.find("spring", findings, MOST, MOST).rings();
    }
}
