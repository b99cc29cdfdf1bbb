package io.grapevine.programs.definition;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name by which a site and its events call a program; unique in the tenant. */
public record ProgramKey(String value) {

    /** What to write instead of a key that is refused. */
    public static final String FIX = "write 1 to 64 characters of A-Z, a-z, 0-9, underscore and hyphen";

    // No colon, so that key:version reads only one way.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public ProgramKey {
        if (!FORM.matcher(value).matches()) throw new IllegalArgumentException("no program key: " + value);
    }

    public static Optional<ProgramKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ProgramKey(text)) : Optional.empty();
    }
}
