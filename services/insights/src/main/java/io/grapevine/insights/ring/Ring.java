package io.grapevine.insights.ring;

import io.grapevine.insights.funnel.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who share things and came by one another's links.
 *
 * @param size people in it
 * @param ties pairs of them who have something in common that says more than a place
 * @param leastTies to how many others of it everybody is tied at least; 2 or more
 * @param density the points of what pairs of them have in common, divided by the people
 * @param around how many others are tied to somebody in it
 * @param brought how many of them came by the link or code of another of them, or were brought by one
 * @param people those tied to most others of it first, then by id
 * @param truncated whether there are more people than listed
 * @param revenue from orders of theirs credited to one another, less refunds
 * @param rewards for conversions of theirs credited to one another, as far as they cost something
 */
public record Ring(
        int size,
        int ties,
        int leastTies,
        double density,
        int around,
        int brought,
        List<Proof> evidence,
        List<Person> people,
        boolean truncated,
        List<Amount> revenue,
        List<Amount> rewards) {

    public Ring {
        evidence = List.copyOf(evidence);
        people = List.copyOf(people);
        revenue = List.copyOf(revenue);
        rewards = List.copyOf(rewards);
    }

    /**
     * What they have in common, of one kind.
     *
     * @param trait the wire name of a {@link Trait}
     * @param things how many there are that two or more of them share; of {@code links}, how many pairs followed each other's
     * @param people how many of them share one of those
     */
    public record Proof(String trait, int things, int people) {}

    /**
     * Somebody in it.
     *
     * @param ties how many others of it they are tied to
     * @param ledBy by whose link or code they came, of several of the ring the smallest id; null if by nobody's of it
     */
    public record Person(
            String externalId, int ties, @Nullable String ledBy) {}

    Ring with(List<Amount> revenue, List<Amount> rewards) {
        return new Ring(size, ties, leastTies, density, around, brought, evidence, people, truncated, revenue, rewards);
    }
}
