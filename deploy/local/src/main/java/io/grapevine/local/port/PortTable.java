package io.grapevine.local.port;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Every port of a run, moved by one offset. */
public record PortTable(int offset) {

    /** Large enough to leave every other port of the table behind, small enough that several fit. */
    private static final int STEP = 1_000;

    public PortTable {
        for (var port : Port.values()) {
            int moved = port.number() + offset;
            if (moved < 1 || moved > Port.HIGHEST) {
                throw new IllegalArgumentException("GRAPEVINE_PORT_OFFSET=" + offset + " moves " + port.owner()
                        + " to port " + moved + ", which does not exist");
            }
        }
    }

    /**
     * Reads GRAPEVINE_PORT_OFFSET; blank means 0.
     *
     * @throws IllegalArgumentException if the text is no number, or moves a port to where none can be
     */
    public static PortTable parse(String offset) {
        if (offset.isBlank()) return new PortTable(0);
        try {
            return new PortTable(Integer.parseInt(offset.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("GRAPEVINE_PORT_OFFSET must be a whole number, was " + offset, e);
        }
    }

    public int of(Port port) {
        return port.number() + offset;
    }

    /** Empty if all are free; else one line: which are not, who needs them, and what helps. */
    public Optional<String> complaint(IntPredicate isFree) {
        var taken = Arrays.stream(Port.values())
                .filter(port -> !isFree.test(of(port)))
                .map(port -> of(port) + " (" + port.owner() + ")")
                .toList();
        if (taken.isEmpty()) return Optional.empty();
        var free = freeOffset(isFree);
        return Optional.of((taken.size() == 1 ? "port " : "ports ") + String.join(", ", taken)
                + (taken.size() == 1 ? " is" : " are") + " taken by another program: end it, or move every port with"
                + " GRAPEVINE_PORT_OFFSET=" + (free.isPresent() ? free.getAsInt() : "n"));
    }

    private OptionalInt freeOffset(IntPredicate isFree) {
        int highest = Arrays.stream(Port.values()).mapToInt(Port::number).max().orElseThrow();
        return IntStream.iterate(STEP, candidate -> candidate + highest <= Port.HIGHEST, candidate -> candidate + STEP)
                .filter(candidate ->
                        Arrays.stream(Port.values()).allMatch(port -> isFree.test(port.number() + candidate)))
                .findFirst();
    }
}
