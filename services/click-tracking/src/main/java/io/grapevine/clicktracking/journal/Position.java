package io.grapevine.clicktracking.journal;

import java.util.Comparator;

/** A place between two frames: the segment's number and the byte in it. */
public record Position(long segment, int offset) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::segment).thenComparingInt(Position::offset);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
