package io.grapevine.attribution.purchase;

import io.grapevine.attribution.binding.Bind;
import io.grapevine.attribution.binding.Forest;
import io.grapevine.attribution.journey.CodeBook;
import io.grapevine.attribution.journey.CodeOwner;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.journey.Touchpoint;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.RewardKind;
import io.grapevine.events.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Orders of dave, whom alice brought, in a program with a window of 90 days; bob's code is there for him to give. */
final class DavesOrders {

    static final Instant SIGN_UP = Instant.parse("2026-06-01T00:00:00Z");
    static final EventOrder SIGNED_UP = new EventOrder(SIGN_UP, "s1");
    static final CodeBook CODES = new CodeBook(Map.of("A1", owner("alice", "A1"), "B1", owner("bob", "B1")));
    static final Bind DAVE_BY_ALICE = bind("dave", "alice", SIGN_UP);
    static final Duration WINDOW = Duration.ofDays(90);
    static final AttributionTerms WINDOWED = window(AttributionTerms.Binding.LIFETIME, null);
    static final Terms.Eligibility ELIGIBILITY = new Terms.Eligibility(new Terms.Money(2_000, "EUR"), List.of("DE"));

    private DavesOrders() {}

    static PurchaseFact withBobsCode(Instant at) {
        return fact(at, 5_000, "DE", Touchpoint.code("e1", "B1", at));
    }

    static PurchaseOutcome decide(ProgramVersion version, PurchaseFact fact, EventOrder signedUp, Bind... binds) {
        return Purchases.decide(fact, version, signedUp, new Forest(List.of(binds)), CODES);
    }

    static PurchaseOutcome decide(Instant at, Terms terms, Bind... binds) {
        return decide(fact(at, 5_000, "DE"), terms, SIGNED_UP, binds);
    }

    static PurchaseOutcome decide(PurchaseFact fact, Terms terms, EventOrder signedUp, Bind... binds) {
        return Purchases.decide(fact, version(terms), signedUp, new Forest(List.of(binds)), CODES);
    }

    static PurchaseFact fact(Instant at, long amount, String country, Touchpoint... evidence) {
        return new PurchaseFact(
                "o1", new EventOrder(at, "e1"), "api", "dave", null, amount, "EUR", country, null, List.of(evidence));
    }

    static ProgramVersion version(Terms terms) {
        return new ProgramVersion("spring", 1, null, terms);
    }

    static Bind bind(String customer, String advocate, Instant at) {
        return new Bind(
                customer,
                owner(advocate, "C-" + advocate),
                Touchpoint.click("c", "C-" + advocate, at),
                new EventOrder(at, "s-" + customer));
    }

    static CodeOwner owner(String person, String code) {
        return new CodeOwner("spring", code, "par_" + person, person, null);
    }

    static Terms terms(AttributionTerms.Binding binding) {
        return terms(window(binding, null), ELIGIBILITY, null);
    }

    static AttributionTerms window(AttributionTerms.Binding binding, AttributionTerms.Edge edge) {
        return new AttributionTerms(
                AttributionTerms.Model.LAST_TOUCH,
                new AttributionTerms.Lookback(Duration.ofDays(30), AttributionTerms.Edge.EXCLUSIVE),
                WINDOW,
                binding,
                null,
                null,
                null,
                edge,
                null,
                null,
                null);
    }

    static Terms terms(AttributionTerms attribution, Terms.Eligibility eligibility, Terms.Audience audience) {
        return new Terms(
                "Spring",
                "https://shop.example/",
                attribution,
                eligibility,
                List.of(new Terms.RewardRule(
                        "upline",
                        Terms.Trigger.PURCHASE,
                        Terms.Role.UPLINE,
                        2,
                        false,
                        null,
                        new Terms.Give(RewardKind.CASH, new BigDecimal("3"), null, null, null),
                        Duration.ZERO)),
                audience,
                null);
    }
}
