package io.grapevine.insights.ring;

import java.util.Comparator;

/** That somebody gave a code with a sign-up or an order. */
public record CodeGiven(String tenantId, String person, String code) implements Comparable<CodeGiven> {

    private static final Comparator<CodeGiven> ORDER =
            Comparator.comparing(CodeGiven::person).thenComparing(CodeGiven::code);

    @Override
    public int compareTo(CodeGiven other) {
        return ORDER.compare(this, other);
    }
}
