package io.grapevine.notification.milestone;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who brought a friend, as one revision says.
 *
 * @param participantId null = nobody any more
 */
public record Brought(
        String conversionId, String programKey, @Nullable String participantId, int revision) {

    /** Empty for what is no sign-up. */
    public static Optional<Brought> of(ConversionDecided conversion) {
        if (conversion.kind() != ConversionDecided.Kind.SIGNUP) return Optional.empty();
        var advocate = conversion.outcome() == Outcome.ATTRIBUTED ? conversion.advocate() : null;
        return Optional.of(new Brought(
                conversion.conversionId(),
                conversion.programKey(),
                advocate == null ? null : advocate.participantId(),
                conversion.revision()));
    }

    /** The later word about the same conversion. */
    public static Brought later(Brought one, Brought other) {
        return other.revision() > one.revision() ? other : one;
    }
}
