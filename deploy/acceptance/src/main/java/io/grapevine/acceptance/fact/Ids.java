package io.grapevine.acceptance.fact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Ids are opaque strings that compare by code point. */
public final class Ids {
    /** UTF-8 keeps the order of code points under unsigned comparison of bytes; {@code String.compareTo} does not. */
    public static final Comparator<String> BY_CODE_POINT = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private Ids() {}
}
