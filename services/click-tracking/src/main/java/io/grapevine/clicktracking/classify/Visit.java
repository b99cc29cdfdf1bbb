package io.grapevine.clicktracking.classify;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about who asks.
 *
 * @param purpose {@code Sec-Purpose}, {@code Purpose}, {@code X-Purpose} or {@code X-Moz}, whichever came
 * @param fetchMode {@code Sec-Fetch-Mode}
 * @param fetchDestination {@code Sec-Fetch-Dest}
 */
public record Visit(
        String method,
        @Nullable String userAgent,
        @Nullable String purpose,
        @Nullable String fetchMode,
        @Nullable String fetchDestination) {

    /** A click that a host reports: all that is known is what it passed on of the browser. */
    public static Visit reported(String userAgent) {
        return new Visit("GET", userAgent, null, null, null);
    }
}
