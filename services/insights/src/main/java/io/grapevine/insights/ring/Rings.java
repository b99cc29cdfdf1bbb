package io.grapevine.insights.ring;

import java.util.List;

/**
 * The dense rings of a program, the worst first. A hint where to look, never a verdict: families and offices share things, too.
 *
 * @param people of all rings together, those not listed included
 * @param count rings, those not listed included
 */
public record Rings(String programKey, int people, int count, List<Ring> rings) {

    public Rings {
        rings = List.copyOf(rings);
    }

    /** The first ones. */
    public Rings first(int most) {
        return new Rings(programKey, people, count, rings.subList(0, Math.min(most, rings.size())));
    }
}
