package io.grapevine.attribution.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reaches a decision again from its record alone, knowing the rules and nothing of the code that decided: it reads JSON and shares no
 * class with it. That a candidate is no human's, that its code is nobody's and that its owner descends from the customer are facts the
 * record states; everything else it works out.
 */
final class Evaluator {

    /** What came of it; nobody is an empty list. */
    record Found(String outcome, @Nullable String reason, List<String> advocates) {}

    private static final Set<String> STATED = Set.of("not_human", "invalid_code", "cycle");
    private static final List<String> BLAME =
            List.of("consent_pending", "self_referral", "cycle", "invalid_code", "expired", "consent_denied");

    private final JsonNode record;
    private final JsonNode explanation;
    private final JsonNode basis;
    private final Instant clock;

    private Evaluator(JsonNode record) {
        this.record = record;
        this.explanation = record.path("explanation");
        this.basis = explanation.path("basis");
        this.clock = Instant.parse(basis.path("clock").asText());
    }

    static Found evaluate(JsonNode record) {
        var evaluator = new Evaluator(record);
        var alone = evaluator.alone();
        return alone.outcome.equals("attributed") && !evaluator.winsItsContest() ? no("other_program") : alone;
    }

    private Found alone() {
        if (explanation.path("rule").asText().equals("manual"))
            return yes(List.of(explanation.path("manual").path("externalId").asText()));
        if (isTooLate()) return no("too_late");
        if (isExistingCustomer()) return no("existing_customer");
        var consent = basis.path("consent").asText();
        if (isWithheld(consent)) return no("consent_" + consent);
        if (!isEligible()) return no("not_eligible");
        return switch (explanation.path("rule").asText()) {
            case "binding" -> isInConversionWindow() ? byTheSignUp() : no("credit_expired");
            case "terms" -> no(basis.path("binding").asText().equals("lifetime") ? "not_bound" : "credit_expired");
            default -> isInConversionWindow() ? compared() : no("credit_expired");
        };
    }

    private boolean isTooLate() {
        return basis.hasNonNull("lateness")
                && basis.hasNonNull("lateBy")
                && Duration.parse(basis.path("lateBy").asText())
                                .compareTo(Duration.parse(basis.path("lateness").asText()))
                        > 0;
    }

    private boolean isExistingCustomer() {
        var since = basis.hasNonNull("signedUpAt") ? instant(basis, "signedUpAt") : clock;
        var isForLater = basis.path("audience").asText().equals("new_customers")
                && basis.hasNonNull("effectiveFrom")
                && since.isBefore(instant(basis, "effectiveFrom"));
        var isRepeat = record.path("kind").asText().equals("signup") && since.isBefore(clock);
        return isForLater || isRepeat || basis.hasNonNull("known");
    }

    private boolean isEligible() {
        if (record.path("kind").asText().equals("signup")) return true;
        var wanted = basis.path("eligibility");
        var minimum = wanted.path("minPurchase");
        if (minimum.isObject()
                && (!minimum.path("currency").equals(record.path("currency"))
                        || record.path("amountMinor").longValue()
                                < minimum.path("amount").longValue())) return false;
        var countries = wanted.path("countries");
        return countries.isEmpty()
                || StreamSupport.stream(countries.spliterator(), false).anyMatch(basis.path("country")::equals);
    }

    private boolean isInConversionWindow() {
        if (!basis.hasNonNull("signedUpAt") || !basis.hasNonNull("conversionWindow")) return true;
        var end = instant(basis, "signedUpAt")
                .plus(Duration.parse(basis.path("conversionWindow").asText()));
        return clock.isBefore(end)
                || clock.equals(end) && basis.path("conversionEdge").asText().equals("inclusive");
    }

    private Found byTheSignUp() {
        return yes(List.of(
                explanation.path("candidates").path(0).path("externalId").asText()));
    }

    private Found compared() {
        var blamed = new ArrayList<String>();
        var eligible = new ArrayList<JsonNode>();
        for (var candidate : explanation.path("candidates")) {
            var reason = whyNot(candidate);
            if (reason == null) eligible.add(candidate);
            else blamed.add(reason);
        }
        if (eligible.isEmpty())
            return no(BLAME.stream().filter(blamed::contains).findFirst().orElse("no_touch"));
        if (explanation.path("rule").asText().equals("journey"))
            return yes(eligible.stream().map(Evaluator::owner).distinct().toList());
        return yes(List.of(owner(eligible.stream().max(preference()).orElseThrow())));
    }

    private @Nullable String whyNot(JsonNode candidate) {
        var stated = candidate.path("lostBecause").asText();
        if (stated.equals("not_human")) return stated;
        var at = instant(candidate, "at");
        if (at.isAfter(clock)) return "after_conversion";
        if (rank(candidate) < 0) return "ineligible_class";
        if (stated.equals("invalid_code")) return stated;
        if (canExpire(candidate) && !isInLookback(at)) return "expired";
        if (candidate.path("externalId").equals(record.path("customerId"))) return "self_referral";
        if (STATED.contains(stated)) return stated;
        var consent = candidate.path("consent").asText();
        return isWithheld(consent) ? "consent_" + consent : null;
    }

    private static boolean isWithheld(String consent) {
        return consent.equals("pending") || consent.equals("denied");
    }

    private boolean canExpire(JsonNode candidate) {
        return explanation.path("rule").asText().equals("journey")
                || !candidate.path("evidenceClass").asText().equals("code");
    }

    private boolean isInLookback(Instant at) {
        if (!explanation.hasNonNull("lookback")) return true;
        var edge = clock.minus(Duration.parse(explanation.path("lookback").asText()));
        return at.isAfter(edge)
                || at.equals(edge) && explanation.path("edge").asText().equals("inclusive");
    }

    private Comparator<JsonNode> preference() {
        var lastWins = !explanation.path("model").asText().equals("first_touch");
        var inTime = Comparator.<JsonNode, Instant>comparing(candidate -> instant(candidate, "at"));
        var byId = Comparator.<JsonNode, String>comparing(
                candidate -> candidate.path("id").asText());
        var tie = switch (basis.path("tieBreak").asText()) {
            case "highest_id" -> byId;
            case "lowest_id" -> byId.reversed();
            default -> lastWins ? byId : byId.reversed();
        };
        return Comparator.<JsonNode>comparingInt(candidate -> -rank(candidate))
                .thenComparing(lastWins ? inTime : inTime.reversed())
                .thenComparing(tie);
    }

    private int rank(JsonNode candidate) {
        var ranks = basis.path("priority");
        for (var i = 0; i < ranks.size(); i++)
            for (var word : ranks.get(i)) if (word.equals(candidate.path("evidenceClass"))) return i;
        return -1;
    }

    private boolean winsItsContest() {
        var contenders = explanation.path("contest").path("contenders");
        if (contenders.isEmpty()) return true;
        var classes = List.of("code", "click", "soft_click", "impression");
        var precedence = Comparator.<JsonNode, Instant>comparing(
                        one -> one.path("manual").asBoolean() ? instant(one, "touchedAt") : Instant.EPOCH,
                        Comparator.reverseOrder())
                .thenComparingInt(one -> one.path("rank").asInt())
                .thenComparing(one ->
                        classes.indexOf(one.path("evidenceClass").asText().replace("paid_click", "click")))
                .thenComparing(one -> instant(one, "touchedAt"), Comparator.reverseOrder())
                .thenComparing(one -> one.path("programKey").asText());
        return StreamSupport.stream(contenders.spliterator(), false)
                .min(precedence)
                .orElseThrow()
                .path("programKey")
                .equals(record.path("programKey"));
    }

    private static Found yes(List<String> advocates) {
        return new Found("attributed", null, advocates);
    }

    private static Found no(String reason) {
        var refused = reason.equals("self_referral") || reason.equals("cycle");
        return new Found(refused ? "refused" : "unattributed", reason, List.of());
    }

    private static String owner(JsonNode candidate) {
        return candidate.path("externalId").asText();
    }

    private static Instant instant(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText());
    }
}
