package io.grapevine.attribution.fraud;

import io.grapevine.events.FraudSignal;
import java.util.Map;

/**
 * One thing that speaks against a conversion.
 *
 * @param inherited whether it speaks against the sign-up that the conversion rests on
 */
public record Signal(FraudSignal code, boolean inherited, Map<String, String> evidence) {
    public Signal {
        evidence = Map.copyOf(evidence);
    }
}
