package io.grapevine.attribution.manual;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.Explanation.Manual;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What staff said about who is credited for one conversion: a fact of its own, with its own place in event order.
 *
 * @param advocate who is; null = the word before is taken back, and the other facts decide again
 * @param by a hint of the key that was used
 * @param before what had been decided when it was said
 */
public record Word(EventOrder order, @Nullable CodeOwner advocate, String by, String reason, Manual.Before before) {

    // A sentence or two for whoever looks into it later.
    public static final int LONGEST_REASON = 500;

    public Word {
        if (reason.isBlank() || reason.length() > LONGEST_REASON)
            throw new IllegalArgumentException("reason must be 1 to " + LONGEST_REASON + " characters");
    }

    /** The one that holds, whatever order they came in; empty if nothing was ever said. */
    public static Optional<Word> latest(Collection<Word> words) {
        return words.stream().max(Comparator.comparing(Word::order));
    }

    /** The same word, of an advocate who goes by the id that this gives. */
    public Word naming(UnaryOperator<String> personOf) {
        return advocate == null
                ? this
                : new Word(order, advocate.as(personOf.apply(advocate.externalId())), by, reason, before);
    }

    /** Who is credited because staff say so; empty if the other facts decide. */
    public Optional<CodeOwner> named() {
        return Optional.ofNullable(advocate);
    }
}
