package io.grapevine.attribution.credit;

/** How a program's version decides who is credited: one touch takes it all, or all that are eligible share it. */
public sealed interface CreditRule permits AttributionModel, SharedCredit {}
