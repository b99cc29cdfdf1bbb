package io.grapevine.attribution.binding;

import io.grapevine.attribution.credit.Share;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.model.Weight;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Somebody above the advocates who share a conversion.
 *
 * @param level 2 = an advocate's advocate, and so on
 * @param weight what the advocates below this person earned together
 */
public record UplineShare(int level, CodeOwner person, Weight weight) {

    private static final int FIRST_LEVEL = 2;

    private record Place(int level, String externalId) {}

    /** Everybody above, nearest level first; of a level in the order in which the advocates below earned. */
    public static List<UplineShare> above(Collection<Share> shares, Instant at, int deepestLevel, Forest forest) {
        var above = new LinkedHashMap<Place, UplineShare>();
        for (var share : shares) {
            var level = FIRST_LEVEL;
            for (var bind : forest.standingAt(at, share.advocate().externalId(), deepestLevel - 1)) {
                var person = new UplineShare(level, bind.advocate(), share.weight());
                above.merge(new Place(level, bind.advocate().externalId()), person, UplineShare::plus);
                level++;
            }
        }
        return above.values().stream()
                .sorted(Comparator.comparingInt(UplineShare::level))
                .toList();
    }

    private UplineShare plus(UplineShare other) {
        return new UplineShare(level, person, weight.plus(other.weight));
    }
}
