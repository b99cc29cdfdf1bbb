package io.grapevine.attribution.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.EventOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void nobodyIsMergedWithoutAnAlias() {
        var people = People.of(List.of());
        assertThat(people).isSameAs(People.UNMERGED);
        assertThat(people.personOf("a")).isEqualTo("a");
        assertThat(people.idsOf("a")).containsExactly("a");
        assertThat(people.personsOf(List.of("a", "b"))).containsExactlyInAnyOrder("a", "b");
        assertThat(people.allIdsOf(List.of("a"))).containsExactly("a");
    }

    @Test
    void anAliasLeadsToTheSecondId() {
        var people = People.of(List.of(alias("a", "b", 1)));
        assertThat(people.personOf("a")).isEqualTo("b");
        assertThat(people.personOf("b")).isEqualTo("b");
        assertThat(people.personOf("c")).isEqualTo("c");
        assertThat(people.idsOf("b")).containsExactlyInAnyOrder("a", "b");
        assertThat(people.allIdsOf(List.of("a", "c"))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(people.personsOf(List.of("a", "b", "c"))).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aChainEndsAtItsLastTarget() {
        assertThat(People.of(List.of(alias("b", "c", 2), alias("a", "b", 1), alias("c", "d", 3)))
                        .idsOf("d"))
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void whatIsMergedIntoAnIdThatWasGivenUpFollowsIt() {
        assertThat(People.of(List.of(alias("a", "b", 1), alias("x", "a", 2))).personOf("x"))
                .isEqualTo("b");
        assertThat(People.of(List.of(alias("a", "b", 1), alias("a", "c", 2))).personOf("b"))
                .isEqualTo("c");
    }

    @Test
    void aCycleStaysWhereItsFirstAliasLed() {
        var people = People.of(List.of(alias("a", "b", 1), alias("b", "a", 2), alias("a", "a", 3)));
        assertThat(people.personOf("a")).isEqualTo("b");
        assertThat(people.personOf("b")).isEqualTo("b");
    }

    @Test
    void twoPartsAreKnownTogether() {
        var one = People.of(List.of(alias("a", "b", 1)));
        var other = People.of(List.of(alias("c", "d", 1)));
        assertThat(one.and(other).personsOf(List.of("a", "c"))).containsExactlyInAnyOrder("b", "d");
        assertThat(one.and(People.UNMERGED)).isSameAs(one);
        assertThat(People.UNMERGED.and(one)).isSameAs(one);
    }

    @Test
    void neitherOrderNorRepetitionOfArrivalCounts() {
        var random = new Random(20_261_122);
        for (var i = 0; i < 500; i++) {
            // Given
            var aliases = new ArrayList<Alias>();
            for (var j = 1 + random.nextInt(8); j > 0; j--)
                aliases.add(alias("p" + random.nextInt(7), "p" + random.nextInt(7), random.nextInt(5)));
            var expected = persons(People.of(aliases));
            // When
            var shuffled = new ArrayList<>(aliases);
            shuffled.add(aliases.get(random.nextInt(aliases.size())));
            Collections.shuffle(shuffled, random);
            // Then
            assertThat(persons(People.of(shuffled))).as("%s", aliases).isEqualTo(expected);
            assertThat(groups(expected)).as("%s", aliases).isEqualTo(components(aliases));
            expected.values().forEach(person -> assertThat(expected).containsEntry(person, person));
        }
    }

    private static Map<String, String> persons(People people) {
        var persons = new HashMap<String, String>();
        for (var i = 0; i < 7; i++) persons.put("p" + i, people.personOf("p" + i));
        return persons;
    }

    private static Set<Set<String>> groups(Map<String, String> persons) {
        var groups = new HashMap<String, Set<String>>();
        persons.forEach((id, person) ->
                groups.computeIfAbsent(person, any -> new TreeSet<>()).add(id));
        return Set.copyOf(groups.values());
    }

    /** The plainest way to the same groups: put together until nothing changes. */
    private static Set<Set<String>> components(List<Alias> aliases) {
        var group = new HashMap<String, Set<String>>();
        for (var i = 0; i < 7; i++) group.put("p" + i, new TreeSet<>(Set.of("p" + i)));
        for (var alias : aliases) {
            var both = new TreeSet<>(group.get(alias.previousId()));
            both.addAll(group.get(alias.customerId()));
            both.forEach(id -> group.put(id, both));
        }
        return Set.copyOf(group.values());
    }

    private static Alias alias(String previous, String customer, int second) {
        return new Alias(previous, customer, new EventOrder(MONDAY.plusSeconds(second), "a" + second));
    }
}
