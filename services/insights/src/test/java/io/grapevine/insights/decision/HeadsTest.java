package io.grapevine.insights.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void anAttributedConversionKeepsWhoWonAndWithWhichCode() {
        // When
        var head = ConversionHead.of("t1", decided(Outcome.ATTRIBUTED, null, new Advocate("par_ada", "ada", "ADA-2")));
        // Then
        assertThat(head.kind()).isEqualTo("purchase");
        assertThat(head.outcome()).isEqualTo("attributed");
        assertThat(head.advocateId()).isEqualTo("ada");
        assertThat(head.code()).isEqualTo("ADA-2");
        assertThat(head.reason()).isNull();
        assertThat(head.amountMinor() - head.refundedMinor()).isEqualTo(900);
    }

    @Test
    void anUnattributedOneKeepsWhy() {
        // When
        var head = ConversionHead.of("t1", decided(Outcome.UNATTRIBUTED, Reason.NOT_BOUND, null));
        // Then
        assertThat(head.reason()).isEqualTo("not_bound");
        assertThat(head.advocateId()).isNull();
        assertThat(head.code()).isNull();
    }

    @Test
    void aRewardKeepsItsStateAndItsMoney() {
        // Given
        var changed = new RewardChanged(
                "rew_1",
                3,
                "spring",
                1,
                "commission",
                "cnv_1",
                2,
                "o1",
                "cleo",
                new RewardChanged.Beneficiary(Terms.Role.ADVOCATE, 1, "par_ada", "ada"),
                RewardKind.CASH,
                90L,
                "EUR",
                null,
                RewardChanged.Status.CLAWED_BACK,
                "refunded",
                null,
                MONDAY);
        // When
        var head = RewardHead.of("t1", changed);
        // Then
        assertThat(head)
                .isEqualTo(new RewardHead(
                        "t1", "rew_1", 3, "spring", "cnv_1", "advocate", "cash", "clawed_back", 90L, "EUR", MONDAY));
    }

    private static ConversionDecided decided(Outcome outcome, @Nullable Reason reason, @Nullable Advocate advocate) {
        return new ConversionDecided(
                "cnv_1",
                2,
                "spring",
                1,
                Kind.PURCHASE,
                "e1",
                "api",
                "cleo",
                null,
                "o1",
                MONDAY,
                1_000,
                "EUR",
                100,
                null,
                outcome,
                reason,
                advocate,
                List.of(),
                List.of(),
                new ConversionDecided.Explanation("binding", null, null, null, null, null, List.of()));
    }
}
