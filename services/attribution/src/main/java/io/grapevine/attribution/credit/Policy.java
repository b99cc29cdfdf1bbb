package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.LookbackWindow;

/** What a program's version says about who is credited. */
public record Policy(String programKey, CreditRule rule, LookbackWindow lookback) {}
