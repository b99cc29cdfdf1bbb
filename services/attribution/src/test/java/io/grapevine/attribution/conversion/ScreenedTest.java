package io.grapevine.attribution.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.FraudSignal;
import io.grapevine.events.FraudTerms.AfterTerm;
import io.grapevine.events.Screening;
import io.grapevine.events.Screening.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScreenedTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void whatRestsOnTouchesShowsItsVisitsAndClicks() {
        var suspect = Screened.suspect(
                decided("touch", Kind.SIGNUP, null), Map.of("c1", new Screened.Origin("site.example", "shoes", true)));
        assertThat(suspect.isSignUp()).isTrue();
        assertThat(suspect.people()).containsExactly("dave");
        assertThat(suspect.advocates()).containsExactly("alice");
        assertThat(suspect.signedUpAt()).isNull();
        assertThat(suspect.visits()).singleElement().satisfies(visit -> {
            assertThat(visit.paid()).isTrue();
            assertThat(visit.site()).isEqualTo("site.example");
            assertThat(visit.term()).isEqualTo("shoes");
            assertThat(visit.dataCentre()).isTrue();
        });
        assertThat(suspect.clicks()).containsExactly(NOON);
    }

    @Test
    void whatRestsOnASignUpHasNoVisitsOfItsOwn() {
        var suspect = Screened.suspect(decided("binding", Kind.PURCHASE, "o1"), Map.of());
        assertThat(suspect.signedUpAt()).isEqualTo(NOON);
        assertThat(suspect.visits()).isEmpty();
        assertThat(suspect.clicks()).isEmpty();
        assertThat(suspect.people()).containsExactlyInAnyOrder("dave", "\no1");
    }

    @Test
    void staffAreNotScreenedNorIsWhoGetsNothing() {
        assertThat(Screened.isToBe(decided("touch", Kind.SIGNUP, null))).isTrue();
        assertThat(Screened.isToBe(decided("manual", Kind.SIGNUP, null))).isFalse();
        var refused = statement().screened(screening(Verdict.REFUSE)).decided();
        assertThat(Screened.isToBe(refused)).isFalse();
    }

    @Test
    void aVerdictBecomesAnOutcome() {
        var accepted = statement().screened(screening(Verdict.ACCEPT)).decided();
        assertThat(accepted.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(accepted.explanation().screening()).isEqualTo(screening(Verdict.ACCEPT));
        var reviewed = statement().screened(screening(Verdict.REVIEW)).decided();
        assertThat(reviewed.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(reviewed.reason()).isEqualTo(Reason.FRAUD_SIGNALS);
        assertThat(reviewed.credits()).isEqualTo(accepted.credits());
        var refused = statement().screened(screening(Verdict.REFUSE)).decided();
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason()).isEqualTo(Reason.FRAUD_SIGNALS);
        assertThat(refused.credits()).isEmpty();
        assertThat(refused.advocate()).isNull();
    }

    private static Statement statement() {
        return new Statement(ConversionKey.ofOrder("spring", "o1"), decided("touch", Kind.PURCHASE, "o1"), null);
    }

    private static Screening screening(Verdict verdict) {
        return new Screening(
                List.of(new Screening.Signal(FraudSignal.RING, 70, null, Map.of())),
                50,
                200,
                Duration.ofDays(1),
                AfterTerm.ACCEPT,
                verdict,
                null,
                null);
    }

    private static ConversionDecided decided(String rule, Kind kind, @Nullable String order) {
        var winner = new Candidate("c1", "paid_click", "ALICE", "alice", NOON, true, null);
        var others = new Candidate("c2", "click", "BOB", "bob", NOON, false, Reason.EARLIER_TOUCH);
        var code = new Candidate("s1", "code", "ALICE", "alice", NOON, false, Reason.EARLIER_TOUCH);
        var bound = rule.equals("binding") ? NOON : null;
        return new ConversionDecided(
                "cnv_1",
                1,
                "spring",
                1,
                kind,
                "e1",
                "api",
                "dave",
                null,
                order,
                NOON.plusSeconds(60),
                1_000,
                "EUR",
                0,
                null,
                Outcome.ATTRIBUTED,
                null,
                new Advocate("par_alice", "alice", "ALICE"),
                List.of(new Credit("par_alice", "alice", 1.0, 1_000)),
                List.of(),
                new Explanation(rule, null, null, null, "s1", bound, List.of(winner, others, code)));
    }
}
