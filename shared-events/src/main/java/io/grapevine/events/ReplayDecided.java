package io.grapevine.events;

/**
 * What a conversion would be decided to be, had other terms held: a replay's finding, which nobody is credited or owed by. Only what
 * would be credited otherwise is told.
 *
 * @param replayId {@code rpl_…}
 * @param was the revision of the conversion that it was compared with
 * @param decision under the number of that revision
 */
public record ReplayDecided(String replayId, int was, ConversionDecided decision) implements EventData.Statement {

    @Override
    public String subject() {
        return replayId;
    }
}
