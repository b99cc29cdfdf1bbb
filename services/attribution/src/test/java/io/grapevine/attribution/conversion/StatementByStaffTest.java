package io.grapevine.attribution.conversion;

import static io.grapevine.attribution.conversion.StatementSamples.ADVOCATE;
import static io.grapevine.attribution.conversion.StatementSamples.ALICE;
import static io.grapevine.attribution.conversion.StatementSamples.AT;
import static io.grapevine.attribution.conversion.StatementSamples.BOB;
import static io.grapevine.attribution.conversion.StatementSamples.BOB_BY_CAROL;
import static io.grapevine.attribution.conversion.StatementSamples.BY_ALICE;
import static io.grapevine.attribution.conversion.StatementSamples.CODE;
import static io.grapevine.attribution.conversion.StatementSamples.SIGNED_UP;
import static io.grapevine.attribution.conversion.StatementSamples.VERSION;
import static io.grapevine.attribution.conversion.StatementSamples.basis;
import static io.grapevine.attribution.conversion.StatementSamples.order;
import static io.grapevine.attribution.conversion.StatementSamples.signUp;
import static io.grapevine.attribution.conversion.StatementSamples.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.purchase.PurchaseOutcome;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Credit;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.ConversionDecided.Upline;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Manual;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementByStaffTest {

    @Test
    void anOrderThatStaffDecidedSaysWhoWhenWhyAndWhatWasBefore() {
        // Given
        var word = word(BOB);
        var outcome = new PurchaseOutcome.CreditedByWord(word, BOB, List.of(BOB_BY_CAROL));
        // When
        var decided =
                Statement.of(order(), outcome, VERSION, SIGNED_UP).on(word).decided();
        // Then
        assertThat(decided.outcome()).isEqualTo(Outcome.ATTRIBUTED);
        assertThat(decided.advocate()).isEqualTo(new Advocate("par_bob", "bob", "B1"));
        assertThat(decided.credits()).containsExactly(new Credit("par_bob", "bob", 1.0, 4_000));
        assertThat(decided.upline()).containsExactly(new Upline(2, "par_carol", "carol"));
        assertThat(decided.explanation())
                .isEqualTo(new Explanation(
                        "manual",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        basis(AT.plusSeconds(9), "DE", AT),
                        null,
                        new Manual(
                                Manual.Action.ATTRIBUTED,
                                "gv_sk_x",
                                AT.plusSeconds(99),
                                "because",
                                "par_bob",
                                "bob",
                                word.before()),
                        null));
    }

    @Test
    void aWordTakenBackIsRememberedBesideWhatTheFactsDecide() {
        // Given
        var alone = Statement.of(order(), new PurchaseOutcome.CreditedByTouch(BY_ALICE, List.of()), VERSION, SIGNED_UP);
        // When
        var decided = alone.on(word(null)).decided();
        // Then
        var usual = alone.decided().explanation();
        assertThat(decided.advocate()).isEqualTo(ADVOCATE);
        assertThat(decided.explanation())
                .isEqualTo(new Explanation(
                        usual.rule(),
                        usual.model(),
                        usual.lookback(),
                        usual.edge(),
                        null,
                        null,
                        usual.candidates(),
                        null,
                        usual.basis(),
                        null,
                        new Manual(
                                Manual.Action.REVERSED,
                                "gv_sk_x",
                                AT.plusSeconds(99),
                                "because",
                                null,
                                null,
                                word(null).before()),
                        null));
        assertThat(alone.on(null)).isSameAs(alone);
    }

    @Test
    void aSignUpThatStaffDecidedSaysSo() {
        // Given
        var signUp = new SignUp("dave", SIGNED_UP, "api", VERSION.policy(), List.of(CODE), null, null, word(ALICE));
        var brought = new Resolution.Brought(Touchpoint.code("w1", "A1", AT), ALICE, List.of());
        // When
        var decided = Statement.of(new SignUpDecision(signUp, brought), VERSION, List.of())
                .decided();
        // Then
        assertThat(decided.explanation().rule()).isEqualTo("manual");
        assertThat(decided.advocate()).isEqualTo(ADVOCATE);
        assertThat(decided.explanation().manual()).isNotNull();
    }
}
