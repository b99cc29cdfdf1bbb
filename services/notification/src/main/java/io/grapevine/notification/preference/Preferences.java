package io.grapevine.notification.preference;

import io.grapevine.notification.moment.Channel;
import io.grapevine.notification.moment.Moment;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asked for; what is absent is as usual.
 *
 * @param choices by moment and channel; absent = {@link Choice#ON}
 * @param left the channels on which the reader wants nothing promotional any more
 * @param quiet null = none
 * @param zone where the reader lives; null = UTC
 * @param digest null = {@link Pace#MONTHLY}
 */
public record Preferences(
        Map<Moment, Map<Channel, Choice>> choices,
        Set<Channel> left,
        @Nullable QuietHours quiet,
        @Nullable ZoneId zone,
        @Nullable Pace digest) {

    public static final Preferences USUAL = new Preferences(Map.of(), Set.of(), null, null, null);

    public Preferences {
        choices = choices == null ? Map.of() : Map.copyOf(choices);
        left = left == null ? Set.of() : Set.copyOf(left);
    }

    public Choice choice(Moment moment, Channel channel) {
        return choices.getOrDefault(moment, Map.of()).getOrDefault(channel, Choice.ON);
    }

    public ZoneId place() {
        return zone == null ? ZoneOffset.UTC : zone;
    }

    public Pace pace() {
        return digest == null ? Pace.MONTHLY : digest;
    }
}
