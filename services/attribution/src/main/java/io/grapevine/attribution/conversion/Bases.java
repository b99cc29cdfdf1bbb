package io.grapevine.attribution.conversion;

import io.grapevine.attribution.acquaintance.Trace;
import io.grapevine.attribution.binding.SignUpDecision;
import io.grapevine.attribution.identity.Standing;
import io.grapevine.attribution.journey.EventOrder;
import io.grapevine.attribution.program.ProgramVersion;
import io.grapevine.attribution.purchase.PurchaseFact;
import io.grapevine.attribution.purchase.Purchases;
import io.grapevine.events.AttributionTerms;
import io.grapevine.events.ConversionDecided.Kind;
import io.grapevine.events.Explanation.Basis;
import io.grapevine.events.Explanation.Known;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a decision rests on beside its candidates, in the words of the contract. */
final class Bases {

    private Bases() {}

    static Basis of(PurchaseFact fact, ProgramVersion version, @Nullable EventOrder signedUp) {
        var at = fact.order().at();
        var known = Purchases.known(fact, version, signedUp).orElse(null);
        // A later sign-up decides nothing about this order, so it makes no revision of it either.
        var before = signedUp == null || signedUp.at().isAfter(at) ? null : signedUp;
        var named = version.programKey().equals(fact.programKey()) ? null : fact.programKey();
        return of(version, fact.order(), fact.country(), before, known, fact.lateBy(), named, fact.standing());
    }

    static Basis of(SignUpDecision decision, ProgramVersion version) {
        var signUp = decision.signUp();
        return of(
                version,
                signUp.order(),
                null,
                decision.first(),
                signUp.known(),
                signUp.lateBy(),
                null,
                signUp.standing());
    }

    private static Basis of(
            ProgramVersion version,
            EventOrder converted,
            @Nullable String country,
            @Nullable EventOrder signedUp,
            @Nullable Trace known,
            @Nullable Duration lateBy,
            @Nullable String namedProgram,
            Standing standing) {
        var attribution = version.terms().attribution();
        var window = version.conversionWindow();
        var by = standing.consented().by();
        return new Basis(
                converted.at(),
                version.effectiveFrom(),
                version.audience(),
                attribution.binding(),
                window.length(),
                window.length() == null ? null : edge(window.inclusive()),
                attribution.ranks(),
                AttributionTerms.TieBreak.valueOf(version.policy().tieBreak().name()),
                version.terms().eligibility(),
                country,
                signedUp == null ? null : signedUp.at(),
                known == null ? null : known(known),
                version.lateness(),
                version.lateness() == null ? null : lateBy,
                signedUp == null || signedUp.equals(converted) ? null : signedUp.eventId(),
                namedProgram,
                standing.reportedAs(),
                standing.by(),
                standing.consented().notable(),
                by == null ? null : by.eventId());
    }

    private static Known known(Trace trace) {
        return new Known(
                Kind.valueOf(trace.kind().name()),
                trace.order().at(),
                trace.order().eventId(),
                trace.sameCustomer());
    }

    private static AttributionTerms.Edge edge(boolean inclusive) {
        return inclusive ? AttributionTerms.Edge.INCLUSIVE : AttributionTerms.Edge.EXCLUSIVE;
    }
}
