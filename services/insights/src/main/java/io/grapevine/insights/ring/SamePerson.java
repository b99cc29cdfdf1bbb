package io.grapevine.insights.ring;

import java.util.Comparator;

/** That two ids are one person's, who goes by the second from now on. */
public record SamePerson(String tenantId, String previousId, String customerId) implements Comparable<SamePerson> {

    private static final Comparator<SamePerson> ORDER =
            Comparator.comparing(SamePerson::previousId).thenComparing(SamePerson::customerId);

    @Override
    public int compareTo(SamePerson other) {
        return ORDER.compare(this, other);
    }
}
