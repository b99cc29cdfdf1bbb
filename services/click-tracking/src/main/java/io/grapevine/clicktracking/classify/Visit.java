package io.grapevine.clicktracking.classify;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.RequestSigns;
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

    private static final RequestSigns NOTHING = new RequestSigns(null, null, null, null);
    private static final String GET = "GET";
    private static final String NAVIGATE = "navigate";
    private static final String DOCUMENT = "document";
    /** Longer than anything a browser says. */
    private static final int LONGEST_SIGN = 64;

    /** A click that a host reports: all that is known is what it passed on of the browser. */
    public static Visit reported(String userAgent) {
        return new Visit(GET, userAgent, null, null, null);
    }

    /** The visit behind a click of the log, as far as the log has it. */
    public static Visit recorded(ClickRecorded click) {
        var signs = click.request();
        if (signs == null) return new Visit(GET, click.userAgent(), null, null, null);
        var method = signs.method();
        return new Visit(
                method == null ? GET : method,
                click.userAgent(),
                signs.purpose(),
                signs.fetchMode(),
                signs.fetchDestination());
    }

    boolean isNavigation() {
        return (fetchMode == null || fetchMode.equals(NAVIGATE))
                && (fetchDestination == null || fetchDestination.equals(DOCUMENT));
    }

    /** What the log has to keep of it beside the user agent; null for a person's navigation, which says nothing special. */
    public @Nullable RequestSigns signs() {
        var signs = new RequestSigns(
                unlessUsual(method, GET),
                unlessUsual(purpose, null),
                unlessUsual(fetchMode, NAVIGATE),
                unlessUsual(fetchDestination, DOCUMENT));
        return signs.equals(NOTHING) ? null : signs;
    }

    private static @Nullable String unlessUsual(@Nullable String said, @Nullable String usual) {
        if (said == null || said.equals(usual)) return null;
        return said.length() <= LONGEST_SIGN ? said : said.substring(0, LONGEST_SIGN);
    }
}
