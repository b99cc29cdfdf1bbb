package io.grapevine.insights.fact;

import static io.grapevine.testkit.fact.Clicks.click;
import static io.grapevine.testkit.fact.Purchases.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ClickRecorded;
import io.grapevine.events.Context;
import io.grapevine.events.DisputeRecorded;
import io.grapevine.events.Event;
import io.grapevine.events.EventData;
import io.grapevine.events.Evidence;
import io.grapevine.events.IdentifyRecorded;
import io.grapevine.events.RefundRecorded;
import io.grapevine.events.ShareRecorded;
import io.grapevine.events.SignUpRecorded;
import io.grapevine.events.TrafficLabel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountedFactTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final Context SPRING = new Context("spring", null, null, null, null);

    @Test
    void aShareKeepsItsCodeItsParticipantAndItsVariant() {
        // When
        var fact = counted(new ShareRecorded("par_1", "ANNA", "whatsapp", "v1", "B", null, SPRING));
        // Then
        assertThat(fact.type()).isEqualTo("share");
        assertThat(fact.code()).isEqualTo("ANNA");
        assertThat(fact.participantId()).isEqualTo("par_1");
        assertThat(fact.variant()).isEqualTo("B");
        assertThat(fact.channel()).isEqualTo("whatsapp");
        assertThat(fact.programKey()).isEqualTo("spring");
        assertThat(fact.occurredAt()).isEqualTo(MONDAY);
    }

    @ParameterizedTest
    @EnumSource
    void onlyPeopleCountAsHuman(TrafficLabel label) {
        // When
        var fact = counted(click("clk_1")
                .seenBy(ClickRecorded.Origin.REDIRECT)
                .link("lnk_1")
                .code("ANNA")
                .label(label)
                .build());
        // Then
        assertThat(fact.human()).isEqualTo(label == TrafficLabel.HUMAN);
        assertThat(fact.touchId()).isEqualTo("clk_1");
        assertThat(fact.linkId()).isEqualTo("lnk_1");
        assertThat(fact.origin()).isEqualTo("redirect");
    }

    @Test
    void whatWasOnlySeenOrOpenedInPlaceIsCountedByItsOwnWord() {
        assertThat(counted(click("e1")
                                .code("ANNA")
                                .as(ClickRecorded.Interaction.IMPRESSION)
                                .build())
                        .type())
                .isEqualTo("impression");
        assertThat(counted(click("e1")
                                .code("ANNA")
                                .as(ClickRecorded.Interaction.SOFT_CLICK)
                                .build())
                        .type())
                .isEqualTo("soft_click");
        assertThat(counted(click("e1").code("ANNA").build()).type()).isEqualTo("click");
    }

    @Test
    void aSignUpKeepsItsCustomer() {
        assertThat(counted(new SignUpRecorded("cleo", "v1", Evidence.NONE, "hash", "de", null, SPRING)))
                .returns("signup", CountedFact::type)
                .returns("cleo", CountedFact::customerId)
                .returns(null, CountedFact::code);
    }

    @Test
    void aPurchaseKeepsItsOrderAndItsMoney() {
        assertThat(counted(order("o1").by("cleo").amount(1250, "EUR").build()))
                .returns("purchase", CountedFact::type)
                .returns("o1", CountedFact::orderId)
                .returns(1250L, CountedFact::amountMinor)
                .returns("EUR", CountedFact::currency);
    }

    @Test
    void aRefundKeepsItsIdItsOrderAndItsMoney() {
        assertThat(counted(new RefundRecorded("r1", "o1", 250, "EUR", List.of(), null, SPRING)))
                .returns("refund", CountedFact::type)
                .returns("r1", CountedFact::refundId)
                .returns("o1", CountedFact::orderId)
                .returns(250L, CountedFact::amountMinor);
    }

    @Test
    void disputesAndIdentifiesAreCountedToo() {
        assertThat(counted(new DisputeRecorded("d1", "o1", DisputeRecorded.State.OPENED, null, SPRING)))
                .returns("dispute", CountedFact::type)
                .returns("o1", CountedFact::orderId);
        assertThat(counted(new IdentifyRecorded("v1", "cleo", null, null, Context.NONE)))
                .returns("identify", CountedFact::type)
                .returns("cleo", CountedFact::customerId)
                .returns(null, CountedFact::programKey);
    }

    @Test
    void ofTwoBodiesTheFirstToArriveIsTheFact() {
        // Given
        var first = arrived(0, "b");
        // Then: whichever is read first, and by the body where both came in one millisecond
        assertThat(CountedFact.first(first, arrived(1, "a"))).isSameAs(first);
        assertThat(CountedFact.first(arrived(1, "a"), first)).isSameAs(first);
        assertThat(CountedFact.first(first, arrived(0, "a")).bodyHash()).isEqualTo("a");
        assertThat(CountedFact.first(first, arrived(0, "b"))).isSameAs(first);
    }

    private static CountedFact arrived(int millis, String bodyHash) {
        var fact = new IdentifyRecorded("v1", "cleo", null, null, Context.NONE);
        return CountedFact.of(
                new Event<>("t1", "e1", "api", MONDAY, MONDAY.plusMillis(millis), bodyHash, null, fact), fact);
    }

    private static CountedFact counted(EventData.Fact fact) {
        return CountedFact.of(new Event<>("t1", "e1", "api", MONDAY, MONDAY, null, null, fact), fact);
    }
}
