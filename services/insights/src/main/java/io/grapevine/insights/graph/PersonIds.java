package io.grapevine.insights.graph;

import java.util.Comparator;

/** How ids of people compare: by code point, which Java's own order of strings is not beyond the basic plane. */
public final class PersonIds {

    public static final Comparator<String> BY_CODE_POINT = PersonIds::compare;

    private PersonIds() {}

    private static int compare(String left, String right) {
        var shorter = Math.min(left.length(), right.length());
        for (var i = 0; i < shorter; i++) if (left.charAt(i) != right.charAt(i)) return compareAt(i, left, right);
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above all others, yet their units lie below U+E000. */
    private static int compareAt(int index, String left, String right) {
        var l = left.charAt(index);
        var r = right.charAt(index);
        if (Character.isSurrogate(l) == Character.isSurrogate(r)) return Character.compare(l, r);
        return Character.isSurrogate(l) ? 1 : -1;
    }
}
