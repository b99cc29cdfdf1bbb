package io.grapevine.rewardissuing.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.RewardKind;
import io.grapevine.events.form.Mistake;
import io.grapevine.events.form.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayoutFormsTest {

    @Test
    void aPayoutIsOfCashOfAllProgramsUnlessItSaysOtherwise() {
        assertThat(PayoutForm.read(Map.of("currency", "EUR")).orRefuse())
                .isEqualTo(new PayoutForm(null, "EUR", PayoutMethod.MANUAL, 1, Set.of(RewardKind.CASH)));
        assertThat(PayoutForm.read(Map.of(
                                "currency",
                                "JPY",
                                "programKey",
                                "demo",
                                "method",
                                "manual",
                                "minimum",
                                500,
                                "kinds",
                                List.of("credit")))
                        .orRefuse())
                .isEqualTo(new PayoutForm("demo", "JPY", PayoutMethod.MANUAL, 500, Set.of(RewardKind.CREDIT)));
        assertThat(PayoutForm.read(Map.of("currency", "EUR", "kinds", List.of("credit", "cash")))
                        .orRefuse()
                        .kinds())
                .containsExactlyInAnyOrder(RewardKind.CASH, RewardKind.CREDIT);
    }

    @Test
    void whatAPayoutCannotMeanIsRefused() {
        assertThat(pointers(PayoutForm.read(null))).containsExactly("");
        assertThat(pointers(PayoutForm.read(Map.of()))).containsExactly("/currency");
        assertThat(pointers(PayoutForm.read(
                        Map.of("currency", "XAU", "method", "cash", "minimum", 0, "kinds", List.of("coupon"), "x", 1))))
                .containsExactly("/currency", "/method", "/minimum", "/kinds/0", "/x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PayoutForm(null, "EUR", PayoutMethod.MANUAL, 0, Set.of()));
    }

    @Test
    void aConfirmationSaysWhatBecameOfEachLine() {
        // Given
        var all = ConfirmForm.read(null).orRefuse();
        var but = ConfirmForm.read(Map.of(
                        "failed", List.of(Map.of("lineId", "pyl_1", "reason", "closed"), Map.of("lineId", "pyl_3"))))
                .orRefuse();
        var some = ConfirmForm.read(Map.of("paid", List.of("pyl_2"))).orRefuse();
        // Then
        assertThat(all.outcome("pyl_1")).contains(LineStatus.PAID);
        assertThat(but.outcome("pyl_1")).contains(LineStatus.FAILED);
        assertThat(but.outcome("pyl_2")).contains(LineStatus.PAID);
        assertThat(but.failed()).containsEntry("pyl_1", "closed").containsEntry("pyl_3", "failed");
        assertThat(some.outcome("pyl_1")).isEqualTo(Optional.empty());
        assertThat(some.outcome("pyl_2")).contains(LineStatus.PAID);
        assertThat(some.named()).containsExactly("pyl_2");
        assertThat(but.named()).containsExactlyInAnyOrder("pyl_1", "pyl_3");
    }

    @Test
    void aConfirmationDoesNotContradictItself() {
        assertThat(pointers(ConfirmForm.read(
                        Map.of("paid", List.of("pyl_1"), "failed", List.of(Map.of("lineId", "pyl_1"))))))
                .containsExactly("/paid");
        assertThat(pointers(ConfirmForm.read(Map.of("failed", List.of(Map.of()), "sent", 1))))
                .containsExactly("/failed/0/lineId", "/sent");
    }

    @Test
    void aReturnNamesTheLineAndItself() {
        assertThat(ReturnForm.read(Map.of("lineId", "pyl_1", "returnId", "R-1")).orRefuse())
                .isEqualTo(new ReturnForm("pyl_1", "R-1", null));
        assertThat(pointers(ReturnForm.read(Map.of("reason", "closed", "amount", 5))))
                .containsExactly("/lineId", "/returnId", "/amount");
    }

    static List<String> pointers(Reading<?> reading) {
        return ((Reading.Refused<?>) reading)
                .mistakes().stream().map(Mistake::pointer).toList();
    }
}
