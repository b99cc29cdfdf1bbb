package io.grapevine.events.form;

/**
 * One thing wrong with one field of what a client sent.
 *
 * @param pointer JSON Pointer (RFC 6901) into the body; empty for the body itself
 * @param code one of {@code required}, {@code invalid_value}, {@code duplicate}, {@code unsupported}
 * @param detail names the field, the bad value and what to write instead
 */
public record Mistake(String pointer, String code, String detail) {

    public static final String REQUIRED = "required";
    public static final String INVALID = "invalid_value";
    public static final String DUPLICATE = "duplicate";
    public static final String UNSUPPORTED = "unsupported";
}
