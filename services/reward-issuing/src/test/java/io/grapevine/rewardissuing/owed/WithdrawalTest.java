package io.grapevine.rewardissuing.owed;

import static io.grapevine.rewardissuing.owed.Lines.euro;
import static io.grapevine.rewardissuing.owed.Lines.onlyLine;
import static io.grapevine.rewardissuing.owed.Programs.commission;
import static io.grapevine.rewardissuing.owed.Programs.demo;
import static io.grapevine.rewardissuing.owed.Programs.welcomeCoupon;
import static io.grapevine.testkit.fact.Decisions.purchase;
import static io.grapevine.testkit.fact.Decisions.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WithdrawalTest {

    @Test
    void aLineThatIsGoneIsWithdrawnWithTheReasonAttributionGave() {
        // Given
        var before = onlyLine(purchase(), commission());
        var refused = Owed.of(
                List.of(purchase()
                        .unattributed(Outcome.REFUSED, ConversionDecided.Reason.CYCLE)
                        .build()),
                demo(commission()),
                CountedRules.NONE);
        var otherAdvocate =
                Owed.of(List.of(purchase().broughtBy("bob").build()), demo(commission()), CountedRules.NONE);
        // When, Then
        assertThat(refused.now(before)).hasValueSatisfying(line -> {
            assertThat(line.standing()).isEqualTo(Standing.WITHDRAWN);
            assertThat(line.reason()).isEqualTo(Reason.CYCLE);
            assertThat(line.amount()).isEqualTo(euro(0));
        });
        assertThat(otherAdvocate.now(before)).map(RewardLine::reason).hasValue(Reason.NO_LONGER_OWED);
        assertThat(Owed.of(List.of(purchase().build()), demo(commission()), CountedRules.NONE)
                        .now(before))
                .hasValue(before);
    }

    @Test
    void aWithdrawnCouponStillHasNoAmount() {
        var line = onlyLine(signUp(), welcomeCoupon()).withdrawn(Reason.NOT_ATTRIBUTED);
        assertThat(line.amount()).isNull();
        assertThat(line.owesAnything()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ConversionDecided.Reason.class)
    void everyReasonOfAttributionHasAWordHere(ConversionDecided.Reason reason) {
        var word = Reason.of(reason);
        assertThat(Reason.named(word.wireName())).isEqualTo(word);
    }

    @Test
    void noReasonAtAllIsNotAttributed() {
        assertThat(Reason.of(null).wireName()).isEqualTo("not_attributed");
    }
}
