package io.grapevine.insights.ring;

import java.util.Comparator;
import java.util.UUID;

/**
 * That somebody's link was followed.
 *
 * @param browser as shown by whoever is told to be its visitor
 * @param code empty where only the link is known
 * @param linkId empty where the code is known
 */
public record LinkFollowed(String tenantId, UUID browser, String code, String linkId)
        implements Comparable<LinkFollowed> {

    private static final Comparator<LinkFollowed> ORDER = Comparator.comparing(LinkFollowed::browser)
            .thenComparing(LinkFollowed::code)
            .thenComparing(LinkFollowed::linkId);

    @Override
    public int compareTo(LinkFollowed other) {
        return ORDER.compare(this, other);
    }
}
