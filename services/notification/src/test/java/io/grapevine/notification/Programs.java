package io.grapevine.notification;

import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ProgramPublished;
import io.grapevine.events.Terms;
import java.util.List;

/** Programs as the log brings them. */
public final class Programs {

    private Programs() {}

    /** With these rules, and nothing else that matters to notices. */
    public static ProgramPublished named(String programKey, int version, String name, Terms.RewardRule... rules) {
        return new ProgramPublished(
                "prg_1",
                programKey,
                version,
                null,
                new Terms(
                        name,
                        "https://shop.example/",
                        new AttributionTerms(
                                AttributionTerms.Model.LAST_TOUCH,
                                new AttributionTerms.Lookback(null, AttributionTerms.Edge.EXCLUSIVE),
                                null,
                                AttributionTerms.Binding.LIFETIME),
                        new Terms.Eligibility(null, List.of()),
                        List.of(rules)));
    }
}
