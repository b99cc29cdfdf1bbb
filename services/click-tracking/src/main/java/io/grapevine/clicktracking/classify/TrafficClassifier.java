package io.grapevine.clicktracking.classify;

import io.grapevine.events.TrafficLabel;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Labels a visit to a link. The version goes on every click, so that a later, better classifier can be compared. */
public final class TrafficClassifier {

    private final Function<String, Optional<TrafficLabel>> machines;
    private final String version;

    /** {@code machines} knows the user agents of machines: {@link Machines#label}, perhaps behind a memory. */
    public TrafficClassifier(Function<String, Optional<TrafficLabel>> machines, String version) {
        this.machines = machines;
        this.version = version;
    }

    public String version() {
        return version;
    }

    public TrafficLabel classify(Visit visit) {
        if (visit.method().equals("HEAD")) return TrafficLabel.HEAD;
        return ahead(visit.purpose())
                .or(() -> machine(visit.userAgent()))
                .or(() -> notANavigation(visit))
                .orElse(TrafficLabel.HUMAN);
    }

    /** A browser or messenger that looks before anybody has asked it to. */
    private static Optional<TrafficLabel> ahead(@Nullable String purpose) {
        if (purpose == null) return Optional.empty();
        var lower = purpose.toLowerCase(Locale.ROOT);
        if (lower.contains("prefetch") || lower.contains("prerender")) return Optional.of(TrafficLabel.PREFETCH);
        return lower.contains("preview") ? Optional.of(TrafficLabel.PREVIEW) : Optional.empty();
    }

    private Optional<TrafficLabel> machine(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) return Optional.of(TrafficLabel.BOT);
        return machines.apply(userAgent);
    }

    /** An image, frame or script that points at a link was not clicked by the person who sees the page. */
    private static Optional<TrafficLabel> notANavigation(Visit visit) {
        return visit.isNavigation() ? Optional.empty() : Optional.of(TrafficLabel.BOT);
    }
}
