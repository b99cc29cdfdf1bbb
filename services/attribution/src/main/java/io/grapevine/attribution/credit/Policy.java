package io.grapevine.attribution.credit;

import io.grapevine.attribution.journey.LookbackWindow;

/** What a program's version says about choosing the winner. */
public record Policy(String programKey, AttributionModel model, LookbackWindow lookback) {}
