package io.grapevine.rewardissuing.payout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Money of one line that did not arrive, or came back. What the line netted stays netted: that part never left.
 *
 * @param amountMinor what the person was to get
 * @param rewardIds which rewards the line paid
 */
public record Restoration(
        String tenantId, String externalId, String currency, long amountMinor, List<String> rewardIds, Instant at) {

    public Restoration {
        if (amountMinor <= 0) throw new IllegalArgumentException("amountMinor must be positive, was " + amountMinor);
        rewardIds = List.copyOf(rewardIds);
    }

    /**
     * How much each reward gives back: the line's own first, the newest first. Where they have too little paid on them, because a later
     * payout netted them as debts, the person's other rewards give the rest: they were paid with money that had never arrived.
     *
     * @param paid what is paid on each of the person's rewards of the currency now
     */
    public Map<String, Long> amongst(Map<String, Long> paid) {
        var given = new LinkedHashMap<String, Long>();
        var missing = amountMinor;
        for (var rewardId : inOrder(paid)) {
            var back = Math.clamp(paid.getOrDefault(rewardId, 0L), 0, missing);
            missing -= back;
            if (back > 0) given.put(rewardId, back);
        }
        if (missing > 0) throw new IllegalStateException(missing + " more came back than was ever paid");
        return given;
    }

    private List<String> inOrder(Map<String, Long> paid) {
        var ids = new ArrayList<>(paid.keySet());
        ids.sort(Comparator.<String, Boolean>comparing(id -> !rewardIds.contains(id))
                .thenComparing(Comparator.reverseOrder()));
        return ids;
    }
}
