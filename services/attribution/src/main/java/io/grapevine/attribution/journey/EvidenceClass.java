package io.grapevine.attribution.journey;

import java.util.Locale;

/** How strong a piece of evidence is, weakest first: a code beats a click, however old the click is (decision-spec S6.3). */
public enum EvidenceClass {
    IMPRESSION,
    SOFT_CLICK,
    CLICK,
    CODE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
