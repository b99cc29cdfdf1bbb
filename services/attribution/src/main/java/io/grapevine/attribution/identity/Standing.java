package io.grapevine.attribution.identity;

import io.grapevine.events.Explanation.PersonBy;
import org.jspecify.annotations.Nullable;

/**
 * Who an event's customer is, and how that is known.
 *
 * @param person the id that the customer goes by; null for a stranger
 * @param reportedAs the id that the event named, where that is another
 * @param by what else tells who it is, where the event names no customer
 * @param consented whether the person agrees that the event is credited
 */
public record Standing(
        @Nullable String person,
        @Nullable String reportedAs,
        @Nullable PersonBy by,
        Consented consented) {

    /** Nobody whom anything is known of. */
    public static final Standing STRANGER = new Standing(null, null, null, Consented.UNASKED);

    /** Named by the event, under an id that is still the person's or once was. */
    public static Standing of(@Nullable String named, @Nullable String person) {
        return new Standing(person, named == null || named.equals(person) ? null : named, null, Consented.UNASKED);
    }

    /** Not named, and known all the same. */
    public static Standing by(PersonBy by, String person) {
        return new Standing(person, null, by, Consented.UNASKED);
    }

    /** The same, of somebody who was asked. */
    public Standing having(Consented answered) {
        return new Standing(person, reportedAs, by, answered);
    }
}
