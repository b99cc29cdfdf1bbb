package io.grapevine.clicktracking.clickid;

import io.grapevine.events.ClickReference;
import java.util.Locale;

/** What a click id that came back is worth. */
public sealed interface Verification {

    /** Ours, of this tenant, unchanged. */
    record Valid(ClickReference click) implements Verification {}

    /** Ignored; the event it came with counts without it. */
    record Refused(Reason reason) implements Verification {}

    /** Why a click id is ignored. */
    enum Reason {
        MALFORMED,
        /** Not signed by us for this tenant: invented, changed, or another tenant's. */
        FORGED,
        UNKNOWN_KEY;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
