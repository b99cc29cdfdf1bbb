package io.grapevine.rewardissuing.owed;

import io.grapevine.events.ConversionDecided;

/**
 * Names the terms a conversion is rewarded by: those in force at its time, for ever.
 *
 * @param restatedBy what put others in the place of the version's own; empty = its own
 */
public record ProgramVersion(String programKey, int version, String restatedBy) {

    /** The version's own. */
    public ProgramVersion(String programKey, int version) {
        this(programKey, version, "");
    }

    public static ProgramVersion of(ConversionDecided decision) {
        var restatedBy = decision.restatedBy();
        return new ProgramVersion(
                decision.programKey(), decision.programVersion(), restatedBy == null ? "" : restatedBy);
    }
}
