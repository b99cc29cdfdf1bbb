package io.grapevine.rewardissuing.reference;

import java.util.Random;
import java.util.stream.Stream;

/** Which programs are drawn, and how many. */
public final class Seeds {

    // As many as a build can wait for; `make properties` asks for more.
    private static final int PROGRAMS = 200;

    private Seeds() {}

    /** As many as {@code properties.programs} says, from {@code properties.seed}. */
    public static Stream<Long> drawn() {
        return new Random(Long.getLong("properties.seed", 20_261_123))
                .longs(Integer.getInteger("properties.programs", PROGRAMS))
                .boxed();
    }
}
