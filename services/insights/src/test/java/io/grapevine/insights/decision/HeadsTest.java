package io.grapevine.insights.decision;

import static io.grapevine.testkit.fact.Decisions.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardKind;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeadsTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void anAttributedConversionKeepsWhoWonAndWithWhichCode() {
        // When
        var head = ConversionHead.of(
                "t1", secondRevision().broughtBy("ada", "ADA-2").build());
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
        var head = ConversionHead.of(
                "t1",
                secondRevision()
                        .unattributed(Outcome.UNATTRIBUTED, Reason.NOT_BOUND)
                        .build());
        // Then
        assertThat(head.reason()).isEqualTo("not_bound");
        assertThat(head.advocateId()).isNull();
        assertThat(head.code()).isNull();
    }

    @Test
    void aRewardKeepsItsStateAndItsMoney() {
        // Given
        var changed = Rewards.reward("rew_1")
                .is(RewardChanged.Status.CLAWED_BACK, 3)
                .because("refunded")
                .in("spring", 1)
                .revision(2)
                .worth(RewardKind.CASH, 90, "EUR")
                .at(MONDAY)
                .build();
        // When
        var head = RewardHead.of("t1", changed);
        // Then
        assertThat(head)
                .isEqualTo(new RewardHead(
                        "t1", "rew_1", 3, "spring", "cnv_1", "advocate", "cash", "clawed_back", 90L, "EUR", MONDAY));
    }

    private static Decisions secondRevision() {
        return purchase().revision(2).in("spring", 1).amount(1_000, "EUR").refunded(100);
    }
}
