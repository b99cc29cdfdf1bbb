package io.grapevine.attribution.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.credit.Share;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.model.Weight;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UplineShareTest {

    private static final Instant ORDER = Instant.parse("2026-06-30T00:00:00Z");

    @Test
    void whoeverStandsAboveSeveralAdvocatesGetsWhatTheyEarnedTogether() {
        // Given
        var forest = new Forest(List.of(
                bind("alice", "eve", ORDER),
                bind("bob", "eve", ORDER),
                bind("carl", "alice", ORDER),
                bind("eve", "zoe", ORDER)));
        // When
        var above = UplineShare.above(List.of(share("alice", 1), share("bob", 2), share("carl", 3)), ORDER, 3, forest);
        // Then
        assertThat(above)
                .containsExactly(
                        new UplineShare(2, owner("eve"), part(3)),
                        new UplineShare(2, owner("alice"), part(3)),
                        new UplineShare(3, owner("zoe"), part(3)),
                        new UplineShare(3, owner("eve"), part(3)));
    }

    @Test
    void onlyWhoStoodThereByThenCountsAndOnlyAsDeepAsIsPaid() {
        var forest = new Forest(List.of(bind("alice", "eve", ORDER.plusMillis(1)), bind("bob", "zoe", ORDER)));
        assertThat(UplineShare.above(List.of(share("alice", 3), share("bob", 3)), ORDER, 2, forest))
                .containsExactly(new UplineShare(2, owner("zoe"), part(3)));
        assertThat(UplineShare.above(List.of(share("bob", 6)), ORDER, 1, forest))
                .isEmpty();
    }

    private static Share share(String person, long sixths) {
        return new Share(owner(person), part(sixths), 0);
    }

    private static Weight part(long sixths) {
        return new Weight(BigInteger.valueOf(sixths), BigInteger.valueOf(6));
    }

    private static Bind bind(String customer, String advocate, Instant at) {
        return new Bind(
                customer,
                owner(advocate),
                Touchpoint.click("c", "C-" + advocate, at),
                new EventOrder(at, "s-" + customer));
    }

    private static CodeOwner owner(String person) {
        return new CodeOwner("spring", "C-" + person, "par_" + person, person, null);
    }
}
