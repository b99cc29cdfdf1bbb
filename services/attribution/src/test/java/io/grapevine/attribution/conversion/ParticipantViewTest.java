package io.grapevine.attribution.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.conversion.ParticipantView.OwnTouch;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Reason;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Candidate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParticipantViewTest {

    private static final Instant AT = Instant.parse("2026-06-01T10:00:00Z");
    private static final ConversionDecided BY_ADA = decided(
            null,
            new Candidate("c1", "click", "EVES", "eve", AT.minusSeconds(2), false, Reason.EARLIER_TOUCH),
            new Candidate("c2", "click", "ADAS", "ada", AT.minusSeconds(1), true, null));

    @Test
    void whoEarnedSeesTheirShareAndTheirTouch() {
        var view = ParticipantView.of(BY_ADA, "ada").orElseThrow();
        assertThat(view)
                .isEqualTo(new ParticipantView(
                        "cnv_1",
                        Kind.PURCHASE,
                        "spring",
                        AT,
                        2,
                        true,
                        1.0,
                        null,
                        "You brought this person.",
                        List.of(new OwnTouch(AT.minusSeconds(1), "click", "ADAS", true, "It counts.")),
                        1));
    }

    @Test
    void whoLostSeesWhyAndNothingOfTheOthers() {
        var view = ParticipantView.of(BY_ADA, "eve").orElseThrow();
        assertThat(view.credited()).isFalse();
        assertThat(view.share()).isNull();
        assertThat(view.why()).isEqualTo("Somebody else is credited.");
        assertThat(view.touches())
                .containsExactly(new OwnTouch(
                        AT.minusSeconds(2),
                        "click",
                        "EVES",
                        false,
                        "Another one came later, and the last one counts."));
        assertThat(view.otherTouches()).isEqualTo(1);
        // Nobody's names or codes, no ids of the customer, of their visits and orders, no amounts.
        assertThat(view.toString())
                .doesNotContain("ada", "ADAS", "dave", "visitor-1", "o-1", "p-1", "c1", "c2", "5000", "gran");
    }

    @Test
    void whoStandsAboveSeesHowFar() {
        var view = ParticipantView.of(BY_ADA, "gran").orElseThrow();
        assertThat(view.level()).isEqualTo(2);
        assertThat(view.credited()).isFalse();
        assertThat(view.touches()).isEmpty();
        assertThat(view.otherTouches()).isEqualTo(2);
        assertThat(view.toString()).doesNotContain("ada", "ADAS", "dave");
    }

    @Test
    void whoHasNothingToDoWithItSeesNothing() {
        assertThat(ParticipantView.of(BY_ADA, "mallory")).isEmpty();
        assertThat(ParticipantView.of(BY_ADA, "dave")).isEmpty();
    }

    @Test
    void aTouchThatWouldHaveWonDoesNotCountWhereAnotherProgramIsCredited() {
        var lost = decided(Reason.OTHER_PROGRAM, new Candidate("c2", "code", "ADAS", "ada", AT, true, null));
        var view = ParticipantView.of(lost, "ada").orElseThrow();
        assertThat(view.credited()).isFalse();
        assertThat(view.why()).isEqualTo("Another program credits it.");
        assertThat(view.touches())
                .containsExactly(new OwnTouch(AT, "code", "ADAS", false, "Another program credits it."));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasPlainWords(Reason reason) {
        var lost = decided(reason, new Candidate("c2", "click", "ADAS", "ada", AT, false, reason));
        var view = ParticipantView.of(lost, "ada").orElseThrow();
        assertThat(view.why()).matches("[A-Z][a-z].*\\.").doesNotContain("_");
        assertThat(view.touches()).extracting(OwnTouch::why).containsExactly(view.why());
    }

    private static ConversionDecided decided(@Nullable Reason reason, Candidate... candidates) {
        var credited = reason == null;
        return new ConversionDecided(
                "cnv_1",
                2,
                "spring",
                1,
                Kind.PURCHASE,
                "p-1",
                "api",
                "dave",
                "visitor-1",
                "o-1",
                AT,
                5_000,
                "EUR",
                0,
                null,
                credited ? Outcome.ATTRIBUTED : Outcome.UNATTRIBUTED,
                reason,
                credited ? new Advocate("par_ada", "ada", "ADAS") : null,
                credited ? List.of(new Credit("par_ada", "ada", 1.0, 5_000)) : List.of(),
                credited ? List.of(new Upline(2, "par_gran", "gran")) : List.of(),
                new Explanation("touch", null, null, null, null, null, List.of(candidates)),
                null,
                null,
                null);
    }
}
