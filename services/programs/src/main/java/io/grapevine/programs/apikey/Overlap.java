package io.grapevine.programs.apikey;

import io.grapevine.events.form.Form;
import io.grapevine.events.form.Reading;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long a revoked key still opens, so that its successor can be rolled out first. */
public final class Overlap {

    // A rotation that takes longer than a month has been forgotten.
    static final Duration LONGEST = Duration.ofDays(30);

    private Overlap() {}

    /** Reads a duration; null is none, and the key is dead at once. */
    public static Reading<Duration> read(@Nullable String text) {
        if (text == null) return new Reading.Accepted<>(Duration.ZERO);
        return Form.read(Map.of("overlap", text), form -> form.duration("overlap", Duration.ZERO, LONGEST));
    }
}
