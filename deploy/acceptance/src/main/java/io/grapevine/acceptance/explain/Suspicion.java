package io.grapevine.acceptance.explain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record states that speaks against its conversion, and what follows from it.
 *
 * @param refuse null = never by points
 * @param onSignUp what people said last of the sign-up that it rests on: accept, refuse or appeal
 * @param word likewise of the conversion itself
 */
record Suspicion(
        List<Signal> signals,
        int review,
        @Nullable Integer refuse,
        @Nullable String onSignUp,
        @Nullable String word) {
    // Behind an address there may be anybody: such signals alone, and together, never refuse.
    private static final Set<String> OF_NETWORK = Set.of("network_velocity", "data_centre");

    record Signal(String code, int points, boolean inherited) {}

    Suspicion {
        signals = List.copyOf(signals);
    }

    /** Whoever would be credited is, is promised to be, or is not. */
    Decision judged(Decision credited) {
        return switch (verdict()) {
            case "accept" -> credited;
            case "review" ->
                new Decision(
                        credited.rule(),
                        "review",
                        "fraud_signals",
                        credited.advocate(),
                        credited.credits(),
                        credited.upline(),
                        credited.lostTo(),
                        credited.verdicts());
            default -> Decision.nobody(credited.rule(), "fraud_signals", credited.lostTo(), credited.verdicts());
        };
    }

    private String verdict() {
        if (word != null) return said(word);
        if (onSignUp != null && signals.stream().anyMatch(Signal::inherited))
            return onSignUp.equals("accept") ? byPoints(false) : said(onSignUp);
        return byPoints(true);
    }

    private static String said(String word) {
        return word.equals("appeal") ? "review" : word;
    }

    private String byPoints(boolean withInherited) {
        var all = 0;
        var personal = 0;
        for (var signal : signals) {
            if (signal.inherited() && !withInherited) continue;
            all += signal.points();
            if (!OF_NETWORK.contains(signal.code())) personal += signal.points();
        }
        if (refuse != null && personal >= refuse) return "refuse";
        return all >= review ? "review" : "accept";
    }
}
