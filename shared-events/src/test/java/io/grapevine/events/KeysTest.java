package io.grapevine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys decide which records stay in order and which a compacted topic keeps: they never change. */
class KeysTest {

    @ParameterizedTest
    @CsvSource({
        "CLICK_RECORDED, demo:visitor-1",
        "SHARE_RECORDED, demo:par_1",
        "SIGNUP_RECORDED, demo:bob",
        "PURCHASE_RECORDED, demo:bob",
        "REFUND_RECORDED, demo:o-1",
        "DISPUTE_RECORDED, demo:o-1",
        "IDENTIFY_RECORDED, demo:bob",
        "EVENT_REJECTED, demo:evt_1",
        "CONVERSION_DECIDED, demo:cnv_1",
        "REPLAY_DECIDED, demo:rpl_1",
        "REPLAY_COMPLETED, demo:rpl_1",
        "REWARD_CHANGED, demo:ada",
        "TENANT_PUBLISHED, demo:tenant",
        "API_KEY_PUBLISHED, demo:key:9f86d081",
        "PROGRAM_PUBLISHED, demo:spring:1",
        "PARTICIPANT_PUBLISHED, demo:par_1",
        "LINK_PUBLISHED, demo:lnk_01970000-0000-7000-8000-000000000003",
        "PERSONAL_KEY_WRAPPED, demo:bob:01970000-0000-7000-8000-000000000001",
        "NOTIFICATION_DELIVERED, demo:whk_1",
        "ALERT_RAISED, demo:demo"
    })
    void everyTypeIsKeyedByTenantAndWhatItIsAbout(EventType type, String key) {
        var event = Examples.event(type);
        assertThat(KafkaEvents.key(event)).isEqualTo(key);
        assertThat(KafkaEvents.headers(event)).containsEntry("ce_subject", key.substring("demo:".length()));
    }

    @Test
    void whatHasNoCustomerOrVisitorYetIsKeyedByTheNextBest() {
        assertThat(purchase(null, "visitor-1", 1).subject()).isEqualTo("visitor-1");
        assertThat(share(null, "CODE").subject()).isEqualTo("CODE");
        assertThat(click(null).subject()).isEqualTo("clk_1");
    }

    @Test
    void factsAboutNobodyAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> purchase(null, null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> share(null, null));
    }

    @Test
    void amountsMayBeNothingButNeverLess() {
        assertThat(purchase("bob", null, 0).amountMinor()).isZero();
        assertThat(refund(0).amountMinor()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> purchase("bob", null, -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> refund(-1)).withMessageContaining("-1");
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsFoundByItsWireNameAndItsRecord(EventType type) {
        assertThat(EventType.named(type.wireName())).contains(type);
        assertThat(EventType.of(Examples.of(type))).isEqualTo(type);
    }

    @Test
    void moneyHasACurrencyAndPointsHaveAUnitOfTheirOwn() {
        assertThat(RewardKind.values())
                .filteredOn(RewardKind::isMoney)
                .containsExactly(RewardKind.CASH, RewardKind.CREDIT, RewardKind.DONATION);
        assertThat(RewardKind.values())
                .filteredOn(RewardKind::isBooked)
                .containsExactly(RewardKind.CASH, RewardKind.CREDIT, RewardKind.POINTS, RewardKind.DONATION);
    }

    private static PurchaseRecorded purchase(String customerId, String visitorId, long amountMinor) {
        return new PurchaseRecorded(
                "o-1",
                customerId,
                visitorId,
                amountMinor,
                "EUR",
                Evidence.NONE,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Context.NONE);
    }

    private static RefundRecorded refund(long amountMinor) {
        return new RefundRecorded("f-1", "o-1", amountMinor, "EUR", List.of(), null, Context.NONE);
    }

    private static ShareRecorded share(String participantId, String code) {
        return new ShareRecorded(participantId, code, "mail", null, null, null, Context.NONE);
    }

    private static ClickRecorded click(String visitorId) {
        return new ClickRecorded(
                "clk_1",
                ClickRecorded.Origin.REDIRECT,
                "lnk_1",
                "CODE",
                visitorId,
                TrafficLabel.HUMAN,
                "1",
                null,
                null,
                null,
                Map.of(),
                Context.NONE);
    }
}
