package io.grapevine.programs.definition;

import io.grapevine.events.Terms;
import io.grapevine.events.definition.Definition;
import io.grapevine.events.form.Mistake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A definition with its number. At any event time the version in force is the highest whose {@code effectiveFrom} is not later.
 *
 * @param number counts from 1
 * @param effectiveFrom event time from which it holds, inclusive; null for a first version that holds for all times
 */
public record ProgramVersion(int number, @Nullable Instant effectiveFrom, Terms terms) {

    // A version is a row and a record for ever, and every consumer keeps them all in memory.
    static final int MOST = 1_000;

    public ProgramVersion {
        if (number < 1 || number > MOST)
            throw new IllegalArgumentException("version number must be 1 to " + MOST + ", was " + number);
    }

    /** What a definition makes of a program. */
    public sealed interface Change {
        /** It says what the latest version says already. */
        record None(ProgramVersion latest) implements Change {}

        /** It is another word than the latest version's. */
        record Next(ProgramVersion version) implements Change {}

        /** It cannot follow the latest version. */
        record Impossible(List<Mistake> mistakes) implements Change {}
    }

    /**
     * A first version holds for all times, a later one from now on, unless the definition says otherwise; so a definition put
     * today decides nothing older again. Repeating the latest definition changes nothing.
     *
     * @param latest null if the program does not exist
     */
    public static Change decide(@Nullable ProgramVersion latest, Definition definition, Instant now) {
        var put = now.truncatedTo(ChronoUnit.MILLIS);
        if (latest == null)
            return new Change.Next(
                    new ProgramVersion(1, definition.fromNow() ? put : definition.effectiveFrom(), definition.terms()));
        if (latest.says(definition)) return new Change.None(latest);
        if (latest.number == MOST)
            return impossible("a program has at most " + MOST + " versions: start a new program");
        var from = definition.effectiveFrom() != null ? definition.effectiveFrom() : put;
        var since = latest.effectiveFrom;
        if (since != null && from.isBefore(since))
            return impossible("effectiveFrom is " + from + ": write " + since + " or later, when version "
                    + latest.number + " starts to hold");
        return new Change.Next(new ProgramVersion(latest.number + 1, from, definition.terms()));
    }

    private boolean says(Definition definition) {
        return terms.equals(definition.terms())
                && (definition.effectiveFrom() == null || Objects.equals(definition.effectiveFrom(), effectiveFrom));
    }

    private static Change impossible(String detail) {
        return new Change.Impossible(List.of(new Mistake("/effectiveFrom", Mistake.INVALID, detail)));
    }
}
