package io.grapevine.acceptance.explain;

import io.grapevine.acceptance.explain.Candidate.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decision told to people: what was decided and how, who was considered, and why the others lost. */
final class Account {
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("existing_customer", "the person was a customer already"),
            Map.entry("self_referral", "nobody refers themselves"),
            Map.entry("cycle", "the code's owner was brought by this very customer"),
            Map.entry("invalid_code", "the code is nobody's in this program"),
            Map.entry("expired", "it lies before the lookback window"),
            Map.entry("no_touch", "there was nothing to credit"),
            Map.entry("not_bound", "nobody brought the customer when they signed up"),
            Map.entry("credit_expired", "the order lies beyond the conversion window"),
            Map.entry("not_eligible", "the program does not want such an order (amount, currency or country)"),
            Map.entry("lower_class", "a stronger kind of touch was there"),
            Map.entry("later_touch", "the first touch wins, and one was earlier"),
            Map.entry("earlier_touch", "the last touch wins, and one was later"),
            Map.entry("after_conversion", "it came after the conversion"),
            Map.entry("not_human", "it was a machine's"),
            Map.entry("other_program", "another program is credited"),
            Map.entry("no_share", "the model gives a touch at this place nothing"),
            Map.entry("ineligible_class", "the program does not credit this kind of touch"),
            Map.entry("tie_break", "at the same moment as the winner; the ids decided"),
            Map.entry("too_late", "it arrived later than the program waits"),
            Map.entry("consent_pending", "the person has not said yet whether they agree"),
            Map.entry("consent_denied", "the person does not agree"));

    private final DecisionRecord record;
    private final List<String> lines = new ArrayList<>();

    private Account(DecisionRecord record) {
        this.record = record;
    }

    static List<String> of(DecisionRecord record) {
        var account = new Account(record);
        account.tellWhat();
        account.tellHow();
        account.tellCandidates();
        account.tellContest();
        return List.copyOf(account.lines);
    }

    private void tellWhat() {
        var stated = record.stated();
        lines.add("%s %s: %s of %s in program %s, version %d (revision %d)"
                .formatted(
                        record.id(),
                        record.clock(),
                        record.kind(),
                        Objects.requireNonNullElse(record.customer(), "a stranger"),
                        record.programKey(),
                        record.programVersion(),
                        record.revision()));
        if (record.currency() != null)
            lines.add("  %s, of which %s stayed after refunds"
                    .formatted(money(record.amountMinor()), money(record.netMinor())));
        var advocate = stated.advocate();
        lines.add(
                advocate == null
                        ? "%s: %s".formatted(stated.outcome(), why(stated.reason()))
                        : "%s: %s, by code %s"
                                .formatted(stated.outcome(), advocate.externalId(), advocate.referralCode()));
        for (var credit : stated.credits())
            lines.add("  %s earns %s of it%s"
                    .formatted(
                            credit.externalId(),
                            percent(credit.weight()),
                            record.currency() == null ? "" : ", " + money(credit.amountMinor())));
        for (var above : stated.upline())
            lines.add("  %s stands above, level %d".formatted(above.externalId(), above.level()));
    }

    private void tellHow() {
        var policy = record.policy();
        lines.add(
                switch (record.stated().rule()) {
                    case "binding" -> "The customer's sign-up had decided, for life.";
                    case "terms" -> "The terms decided; no touch was compared.";
                    case "manual" -> "Staff decided.";
                    case "journey" -> "All touches share the credit, by %s.".formatted(policy.model());
                    default -> "One touch takes it all, by %s.".formatted(policy.model());
                });
        lines.add("  clock: " + record.clock());
        if (record.stated().rule().equals("touch") || policy.shares())
            lines.add("  touches count " + window(policy.lookback()) + " before it");
        if (!record.isSignUp()) lines.add("  orders count " + window(policy.conversionWindow()) + " after the sign-up");
        var signedUp = record.circumstances().signedUp();
        if (signedUp != null) lines.add("  signed up: %s (%s)".formatted(signedUp.at(), signedUp.eventId()));
        var known = record.circumstances().known();
        if (known != null)
            lines.add("  known before: a %s at %s"
                    .formatted(known.kind(), known.place().at()));
    }

    private void tellCandidates() {
        if (record.candidates().isEmpty()) return;
        lines.add("Considered, in order of time:");
        for (var candidate : record.candidates())
            lines.add("  %-6s %s %s %s of %s%s"
                    .formatted(
                            candidate.stated().winner() ? "won" : "lost",
                            candidate.at(),
                            candidate.touchClass(),
                            candidate.code(),
                            Objects.requireNonNullElse(candidate.owner(), "nobody known"),
                            outcome(candidate.stated())));
    }

    private void tellContest() {
        var contenders = record.circumstances().contenders();
        if (contenders.isEmpty()) return;
        lines.add("Programs that must not both pay it:");
        for (var contender : contenders)
            lines.add("  %-6s %s, rank %d, by a %s at %s"
                    .formatted(
                            contender.winner() ? "won" : "lost",
                            contender.programKey(),
                            contender.rank(),
                            contender.touchClass(),
                            contender.touchedAt()));
    }

    private static String outcome(Verdict verdict) {
        if (verdict.lostBecause() != null) return ": " + why(verdict.lostBecause());
        var weight = verdict.weight();
        return weight == null ? "" : ": " + percent(weight);
    }

    private static String why(@Nullable String reason) {
        return reason == null ? "no reason given" : REASONS.getOrDefault(reason, reason);
    }

    private static String window(Window window) {
        var length = window.length();
        if (length == null) return "without a limit";
        return "up to %s%s"
                .formatted(words(length), window.inclusive() ? ", the edge itself too," : ", the edge itself not,");
    }

    private static String words(Duration length) {
        var days = length.toDays();
        return length.equals(Duration.ofDays(days)) ? days + (days == 1 ? " day" : " days") : length.toString();
    }

    private static String percent(BigDecimal weight) {
        return weight.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    private String money(long minor) {
        var currency = Currency.getInstance(Objects.requireNonNull(record.currency()));
        return BigDecimal.valueOf(minor, Math.max(currency.getDefaultFractionDigits(), 0))
                        .toPlainString() + " " + currency.getCurrencyCode();
    }
}
