package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Decision.Credit;
import io.grapevine.acceptance.explain.Decision.Upline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who stood above those credited when it happened, as deep as the program looks. */
final class Uplines {
    private static final int FIRST_LEVEL = 2;

    private record Place(int level, String externalId) {}

    private Uplines() {}

    static List<Upline> above(DecisionRecord record, List<Credit> credits) {
        var judging = new Judging(record);
        var shares = record.policy().shares();
        var above = new LinkedHashMap<Place, Upline>();
        for (var credit : credits) {
            var person = credit.externalId();
            for (var level = FIRST_LEVEL; level <= record.policy().levels(); level++) {
                var bind = judging.standingBindOf(person);
                if (bind == null) break;
                person = bind.advocate();
                above.merge(
                        new Place(level, person),
                        new Upline(level, bind.participantId(), person, shares ? credit.weight() : null),
                        (one, other) -> new Upline(
                                one.level(), one.participantId(), one.externalId(), sum(one.weight(), other.weight())));
            }
        }
        var upline = new ArrayList<>(above.values());
        upline.sort(Comparator.comparingInt(Upline::level));
        return upline;
    }

    private static BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return Objects.requireNonNull(one).add(Objects.requireNonNull(other));
    }
}
