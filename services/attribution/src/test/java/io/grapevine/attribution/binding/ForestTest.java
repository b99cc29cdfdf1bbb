package io.grapevine.attribution.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForestTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Bind CAT_BY_BOB = bind("cat", "bob", 2);
    private static final Bind BOB_BY_ANN = bind("bob", "ann", 1);
    private static final Bind ANN_BY_EVE = bind("ann", "eve", 3);
    private static final Forest FOREST = new Forest(List.of(CAT_BY_BOB, BOB_BY_ANN, ANN_BY_EVE));

    @Test
    void aPathLeadsFromThePersonUpToTheAncestorAndNoFurther() {
        assertThat(FOREST.path("cat", "ann", at(9))).containsExactly(CAT_BY_BOB, BOB_BY_ANN);
        assertThat(FOREST.path("cat", "bob", at(9))).containsExactly(CAT_BY_BOB);
        assertThat(FOREST.path("bob", "eve", at(9))).containsExactly(BOB_BY_ANN, ANN_BY_EVE);
    }

    @Test
    void thereIsNoPathWhereThePersonDoesNotDescend() {
        assertThat(FOREST.path("ann", "cat", at(9))).isEmpty();
        assertThat(FOREST.path("ann", "ann", at(9))).isEmpty();
        assertThat(FOREST.path("nobody", "ann", at(9))).isEmpty();
    }

    @Test
    void aPathEndsBeforeTheMoment() {
        assertThat(FOREST.path("bob", "eve", at(3))).isEmpty();
        assertThat(FOREST.path("bob", "eve", new EventOrder(START.plusSeconds(3), "t")))
                .hasSize(2);
    }

    private static EventOrder at(int second) {
        return new EventOrder(START.plusSeconds(second), "s");
    }

    private static Bind bind(String customer, String advocate, int second) {
        return new Bind(
                customer,
                new CodeOwner("spring", advocate, "par_" + advocate, advocate, null),
                Touchpoint.click("c", advocate, START),
                at(second));
    }
}
