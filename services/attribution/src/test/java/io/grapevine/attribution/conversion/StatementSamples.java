package io.grapevine.attribution.conversion;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.SignUp;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.credit.Reason;
import io.grapevine.attribution.credit.Resolution;
import io.grapevine.attribution.credit.Verdict;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.manual.Word;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.Order;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided;
import io.grapevine.events.ConversionDecided.Advocate;
import io.grapevine.events.ConversionDecided.Outcome;
import io.grapevine.events.DisputeRecorded.State;
import io.grapevine.events.Explanation;
import io.grapevine.events.Explanation.Basis;
import io.grapevine.events.Explanation.Candidate;
import io.grapevine.events.Explanation.Manual;
import io.grapevine.events.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dave, brought by Alice, brought by Bob, brought by Carol; his sign-up, his order, and what is stated of both. */
final class StatementSamples {

    static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    static final Duration THIRTY_DAYS = Duration.ofDays(30);
    static final CodeOwner ALICE = new CodeOwner("spring", "A1", "par_alice", "alice", null);
    static final CodeOwner BOB = new CodeOwner("spring", "B1", "par_bob", "bob", null);
    static final Touchpoint CODE = Touchpoint.code("e1", "A1", AT);
    static final Touchpoint CLICK = Touchpoint.click("c1", "B1", AT.minusSeconds(60));
    static final Touchpoint UNKNOWN = Touchpoint.click("c0", "nope", AT.minusSeconds(90));
    static final Resolution.Brought BY_ALICE = new Resolution.Brought(
            CODE,
            ALICE,
            List.of(
                    new Verdict(UNKNOWN, null, Reason.INVALID_CODE),
                    new Verdict(CLICK, BOB, Reason.LOWER_CLASS),
                    new Verdict(CODE, ALICE, null)));
    static final Bind DAVE_BY_ALICE = new Bind("dave", ALICE, CODE, new EventOrder(AT, "s1"));
    static final Bind ALICE_BY_BOB = new Bind("alice", BOB, CLICK, new EventOrder(AT, "s0"));
    static final Bind BOB_BY_CAROL = new Bind(
            "bob", new CodeOwner("spring", "C1", "par_carol", "carol", null), CLICK, new EventOrder(AT, "s-1"));
    static final Advocate ADVOCATE = new Advocate("par_alice", "alice", "A1");
    static final Candidate CODE_OF_ALICE =
            new Candidate("e1", "code", "A1", "alice", AT, true, null, null, null, "par_alice", null, null, null);
    static final Explanation COMPARED = new Explanation(
            "touch",
            AttributionTerms.Model.LAST_TOUCH,
            THIRTY_DAYS,
            AttributionTerms.Edge.INCLUSIVE,
            null,
            null,
            List.of(
                    new Candidate(
                            "c0",
                            "click",
                            "nope",
                            null,
                            AT.minusSeconds(90),
                            false,
                            ConversionDecided.Reason.INVALID_CODE),
                    new Candidate(
                            "c1",
                            "click",
                            "B1",
                            "bob",
                            AT.minusSeconds(60),
                            false,
                            ConversionDecided.Reason.LOWER_CLASS),
                    CODE_OF_ALICE));
    static final Explanation BOUND = new Explanation("binding", null, null, null, "s1", AT, List.of(CODE_OF_ALICE));
    static final EventOrder SIGNED_UP = new EventOrder(AT, "s1");
    static final ProgramVersion VERSION = new ProgramVersion(
            "spring",
            3,
            null,
            new Terms(
                    "Spring",
                    "https://shop.example/",
                    new AttributionTerms(
                            AttributionTerms.Model.LAST_TOUCH,
                            new AttributionTerms.Lookback(THIRTY_DAYS, AttributionTerms.Edge.INCLUSIVE),
                            null,
                            AttributionTerms.Binding.LIFETIME),
                    new Terms.Eligibility(null, List.of()),
                    List.of()));

    private StatementSamples() {}

    static Word word(@Nullable CodeOwner advocate) {
        var before = new Manual.Before(1, Outcome.UNATTRIBUTED, ConversionDecided.Reason.NO_TOUCH, null);
        return new Word(new EventOrder(AT.plusSeconds(99), "w1"), advocate, "gv_sk_x", "because", before);
    }

    static Basis basisOf(ConversionDecided decided) {
        return Objects.requireNonNull(decided.explanation().basis());
    }

    static Basis basis(Instant clock, @Nullable String country, @Nullable Instant signedUpAt) {
        return new Basis(
                clock,
                null,
                Terms.Audience.EVERYONE,
                AttributionTerms.Binding.LIFETIME,
                null,
                null,
                AttributionTerms.USUAL_PRIORITY,
                AttributionTerms.TieBreak.BY_MODEL,
                new Terms.Eligibility(null, List.of()),
                country,
                signedUpAt,
                null,
                null,
                null,
                signedUpAt == null || signedUpAt.equals(clock) ? null : "s1",
                null);
    }

    static Explanation with(Explanation compared, Basis basis) {
        return new Explanation(
                compared.rule(),
                compared.model(),
                compared.lookback(),
                compared.edge(),
                compared.boundBy(),
                compared.boundAt(),
                compared.candidates(),
                compared.sharing(),
                basis,
                null,
                null,
                null);
    }

    static SignUpDecision signUp(Resolution resolution) {
        return new SignUpDecision(
                new SignUp("dave", new EventOrder(AT, "s1"), "api", VERSION.policy(), List.of(CODE)), resolution);
    }

    static Order order() {
        var fact = new PurchaseFact(
                "o1",
                new EventOrder(AT.plusSeconds(9), "e9"),
                "shop",
                "dave",
                "v1",
                5_000,
                "EUR",
                "DE",
                null,
                List.of(CODE));
        return new Order(fact, 1_000, State.OPENED);
    }
}
