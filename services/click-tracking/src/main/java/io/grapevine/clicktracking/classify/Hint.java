package io.grapevine.clicktracking.classify;

import io.grapevine.events.TrafficLabel;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text found in a user agent may mean. */
sealed interface Hint {

    /**
     * A machine, as a published list has it.
     *
     * @param exactText the text as it must stand there, if its case matters and there is no expression
     * @param expression what the whole user agent must match as well; null if the text says it all
     * @param name whether it is somebody's name, which begins a word
     * @param weak whether browsers hold it too, so that it says nothing there
     */
    record Machine(
            TrafficLabel label,
            @Nullable String exactText,
            @Nullable Pattern expression,
            boolean name,
            boolean weak) implements Hint {

        boolean matches(String userAgent, int at) {
            if (expression != null) return expression.matcher(userAgent).find();
            return exactText == null || userAgent.startsWith(exactText, at);
        }
    }

    /** What tells people's browsers, or excuses a name. */
    record Sign(Meaning meaning) implements Hint {}

    enum Meaning {
        /** How browsers begin, and whatever poses as one. */
        OPENING,
        /** What draws pages: with an opening it makes a browser. */
        ENGINE,
        /** Only a person's browser says so. */
        BROWSER,
        /** Holds a machine's name and means none. */
        PERSON
    }
}
