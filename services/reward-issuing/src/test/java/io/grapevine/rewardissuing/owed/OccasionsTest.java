package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.RewardConditions;
import io.grapevine.events.Terms.RewardRule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccasionsTest {

    @Test
    void theNthOrderIsPaidAndNoOther() {
        assertThat(paid(asked(2, null), "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"))
                .containsExactly(false, true, false);
    }

    @Test
    void withoutAWordEveryOrderIsPaid() {
        assertThat(paid(commission(), "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"))
                .containsExactly(true, true);
    }

    @Test
    void oneOrderIsPaidInEachMonthSinceTheFirst() {
        assertThat(paid(
                        asked(null, 12),
                        "2026-01-31T12:00:00Z",
                        "2026-02-27T12:00:00Z",
                        "2026-02-28T12:00:00Z",
                        "2026-03-01T00:00:00Z",
                        "2026-03-31T12:00:00Z"))
                .containsExactly(true, false, true, false, true);
    }

    @Test
    void monthsEndAfterTheLastOne() {
        assertThat(paid(asked(null, 2), "2026-01-10T00:00:00Z", "2026-03-09T23:59:59.999Z", "2026-03-10T00:00:00Z"))
                .containsExactly(true, true, false);
    }

    @Test
    void ordersCountWhicheverTheVersionAskedFor() {
        // Given
        var occasions = new Occasions();
        var first = Instant.parse("2026-01-10T00:00:00Z");
        assertThat(occasions.pays(asked(null, 12), first)).isTrue();
        // Then
        assertThat(occasions.pays(asked(2, null), first.plusSeconds(1))).isTrue();
        assertThat(occasions.pays(asked(null, 12), first.plusSeconds(2)))
                .as("the month has been paid for")
                .isFalse();
    }

    @Test
    void onlyRulesThatChooseAmongOrdersLookBeyondOne() {
        assertThat(Stream.of(commission(), Programs.thanks(), asked(2, null), asked(null, 2))
                        .map(Occasions::looksBeyondOne))
                .containsExactly(false, true, true, true);
    }

    private static RewardRule asked(@Nullable Integer nth, @Nullable Integer months) {
        return when(commission(), new RewardConditions(nth, months, List.of(), List.of(), List.of(), null));
    }

    private static List<Boolean> paid(RewardRule rule, String... times) {
        var occasions = new Occasions();
        return Stream.of(times)
                .map(time -> occasions.pays(rule, Instant.parse(time)))
                .toList();
    }
}
