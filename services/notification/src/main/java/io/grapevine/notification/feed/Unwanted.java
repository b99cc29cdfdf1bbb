package io.grapevine.notification.feed;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import io.grapevine.notification.moment.Stream;
import io.grapevine.notification.preference.Choice;
import io.grapevine.notification.preference.Preferences;
import java.util.Arrays;
import java.util.List;

/**
 * What a reader does not want to see in the feed: what was switched off, and the promotional stream where it was left. Asked when the
 * feed is read, so that a wish counts for what came before it, too. A digest or quiet hours make no sense of a list that interrupts nobody.
 */
public final class Unwanted {

    private Unwanted() {}

    public static boolean is(Moment moment, Preferences wish) {
        return wish.choice(moment, Channel.FEED) == Choice.OFF
                || moment.stream() == Stream.PROMOTIONAL && wish.left().contains(Channel.FEED);
    }

    /** By their names on the wire. */
    public static List<String> moments(Preferences wish) {
        return Arrays.stream(Moment.values())
                .filter(moment -> is(moment, wish))
                .map(Moment::wireName)
                .toList();
    }
}
