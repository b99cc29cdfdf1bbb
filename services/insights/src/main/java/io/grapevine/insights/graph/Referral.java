package io.grapevine.insights.graph;

import org.jspecify.annotations.Nullable;

/** An edge of the forest: the advocate brought the friend; a friend without advocate is a root. */
public record Referral(String friend, @Nullable String advocate) {

    public Referral {
        if (friend.equals(advocate)) throw new IllegalArgumentException(friend + " cannot have brought themselves");
    }
}
