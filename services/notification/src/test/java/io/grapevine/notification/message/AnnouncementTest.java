package io.grapevine.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grapevine.events.AlertRaised;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.RewardChanged;
import io.grapevine.events.RewardChanged.Status;
import io.grapevine.events.RewardKind;
import io.grapevine.events.RewardThing;
import io.grapevine.events.TenantPublished;
import io.grapevine.events.Terms;
import io.grapevine.notification.webhook.WebhookType;
import io.grapevine.testkit.fact.Decisions;
import io.grapevine.testkit.fact.Rewards;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@NullUnmarked
class AnnouncementTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = AT.plusSeconds(60);

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = Mode.EXCLUDE, names = "WAITING_FOR_COUPON")
    void everyStateOfARewardHasItsType(Status status) {
        var message = Announcement.of(event(reward(1, status)), List.of());

        assertThat(message)
                .hasValueSatisfying(
                        told -> assertThat(told.type().wireName()).isEqualTo("reward." + status.wireName()));
    }

    @Test
    void rewardThatWaitsForItsCouponIsNotToldYet() {
        assertThat(Announcement.of(event(reward(1, Status.WAITING_FOR_COUPON)), List.of()))
                .isEmpty();
    }

    @Test
    void rewardIsToldAsItsApiShowsIt() {
        var held = new Change("rew_1", 1, "held", null, AT);

        var message = Announcement.of(event(reward(2, Status.RELEASED)), List.of(held))
                .orElseThrow();

        assertThat(message.timestamp()).isEqualTo(LATER);
        assertThat(message.data())
                .isEqualTo(new RewardView(
                        "rew_1",
                        2,
                        "demo",
                        3,
                        "commission",
                        "cnv_1",
                        1,
                        "order-1",
                        "customer-1",
                        new RewardChanged.Beneficiary(Terms.Role.ADVOCATE, 1, "par_1", "ann"),
                        RewardKind.CREDIT,
                        new Terms.Money(1250, "EUR"),
                        null,
                        null,
                        Status.RELEASED,
                        null,
                        AT,
                        null,
                        LATER,
                        List.of(
                                new RewardView.State(1, "held", null, AT),
                                new RewardView.State(2, "released", null, LATER))));
    }

    @Test
    void aThingIsToldByItsNameAndWhenItIsLost() {
        var gift = Rewards.reward("rew_1")
                .is(Status.RELEASED, 1)
                .thing(RewardKind.GIFT, new RewardThing("Mug", "MUG-1", 2))
                .expires(LATER)
                .build();

        var view = (RewardView)
                Announcement.of(event(gift), List.of()).orElseThrow().data();

        assertThat(view.amount()).isNull();
        assertThat(view.thing()).isEqualTo(new RewardThing("Mug", "MUG-1", 2));
        assertThat(view.expiresAt()).isEqualTo(LATER);
    }

    @Test
    void couponIsToldByItsCode() {
        var coupon = Rewards.reward("rew_1")
                .is(Status.RELEASED, 1)
                .owedTo(Terms.Role.FRIEND, 0, null, "customer-1")
                .coupon("THANKS-1")
                .build();

        var view = (RewardView)
                Announcement.of(event(coupon), List.of()).orElseThrow().data();

        assertThat(view.amount()).isNull();
        assertThat(view.coupon()).isEqualTo(new RewardView.Coupon("THANKS-1"));
    }

    @Test
    void stateOfARewardThatWasOvertakenIsStillToldAndKnowsOnlyItsPast() {
        var released = new Change("rew_1", 3, "released", null, LATER);
        var review = new Change("rew_1", 1, "review", null, AT);

        var message = Announcement.of(event(reward(2, Status.HELD)), List.of(released, review))
                .orElseThrow();

        assertThat(message.type()).isEqualTo(WebhookType.REWARD_HELD);
        assertThat(((RewardView) message.data()).history())
                .extracting(RewardView.State::sequence)
                .containsExactly(1, 2);
    }

    @Test
    void firstDecisionThatCreditsSomebodyIsAttributed() {
        assertThat(Announcement.of(event(conversion(1, Outcome.ATTRIBUTED)), List.of()))
                .map(Message::type)
                .contains(WebhookType.CONVERSION_ATTRIBUTED);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = Mode.EXCLUDE, names = "ATTRIBUTED")
    void firstDecisionThatCreditsNobodyIsNotTold(Outcome outcome) {
        assertThat(Announcement.of(event(conversion(1, outcome)), List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyLaterRevisionIsTold(Outcome outcome) {
        assertThat(Announcement.of(event(conversion(2, outcome)), List.of()))
                .map(Message::type)
                .contains(WebhookType.CONVERSION_REVISED);
    }

    @Test
    void revisionThatWasOvertakenIsNotToldAnyMore() {
        var third = new Change("cnv_1", 3, "attributed", null, LATER);

        assertThat(Announcement.of(event(conversion(2, Outcome.ATTRIBUTED)), List.of(third)))
                .isEmpty();
        assertThat(Announcement.of(event(conversion(1, Outcome.ATTRIBUTED)), List.of(third)))
                .isEmpty();
        assertThat(Announcement.of(event(conversion(4, Outcome.ATTRIBUTED)), List.of(third)))
                .isPresent();
    }

    @Test
    void conversionIsToldAsItsApiShowsIt() {
        var first = new Change("cnv_1", 1, "unattributed", "no_touch", AT.minusSeconds(60));

        var view = (ConversionView) Announcement.of(event(conversion(2, Outcome.ATTRIBUTED)), List.of(first))
                .orElseThrow()
                .data();

        assertThat(view.id()).isEqualTo("cnv_1");
        assertThat(view.amount()).isEqualTo(new Terms.Money(10_000, "EUR"));
        assertThat(view.refunded()).isEqualTo(new Terms.Money(500, "EUR"));
        assertThat(view.advocate()).isEqualTo(new ConversionDecided.Advocate("par_ann", "ann", "ANN"));
        assertThat(view.credits()).hasSize(1);
        assertThat(view.upline()).hasSize(1);
        assertThat(view.revisions())
                .containsExactly(
                        new ConversionView.Revision(1, "unattributed", "no_touch", AT.minusSeconds(60)),
                        new ConversionView.Revision(2, "attributed", null, AT));
    }

    @Test
    void signUpHasNoAmount() {
        var signUp = Decisions.signUp().build();

        var view = (ConversionView)
                Announcement.of(event(signUp), List.of()).orElseThrow().data();

        assertThat(view.amount()).isNull();
        assertThat(view.refunded()).isNull();
    }

    @Test
    void alertIsTold() {
        var message = Announcement.of(event(new AlertRaised("alr_1", "ops", "lag_high", "lag is 12 s")), List.of())
                .orElseThrow();

        assertThat(message)
                .isEqualTo(
                        new Message(WebhookType.ALERT_RAISED, AT, new AlertView("alr_1", "lag_high", "lag is 12 s")));
    }

    @Test
    void nothingElseIsTold() {
        assertThat(Announcement.of(event(new TenantPublished("demo", "Demo", List.of(), null)), List.of()))
                .isEmpty();
    }

    @Test
    void changeIsNamedBySubjectAndSequence() {
        assertThat(Change.in(event(reward(2, Status.REFUSED))))
                .contains(new Change("rew_1", 2, "refused", "cap_reached", LATER));
        assertThat(Change.in(event(conversion(3, Outcome.UNATTRIBUTED))))
                .contains(new Change("cnv_1", 3, "unattributed", "no_touch", AT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Change("", 1, "held", null, AT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Change("rew_1", 0, "held", null, AT));
    }

    private static <T extends EventData> Event<T> event(T data) {
        return Event.stated("demo", "evt_1", "/test", AT, null, data);
    }

    private static RewardChanged reward(int sequence, Status status) {
        return Rewards.reward("rew_1")
                .is(status, sequence)
                .because(status == Status.REFUSED ? "cap_reached" : null)
                .in("demo", 3)
                .order("order-1", "customer-1")
                .owedTo(Terms.Role.ADVOCATE, 1, "par_1", "ann")
                .worth(RewardKind.CREDIT, 1250, "EUR")
                .releasable(AT)
                .at(LATER)
                .build();
    }

    private static ConversionDecided conversion(int revision, Outcome outcome) {
        var decision = Decisions.purchase()
                .revision(revision)
                .at(AT)
                .refunded(500)
                .broughtBy("ann", "ANN")
                .upline(2, "bob");
        return outcome == Outcome.ATTRIBUTED
                ? decision.build()
                : decision.unattributed(outcome, Reason.NO_TOUCH).build();
    }
}
