package io.grapevine.clicktracking.intake;

import org.jspecify.annotations.Nullable;

/**
 * An event as a client sent it, before anything about it is believed; absent members are null.
 *
 * @param defaultSource the source of forms that have none ({@code api} for plain JSON)
 * @param bytes how long it was on the wire
 * @param malformed what kept it from being read at all; then everything else is null
 */
public record Submission(
        @Nullable Json specVersion,
        @Nullable Json id,
        @Nullable Json source,
        @Nullable Json type,
        @Nullable Json time,
        @Nullable Json data,
        @Nullable String defaultSource,
        int bytes,
        @Nullable String malformed) {

    public static Submission unreadable(String why, int bytes) {
        return new Submission(null, null, null, null, null, null, null, bytes, why);
    }

    /** What the client called it, if it said so in a way that can be repeated back. */
    public @Nullable String claimedId() {
        return id instanceof Json.Text text && Texts.isName(text.value()) ? text.value() : null;
    }

    /** The type word it used, if it said so in a way that can be repeated back. */
    public @Nullable String claimedType() {
        return type instanceof Json.Text text && Texts.isName(text.value()) ? text.value() : null;
    }
}
