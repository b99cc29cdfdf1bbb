package io.grapevine.rewardissuing.statement;

import java.util.HashMap;
import java.util.Map;

/** Carries what a person has from line to line, each currency by itself. */
public final class Running {

    private final Map<String, Standing> standings;

    /** @param opening what there is before the first line, by currency; nothing in those it does not name */
    public Running(Map<String, Standing> opening) {
        this.standings = new HashMap<>(opening);
    }

    /** What the person has in that currency after a line. */
    public Standing after(String currency, Moved moved) {
        return standings.merge(currency, Standing.NOTHING.after(moved), (before, line) -> before.after(moved));
    }
}
