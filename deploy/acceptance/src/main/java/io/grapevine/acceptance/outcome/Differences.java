package io.grapevine.acceptance.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two accounts of the same thing say differently, one line each. */
public final class Differences {
    private Differences() {}

    /** Every key that is missing, additional or of another value; empty if both say the same. */
    public static List<String> between(String what, Map<String, ?> expected, Map<String, ?> actual) {
        var differences = new ArrayList<String>();
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (var key : keys) {
            var wanted = expected.get(key);
            var found = actual.get(key);
            if (!Objects.equals(wanted, found)) {
                differences.add("%s %s: expected %s, got %s".formatted(what, key, orAbsent(wanted), orAbsent(found)));
            }
        }
        return differences;
    }

    private static String orAbsent(@Nullable Object value) {
        return value == null ? "nothing" : value.toString();
    }
}
