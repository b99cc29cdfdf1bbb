package io.grapevine.insights.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForestSummaryTest {

    @Test
    void everybodyWhoIsNoRootWasBroughtBySomebody() {
        // Given two trees: ada, bob and cid in three generations, and dan with one friend
        var forest = ReferralForest.of(
                List.of(new Referral("bob", "ada"), new Referral("cid", "bob"), new Referral("eve", "dan")));
        // When
        var summary = ForestSummary.of("spring", forest);
        // Then
        assertThat(summary).isEqualTo(new ForestSummary("spring", 5, 3, 2, 2, List.of(2, 2, 1)));
    }

    @Test
    void withoutPeopleThereIsNoDepth() {
        assertThat(ForestSummary.of("spring", ReferralForest.of(List.of())))
                .isEqualTo(new ForestSummary("spring", 0, 0, 0, -1, List.of()));
    }
}
