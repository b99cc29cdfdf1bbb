package io.grapevine.attribution.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.identity.Consented.Answer;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.events.Consent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsentedTest {

    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final EventOrder EVENT = new EventOrder(MONDAY, "e5");

    @Test
    void whoWasNotAskedIsNot() {
        var unasked = Consented.of(null, EVENT, List.of(denied(1, "e6")));
        assertThat(unasked).isEqualTo(Consented.UNASKED);
        assertThat(Reason.of(unasked)).isNull();
        assertThat(unasked.notable()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"GRANTED", "DENIED"})
    void whatAnEventStatesItselfStays(Consent stated) {
        var consented = Consented.of(stated, EVENT, List.of(denied(1, "e6"), granted(2, "e7")));
        assertThat(consented).isEqualTo(new Consented(stated, null));
        assertThat(consented.notable()).isEqualTo(stated == Consent.DENIED ? Consent.DENIED : null);
        assertThat(Reason.of(consented)).isEqualTo(stated == Consent.DENIED ? Reason.CONSENT_DENIED : null);
    }

    @Test
    void whatIsPendingWaitsForAnAnswer() {
        var waiting = Consented.of(Consent.PENDING, EVENT, List.of());
        assertThat(waiting.isPending()).isTrue();
        assertThat(waiting.notable()).isEqualTo(Consent.PENDING);
        assertThat(Reason.of(waiting)).isEqualTo(Reason.CONSENT_PENDING);
    }

    @Test
    void theFirstAnswerAfterItCountsInEventOrder() {
        var answers = List.of(granted(2, "e1"), denied(0, "e6"), denied(-1, "e9"), granted(0, "e4"), granted(0, "e5"));
        var answered = Consented.of(Consent.PENDING, EVENT, answers);
        assertThat(answered).isEqualTo(new Consented(Consent.DENIED, new EventOrder(MONDAY, "e6")));
        assertThat(answered.notable()).isEqualTo(Consent.DENIED);
        assertThat(Consented.of(Consent.PENDING, EVENT, answers.reversed())).isEqualTo(answered);
    }

    @Test
    void whoAgreesLaterIsCreditedAsIfTheyAlwaysHad() {
        var agreed = Consented.of(Consent.PENDING, EVENT, List.of(granted(1, "e1")));
        assertThat(Reason.of(agreed)).isNull();
        assertThat(agreed.notable()).isEqualTo(Consent.GRANTED);
    }

    @Test
    void ofTwoAnswersInOnePlaceTheRefusalCounts() {
        var both = List.of(granted(1, "e1"), denied(1, "e1"));
        assertThat(Consented.of(Consent.PENDING, EVENT, both).isDenied()).isTrue();
        assertThat(Consented.of(Consent.PENDING, EVENT, both.reversed()).isDenied())
                .isTrue();
    }

    private static Answer granted(int second, String id) {
        return new Answer(true, new EventOrder(MONDAY.plusSeconds(second), id));
    }

    private static Answer denied(int second, String id) {
        return new Answer(false, new EventOrder(MONDAY.plusSeconds(second), id));
    }
}
