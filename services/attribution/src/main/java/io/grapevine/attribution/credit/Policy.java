package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.LookbackWindow;

/** What a program's version says about who is credited. */
public record Policy(
        String programKey, CreditRule rule, LookbackWindow lookback, Priority priority, TieBreak tieBreak) {

    /** With the usual priority between classes of evidence. */
    public Policy(String programKey, CreditRule rule, LookbackWindow lookback) {
        this(programKey, rule, lookback, Priority.USUAL, TieBreak.BY_MODEL);
    }
}
