package io.grapevine.attribution.journey;

import java.util.Locale;

/** What kind of evidence a touchpoint is; which counts for more is the program's to say. */
public enum EvidenceClass {
    IMPRESSION,
    SOFT_CLICK,
    PAID_CLICK,
    CLICK,
    CODE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
