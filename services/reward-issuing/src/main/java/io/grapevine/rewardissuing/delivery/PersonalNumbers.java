package io.grapevine.rewardissuing.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers what is told about people: each person's numbers go on without a gap, in the order things are told. */
public final class PersonalNumbers {

    private PersonalNumbers() {}

    /**
     * A number for each thing told.
     *
     * @param people whom each thing is about, in the order they are told
     * @param last the highest number each person has when all of these are told
     */
    public static List<Long> of(List<String> people, Map<String, Long> last) {
        var next = new HashMap<>(last);
        for (var person : people) next.compute(person, (who, number) -> required(who, number) - 1);
        var numbers = new ArrayList<Long>(people.size());
        for (var person : people) numbers.add(next.merge(person, 1L, Long::sum));
        return List.copyOf(numbers);
    }

    private static long required(String person, @Nullable Long number) {
        if (number == null) throw new IllegalArgumentException("no last number for " + person);
        return number;
    }
}
