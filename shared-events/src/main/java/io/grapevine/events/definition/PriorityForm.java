package io.grapevine.events.definition;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.AttributionTerms.TouchClass;
import io.grapevine.events.form.Form;
import io.grapevine.events.form.Mistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which classes of touches a program credits, strongest first; classes listed together are of one rank. */
final class PriorityForm {

    private static final String WORDS =
            Arrays.stream(TouchClass.values()).map(TouchClass::wireName).collect(Collectors.joining(", "));
    private static final String FIX = "write each of " + WORDS + " at most once, such as [code, [click, paid_click]]";

    private PriorityForm() {}

    /** Null where nothing is written, or what is usual, so that both make the same terms. */
    static @Nullable List<List<TouchClass>> read(Form form) {
        if (!form.has("priority")) return null;
        var seen = EnumSet.noneOf(TouchClass.class);
        var ranks = new ArrayList<List<TouchClass>>();
        var items = form.items("priority", TouchClass.values().length);
        for (int i = 0; i < items.size(); i++) {
            var rank = rank(form, i, items.get(i), seen);
            if (!rank.isEmpty()) ranks.add(List.copyOf(rank));
        }
        if (items.isEmpty() && form.value("priority") instanceof List)
            form.wrong("priority", "a program that credits no touch credits nobody: " + FIX);
        return ranks.equals(AttributionTerms.USUAL_PRIORITY) ? null : ranks;
    }

    private static Set<TouchClass> rank(Form form, int place, @Nullable Object written, Set<TouchClass> seen) {
        var rank = EnumSet.noneOf(TouchClass.class);
        var words = written instanceof List<?> together ? together : Arrays.asList(written);
        if (words.isEmpty()) form.wrongItem("priority", place, written, FIX);
        for (var word : words) {
            var named = named(word);
            if (named.isEmpty()) form.wrongItem("priority", place, word, FIX);
            else if (seen.add(named.get())) rank.add(named.get());
            else form.note("priority", place, Mistake.DUPLICATE, "priority has " + word + " twice: " + FIX);
        }
        return rank;
    }

    private static Optional<TouchClass> named(@Nullable Object word) {
        return Arrays.stream(TouchClass.values())
                .filter(candidate -> candidate.wireName().equals(word))
                .findFirst();
    }
}
