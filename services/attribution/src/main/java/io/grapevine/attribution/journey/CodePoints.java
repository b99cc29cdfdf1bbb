package io.grapevine.attribution.journey;

import java.util.Comparator;

/** Compares ids by code point (decision-spec S0), as PostgreSQL's C locale does; Java's own order differs beyond the basic plane. */
public final class CodePoints {

    public static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String one, String other) {
        var end = Math.min(one.length(), other.length());
        for (int i = 0; i < end; i++) {
            var a = one.charAt(i);
            var b = other.charAt(i);
            if (a == b) continue;
            // A surrogate stands for a code point above every other char.
            var oneIsBeyond = Character.isSurrogate(a);
            var otherIsBeyond = Character.isSurrogate(b);
            return oneIsBeyond == otherIsBeyond ? Character.compare(a, b) : Boolean.compare(oneIsBeyond, otherIsBeyond);
        }
        return Integer.compare(one.length(), other.length());
    }
}
