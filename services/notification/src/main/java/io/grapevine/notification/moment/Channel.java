package io.grapevine.notification.moment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to reach a person. Each has a lane of its own, so that a dead one delays no other. */
public enum Channel {
    EMAIL,
    /** The list inside the site's own pages: a notice of this channel is its entry, told by being there. */
    FEED,
    /** Web push to browsers that subscribed. */
    PUSH,
    SMS,
    /** A chat reached through an HTTP provider. */
    CHAT,
    TELEGRAM;

    /** Whether everybody has it, or whether it must be known that a person can be reached so. */
    public boolean isOpenToAll() {
        return this == EMAIL || this == FEED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> named(String wireName) {
        return Arrays.stream(values())
                .filter(channel -> channel.wireName().equals(wireName))
                .findAny();
    }
}
