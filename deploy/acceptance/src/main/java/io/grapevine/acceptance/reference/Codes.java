package io.grapevine.acceptance.reference;

import io.grapevine.acceptance.fact.Fact.Share;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose each code is: the sharer's of its first share by (time, event id), whenever the clicks on it happened. */
public final class Codes {
    private final Map<String, Share> firstShares = new HashMap<>();

    /** From shares in event order. */
    public Codes(List<Share> sharesInEventOrder) {
        for (var share : sharesInEventOrder) {
            var _ = firstShares.putIfAbsent(share.code(), share);
        }
    }

    public boolean exists(String code) {
        return firstShares.containsKey(code);
    }

    public String ownerOf(String code) {
        return shareOf(code).sharer();
    }

    public @Nullable String variantOf(String code) {
        return shareOf(code).variant();
    }

    /** The first share of every code. */
    public Collection<Share> all() {
        return List.copyOf(firstShares.values());
    }

    private Share shareOf(String code) {
        var share = firstShares.get(code);
        if (share == null) throw new IllegalArgumentException("code was never shared: " + code);
        return share;
    }
}
